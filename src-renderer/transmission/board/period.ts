import { addDays, addMonths, type IsoDay } from '../../../src-main/domain/dates/days.ts'

export const periodNames = ['month', 'before', 'quarter', 'year'] as const
export type PeriodName = (typeof periodNames)[number]

/** Days of a period, both included: this month, the one before, the last three months with this one, this year. */
export function periodOf(name: PeriodName, today: IsoDay): { readonly from: IsoDay; readonly to: IsoDay } {
  const month = `${today.slice(0, 7)}-01`
  switch (name) {
    case 'month':
      return { from: month, to: today }
    case 'before':
      return { from: addMonths(month, -1), to: addDays(month, -1) }
    case 'quarter':
      return { from: addMonths(month, -2), to: today }
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today }
  }
}
