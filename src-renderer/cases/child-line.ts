import { useTranslation } from 'react-i18next'
import type { CaseItem } from '../../src-main/contract/cases.ts'
import { formatAge } from '../../src-main/domain/dates/partial-date.ts'
import { useLanguage } from '../language/index.ts'
import { officeDay } from '../office/day.ts'

export interface ChildWords {
  readonly sexOf: (item: Pick<CaseItem, 'sex'>) => string
  readonly ageOf: (item: Pick<CaseItem, 'birth'> & Partial<Pick<CaseItem, 'age'>>) => string
}

/** Sex and age of a child in words; empty where not known. */
export function useChildWords(): ChildWords {
  const { t } = useTranslation()
  const lang = useLanguage()
  return {
    sexOf: ({ sex }) => (sex === 'female' || sex === 'male' ? t(`sex.${sex}`) : (sex ?? '')),
    ageOf: ({ birth, age }) => {
      if (birth !== null) return formatAge(birth as Parameters<typeof formatAge>[0], officeDay(), lang)
      if (age === null || age === undefined) return ''
      // Without the date of birth, which goes with the names: the age alone.
      return t(age.estimated ? 'age.estimated' : 'age.years', { count: age.min })
    },
  }
}
