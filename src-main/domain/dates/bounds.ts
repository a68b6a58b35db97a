import type { AgeRange, PartialDate } from '../forms/types.ts'
import { addDays, addMonths, daysInMonth, type IsoDay, isIsoDay, isoDay, monthsBetween } from './days.ts'

/** Years that a partial date may speak of. */
export const yearRange = { min: 1800, max: 2200 } as const
export const greatestAge = 150

/** First and last day that the date can mean. For an age, the days of birth that give this age on the day it was said. */
export function boundsOf(value: PartialDate): { readonly from: IsoDay; readonly to: IsoDay } {
  switch (value.precision) {
    case 'exact':
      return { from: value.date, to: value.date }
    case 'month': {
      const year = Number(value.month.slice(0, 4))
      const month = Number(value.month.slice(5, 7))
      return { from: isoDay(year, month, 1), to: isoDay(year, month, daysInMonth(year, month)) }
    }
    case 'year':
      return { from: isoDay(value.year, 1, 1), to: isoDay(value.year, 12, 31) }
    case 'age': {
      const lived = value.years * 12 + (value.months ?? 0)
      const unit = value.months === undefined ? 12 : 1
      return { from: addDays(addMonths(value.on, -(lived + unit)), 1), to: addMonths(value.on, -lived) }
    }
    case 'range':
      return { from: value.from, to: value.to }
  }
}

/** Months lived by `today`, at least and at most; never below 0. */
export function monthsLived(value: PartialDate, today: IsoDay): { readonly min: number; readonly max: number } {
  const { from, to } = boundsOf(value)
  return { min: Math.max(0, monthsBetween(to, today)), max: Math.max(0, monthsBetween(from, today)) }
}

/** Age in completed years on `today` of someone born then. `estimated`: the birth itself is not known well enough to be sure. */
export function ageRange(value: PartialDate, today: IsoDay): AgeRange {
  const lived = monthsLived(value, today)
  const min = Math.floor(lived.min / 12)
  const max = Math.floor(lived.max / 12)
  const known = value.precision === 'exact' || (value.precision === 'month' && min === max)
  return { min, max, estimated: !known }
}

/** Is this the shape of a partial date, with days that exist and in order? */
export function isPartialDate(value: unknown): value is PartialDate {
  if (typeof value !== 'object' || value === null) return false
  const date = value as Record<string, unknown>
  switch (date.precision) {
    case 'exact':
      return isDayInRange(date.date)
    case 'month':
      return typeof date.month === 'string' && isDayInRange(`${date.month}-01`)
    case 'year':
      return isWithin(date.year, yearRange.min, yearRange.max)
    case 'age':
      return (
        isWithin(date.years, 0, greatestAge) &&
        (date.months === undefined || isWithin(date.months, 0, 11)) &&
        isDayInRange(date.on)
      )
    case 'range':
      return isDayInRange(date.from) && isDayInRange(date.to) && date.from <= date.to
    default:
      return false
  }
}

function isDayInRange(value: unknown): value is IsoDay {
  return isIsoDay(value) && isWithin(Number(value.slice(0, 4)), yearRange.min, yearRange.max)
}

function isWithin(value: unknown, min: number, max: number): boolean {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max
}
