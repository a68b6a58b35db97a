import { addDays, addMonths, addYears, daysBetween, type IsoDay, monthsBetween, partsOf } from '../dates/days.ts'
import type { PartialDate } from '../forms/types.ts'
import { between, type Random, weighted } from './random.ts'

/** A day of birth that makes the age, in completed years on `today`, fall between the two, both included. */
export function inventBirthDay(random: Random, today: IsoDay, minAge: number, maxAge: number): IsoDay {
  const earliest = addDays(addYears(today, -maxAge - 1), 3)
  const latest = addDays(addYears(today, -minAge), -3)
  return addDays(earliest, between(random, 0, daysBetween(earliest, latest)))
}

const ways = { exact: 40, month: 12, year: 15, age: 25, range: 8 } as const

/** The same birth as a family would tell it: rarely to the day. */
export function saidAs(random: Random, day: IsoDay, today: IsoDay): PartialDate {
  const { year } = partsOf(day)
  const lived = monthsBetween(day, today)
  switch (weighted(random, ways)) {
    case 'exact':
      return { precision: 'exact', date: day }
    case 'month':
      return { precision: 'month', month: day.slice(0, 7) }
    case 'year':
      return { precision: 'year', year }
    case 'age':
      return lived < 24
        ? { precision: 'age', years: Math.floor(lived / 12), months: lived % 12, on: today }
        : { precision: 'age', years: Math.floor(lived / 12), on: today }
    case 'range':
      return {
        precision: 'range',
        from: addMonths(day, -between(random, 2, 14)),
        to: earlier(addMonths(day, between(random, 2, 14)), today),
      }
  }
}

/** A grown-up's birth: mostly a year or an age. */
export function adultBirth(random: Random, today: IsoDay, minAge: number, maxAge: number): PartialDate {
  const years = between(random, minAge, maxAge)
  if (random() < 0.5) return { precision: 'age', years, on: today }
  return { precision: 'year', year: partsOf(today).year - years }
}

export function exactly(date: IsoDay): PartialDate {
  return { precision: 'exact', date }
}

function earlier(a: IsoDay, b: IsoDay): IsoDay {
  return a < b ? a : b
}
