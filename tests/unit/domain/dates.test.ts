import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  addYears,
  daysBetween,
  isIsoDay,
  isoDay,
  monthsBetween,
} from '../../../src-main/domain/dates/days.ts'
import {
  ageRange,
  boundsOf,
  formatAge,
  formatPartialDate,
  isPartialDate,
  type PartialDate,
  parsePartialDate,
} from '../../../src-main/domain/dates/partial-date.ts'

const today = '2026-11-23'
const read = (text: string): PartialDate | string => {
  const parsed = parsePartialDate(text, today, 'fr')
  return parsed.ok ? parsed.value : parsed.reason
}
const exact = (date: string): PartialDate => ({ precision: 'exact', date })
const day = fc
  .integer({ min: Date.UTC(1850, 0, 1) / 864e5, max: Date.UTC(2150, 11, 31) / 864e5 })
  .map((number) => new Date(number * 864e5).toISOString().slice(0, 10))
const partialDate: fc.Arbitrary<PartialDate> = fc.oneof(
  day.map(exact),
  day.map((each) => ({ precision: 'month', month: each.slice(0, 7) }) as const),
  fc.integer({ min: 1800, max: 2200 }).map((year) => ({ precision: 'year', year }) as const),
  fc.record({ years: fc.nat(120), on: day }).map((age) => ({ precision: 'age', ...age }) as const),
  fc.record({ years: fc.nat(120), months: fc.nat(11), on: day }).map((age) => ({ precision: 'age', ...age }) as const),
  fc
    .tuple(day, day)
    .filter(([a, b]) => a !== b)
    .map((days) => days.toSorted())
    .map(([from = '', to = '']) => ({ precision: 'range', from, to }) as const),
)

describe('days', () => {
  it('agree with the calendar of the machine, without its time zones', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (from, count) => {
        const moved = addDays(from, count)
        expect(moved).toBe(new Date(Date.parse(from) + count * 864e5).toISOString().slice(0, 10))
        expect(daysBetween(from, moved)).toBe(count)
      }),
    )
  })

  it('know which days there are', () => {
    expect(['2024-02-29', '2000-02-29', '2026-12-31'].every(isIsoDay)).toBe(true)
    expect(['2023-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '', 'x', 20260101].some(isIsoDay)).toBe(
      false,
    )
  })

  it('count months and bring a day back to the end of a shorter month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-01-31', -2)).toBe('2025-11-30')
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28')
    expect(monthsBetween('2017-02-03', '2026-02-02')).toBe(107)
    expect(monthsBetween('2017-02-03', '2026-02-03')).toBe(108)
    expect(isoDay(2026, 3, 4)).toBe('2026-03-04')
  })
})

describe('reading a date', () => {
  it.each<[string, PartialDate | string]>([
    ['3/2/17', exact('2017-02-03')],
    ['03/02/2017', exact('2017-02-03')],
    ['03022017', exact('2017-02-03')],
    ['030217', exact('2017-02-03')],
    ['3.2.2017', exact('2017-02-03')],
    ['3 2 2017', exact('2017-02-03')],
    ['2017-02-03', exact('2017-02-03')],
    ['3 février 2017', exact('2017-02-03')],
    ['1er mars 2017', exact('2017-03-01')],
    ['3 Feb 2017', exact('2017-02-03')],
    ['aujourd’hui', exact(today)],
    ['hier', exact('2026-11-22')],
    ['1/1/85', exact('1985-01-01')],
    ['1/1/30', exact('2030-01-01')],
    ['02/2017', { precision: 'month', month: '2017-02' }],
    ['022017', { precision: 'month', month: '2017-02' }],
    ['février 2017', { precision: 'month', month: '2017-02' }],
    ['juil. 2017', { precision: 'month', month: '2017-07' }],
    ['2017', { precision: 'year', year: 2017 }],
    ['9', { precision: 'age', years: 9, on: today }],
    ['9 ans', { precision: 'age', years: 9, on: today }],
    ['≈ 9 ans', { precision: 'age', years: 9, on: today }],
    ['environ 9 ans', { precision: 'age', years: 9, on: today }],
    ['9 years old', { precision: 'age', years: 9, on: today }],
    ['9 ans et demi', { precision: 'age', years: 9, months: 6, on: today }],
    ['9,5 ans', { precision: 'age', years: 9, months: 6, on: today }],
    ['9 and a half years', { precision: 'age', years: 9, months: 6, on: today }],
    ['9 years and a half', { precision: 'age', years: 9, months: 6, on: today }],
    ['2 ans 3 mois', { precision: 'age', years: 2, months: 3, on: today }],
    ['8 mois', { precision: 'age', years: 0, months: 8, on: today }],
    ['18 months', { precision: 'age', years: 1, months: 6, on: today }],
    ['3 semaines', { precision: 'age', years: 0, months: 0, on: today }],
    ['entre 2014 et 2016', { precision: 'range', from: '2014-01-01', to: '2016-12-31' }],
    ['2014-2016', { precision: 'range', from: '2014-01-01', to: '2016-12-31' }],
    ['between 2014 and 2016', { precision: 'range', from: '2014-01-01', to: '2016-12-31' }],
    ['de mars 2014 à mai 2014', { precision: 'range', from: '2014-03-01', to: '2014-05-31' }],
    ['entre 8 et 9 ans', { precision: 'range', from: '2016-11-24', to: '2018-11-23' }],
    ['8-9 ans', { precision: 'range', from: '2016-11-24', to: '2018-11-23' }],
    ['31/02/2017', 'impossible'],
    ['29/02/2023', 'impossible'],
    ['12/25/2017', 'impossible'],
    ['2017-13', 'impossible'],
    ['9 ans 14 mois', 'impossible'],
    ['2016-2014', 'reversed'],
    ['200 ans', 'out-of-range'],
    ['1500', 'out-of-range'],
    ['3/2', 'unclear'],
    ['8-9', 'unclear'],
    ['hier soir', 'unclear'],
    ['  ', 'empty'],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it('reads back what it writes, in both languages', () => {
    fc.assert(
      fc.property(partialDate, fc.constantFrom('fr', 'en'), (value, lang) => {
        const parsed = parsePartialDate(formatPartialDate(value as PartialDate, lang), today, lang)
        const read = parsed.ok ? parsed.value : parsed.reason
        // A range of two ages or of one whole month is written as what it is.
        expect(typeof read === 'string' ? read : boundsOf(read)).toEqual(boundsOf(value))
        if (value.precision !== 'range') expect(read).toEqual(value)
      }),
      { numRuns: 1000 },
    )
  })

  it('never throws and gives only sound dates, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'0123456789/-. ansmoiet'.split('')), maxLength: 24 }),
    )
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parsePartialDate(text, today, 'fr')
        if (parsed.ok) expect(isPartialDate(parsed.value)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('ages', () => {
  it('an age is that age on the day it was said, and stays within what is possible later', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.option(fc.nat(11)), day, fc.nat(5000), (years, months, on, later) => {
        const value: PartialDate = { precision: 'age', years, ...(months !== null && { months }), on }
        expect(ageRange(value, on)).toEqual({ min: years, max: years, estimated: true })
        const after = ageRange(value, addDays(on, later))
        expect(after.max - after.min).toBeLessThanOrEqual(1)
      }),
    )
  })

  it.each<[PartialDate, string, string]>([
    [exact('2017-02-03'), '9 ans', '9 years'],
    [exact('2026-03-20'), '8 mois', '8 months'],
    [exact('2026-11-20'), 'moins d’un mois', 'under 1 month'],
    [{ precision: 'month', month: '2017-02' }, '9 ans', '9 years'],
    [{ precision: 'month', month: '2017-11' }, '≈ 8–9 ans', '≈ 8–9 years'],
    [{ precision: 'year', year: 2017 }, '≈ 8–9 ans', '≈ 8–9 years'],
    [{ precision: 'year', year: 2026 }, '≈ moins d’un an', '≈ under 1 year'],
    [{ precision: 'age', years: 9, on: today }, '≈ 9 ans', '≈ 9 years'],
    [{ precision: 'age', years: 1, on: today }, '≈ 1 an', '≈ 1 year'],
    [{ precision: 'age', years: 0, months: 8, on: today }, '≈ 8 mois', '≈ 8 months'],
    [{ precision: 'range', from: '2014-01-01', to: '2016-12-31' }, '≈ 9–12 ans', '≈ 9–12 years'],
  ])('%j', (value, fr, en) => {
    expect([formatAge(value, today, 'fr'), formatAge(value, today, 'en')]).toEqual([fr, en])
  })

  it('never writes a day that is not known', () => {
    expect(formatPartialDate({ precision: 'year', year: 2017 }, 'fr')).toBe('2017')
    expect(formatPartialDate({ precision: 'month', month: '2017-02' }, 'fr')).toBe('février 2017')
    expect(formatPartialDate({ precision: 'age', years: 9, on: '2024-02-03' }, 'fr')).toBe(
      '9 ans (estimé le 03/02/2024)',
    )
    expect(formatPartialDate({ precision: 'range', from: '2014-01-01', to: '2016-12-31' }, 'en')).toBe(
      'between 2014 and 2016',
    )
  })
})
