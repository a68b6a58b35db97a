import { ageRange, isPartialDate } from '../dates/bounds.ts'
import type { IsoDay } from '../dates/days.ts'
import type { Known } from './conditions.ts'
import type { FormValues } from './types.ts'

export const nothingKnown: Known = { child_age: null, child_sex: null, risk_level: null }

/** What form 1B tells the conditions of every form. @param registration values of form 1B; @param today ISO day */
export function knownOf(registration: FormValues, today: IsoDay): Known {
  const { birth_date: birth, sex, risk_level: risk } = registration
  return {
    child_age: isPartialDate(birth) ? ageRange(birth, today) : null,
    child_sex: typeof sex === 'string' && sex !== '' ? sex : null,
    risk_level: typeof risk === 'string' && risk !== '' ? risk : null,
  }
}
