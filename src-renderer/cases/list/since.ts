import type { CaseFilters } from '../../../src-main/contract/cases.ts'
import { addDays, daysBetween } from '../../../src-main/domain/dates/days.ts'

/** First day of the last `days` days. */
export function sinceDays(days: number, today: string): string {
  return addDays(today, -days)
}

/** The choice that a filter from a day on amounts to; the nearest longer one when it was set on another day. */
export function sinceOf({ registeredFrom }: CaseFilters, today: string): string {
  if (registeredFrom === undefined) return ''
  const days = daysBetween(registeredFrom, today)
  return String([7, 30, 90, 365].find((each) => days <= each) ?? 365)
}
