import type { Language, PartialDate } from '../forms/types.ts'
import { ageRange, monthsLived } from './bounds.ts'
import { daysInMonth, type IsoDay, partsOf } from './days.ts'
import { monthNames } from './words.ts'

/** `03/02/2017` in French, `3 Feb 2017` in English: readers of English do not agree on the order of figures. */
export function formatDay(day: IsoDay, lang: Language): string {
  const { year, month, day: dayOfMonth } = partsOf(day)
  if (lang === 'fr') return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
  return `${dayOfMonth} ${(monthNames.en[month - 1] ?? '').slice(0, 3)} ${year}`
}

/** Text that `parsePartialDate` reads back as the same value. Never shows a day that is not known. */
export function formatPartialDate(value: PartialDate, lang: Language): string {
  switch (value.precision) {
    case 'exact':
      return formatDay(value.date, lang)
    case 'month':
      return formatMonth(value.month, lang)
    case 'year':
      return String(value.year)
    case 'age': {
      const age = spokenAge(value.years, value.months, lang)
      return lang === 'fr'
        ? `${age} (estimé le ${formatDay(value.on, lang)})`
        : `${age} (estimated on ${formatDay(value.on, lang)})`
    }
    case 'range':
      return formatRange(value.from, value.to, lang)
  }
}

/** `9 ans`, `≈ 9 ans`, `≈ 8–9 ans`; in months under two years where the birth is known that well. */
export function formatAge(value: PartialDate, today: IsoDay, lang: Language): string {
  const years = ageRange(value, today)
  const sign = years.estimated ? '≈ ' : ''
  const lived = monthsLived(value, today)
  const coarse = value.precision === 'year' || (value.precision === 'age' && value.months === undefined)
  if (coarse && years.max === 0) return `${sign}${underOne('year', lang)}`
  if (coarse || lived.max >= 24) return `${sign}${spread(years.min, years.max)} ${yearWord(years.max, lang)}`
  if (lived.max === 0) return `${sign}${underOne('month', lang)}`
  return `${sign}${spread(lived.min, lived.max)} ${monthWord(lived.max, lang)}`
}

function formatMonth(month: string, lang: Language): string {
  return `${monthNames[lang][Number(month.slice(5, 7)) - 1] ?? ''} ${month.slice(0, 4)}`
}

function formatRange(from: IsoDay, to: IsoDay, lang: Language): string {
  const [a, b] = rangeEnds(from, to, lang)
  if (lang === 'en') return `between ${a} and ${b}`
  return a.includes('/') ? `entre le ${a} et le ${b}` : `entre ${a} et ${b}`
}

function rangeEnds(from: IsoDay, to: IsoDay, lang: Language): [string, string] {
  if (from.endsWith('-01-01') && to.endsWith('-12-31')) return [from.slice(0, 4), to.slice(0, 4)]
  const end = partsOf(to)
  if (from.endsWith('-01') && end.day === daysInMonth(end.year, end.month)) {
    return [formatMonth(from, lang), formatMonth(to, lang)]
  }
  return [formatDay(from, lang), formatDay(to, lang)]
}

function spokenAge(years: number, months: number | undefined, lang: Language): string {
  if (months === undefined) return years === 0 ? underOne('year', lang) : `${years} ${yearWord(years, lang)}`
  if (years === 0) return months === 0 ? underOne('month', lang) : `${months} ${monthWord(months, lang)}`
  return `${years} ${yearWord(years, lang)} ${months} ${monthWord(months, lang)}`
}

function spread(min: number, max: number): string {
  return min === max ? String(min) : `${min}–${max}`
}

function yearWord(count: number, lang: Language): string {
  if (lang === 'fr') return count < 2 ? 'an' : 'ans'
  return count === 1 ? 'year' : 'years'
}

function monthWord(count: number, lang: Language): string {
  if (lang === 'fr') return 'mois'
  return count === 1 ? 'month' : 'months'
}

function underOne(unit: 'year' | 'month', lang: Language): string {
  if (lang === 'en') return `under 1 ${unit}`
  return unit === 'year' ? 'moins d’un an' : 'moins d’un mois'
}
