/**
 * Calendar days as ISO text (`2017-02-03`), reckoned by plain arithmetic in the Gregorian calendar: no clock, no time zone.
 * Functions that take a day expect a valid one (`isIsoDay`).
 */
export type IsoDay = string

const shape = /^(\d{4})-(\d{2})-(\d{2})$/
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export interface DayParts {
  readonly year: number
  readonly month: number
  readonly day: number
}

export function isIsoDay(text: unknown): text is IsoDay {
  if (typeof text !== 'string' || !shape.test(text)) return false
  const { year, month, day } = partsOf(text)
  return isDay(year, month, day)
}

/** Is there such a day? February 30 is not one. */
export function isDay(year: number, month: number, day: number): boolean {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0)
}

export function partsOf(day: IsoDay): DayParts {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) }
}

export function isoDay(year: number, month: number, day: number): IsoDay {
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`
}

export function addDays(day: IsoDay, count: number): IsoDay {
  return fromNumber(toNumber(day) + count)
}

/** `count` may be negative. The day is brought back to the last of a shorter month: 31 January + 1 month is 28 or 29 February. */
export function addMonths(day: IsoDay, count: number): IsoDay {
  const { year, month, day: dayOfMonth } = partsOf(day)
  const months = year * 12 + (month - 1) + count
  const toYear = Math.floor(months / 12)
  const toMonth = months - toYear * 12 + 1
  return isoDay(toYear, toMonth, Math.min(dayOfMonth, daysInMonth(toYear, toMonth)))
}

export function addYears(day: IsoDay, count: number): IsoDay {
  return addMonths(day, count * 12)
}

/** Days from one to the other; negative when `to` is earlier. */
export function daysBetween(from: IsoDay, to: IsoDay): number {
  return toNumber(to) - toNumber(from)
}

/** Whole months lived from one day to another; negative when `to` is earlier. */
export function monthsBetween(from: IsoDay, to: IsoDay): number {
  const a = partsOf(from)
  const b = partsOf(to)
  return (b.year - a.year) * 12 + (b.month - a.month) - (b.day < a.day ? 1 : 0)
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

/** Days since 1970-01-01. The year is taken to begin in March, so that the leap day comes last. */
function toNumber(day: IsoDay): number {
  const { year, month, day: dayOfMonth } = partsOf(day)
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

function fromNumber(number: number): IsoDay {
  const z = number + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return isoDay(year, month, dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1)
}
