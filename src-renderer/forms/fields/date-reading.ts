import { boundsOf, formatAge, formatDay } from '../../../src-main/domain/dates/partial-date.ts'
import type { Field, Language, PartialDate } from '../../../src-main/domain/forms/types.ts'

/** Is it somebody's birth, whose age is worth saying? */
export function isBirth(field: Field): boolean {
  return field.id.endsWith('birth_date')
}

/** The text of the box: short, and read back as the same value on the same day. */
export function typedForm(value: PartialDate, formatted: string): string {
  return value.precision === 'age' ? formatted.replace(/ \(.*\)$/, '') : formatted
}

/** What the program understood, said beside the box. */
export function dateReading(field: Field, value: PartialDate, today: string, lang: Language): string {
  if (!isBirth(field)) return eventReading(value, lang)
  const age = formatAge(value, today, lang)
  if (value.precision === 'exact') return age
  const { from, to } = boundsOf(value)
  const born = lang === 'fr' ? 'né(e)' : 'born'
  const parts = [`${born} ${between(from, to, lang)}`, age]
  if (value.precision === 'age') {
    parts.push(lang === 'fr' ? `estimé le ${formatDay(value.on, lang)}` : `estimated on ${formatDay(value.on, lang)}`)
  }
  return parts.join(' · ')
}

function eventReading(value: PartialDate, lang: Language): string {
  if (value.precision === 'exact')
    return put(value.date, lang, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const { from, to } = boundsOf(value)
  return between(from, to, lang)
}

function between(from: string, to: string, lang: Language): string {
  const [a, b] = [month(from, lang), month(to, lang)]
  if (a === b) return lang === 'fr' ? `en ${a}` : `in ${a}`
  if (from.endsWith('-01-01') && to.endsWith('-12-31')) {
    const [first, last] = [from.slice(0, 4), to.slice(0, 4)]
    if (first === last) return lang === 'fr' ? `en ${first}` : `in ${first}`
    return lang === 'fr' ? `entre ${first} et ${last}` : `between ${first} and ${last}`
  }
  return lang === 'fr' ? `entre ${a} et ${b}` : `between ${a} and ${b}`
}

const month = (day: string, lang: Language): string => put(day, lang, { month: 'long', year: 'numeric' })

function put(day: string, lang: Language, options: Intl.DateTimeFormatOptions): string {
  const locale = lang === 'fr' ? 'fr-FR' : 'en-GB'
  const text = new Intl.DateTimeFormat(locale, options).format(new Date(`${day}T00:00:00`))
  return lang === 'fr' ? text.replace(/\b1 (?=\p{L})/u, '1er ') : text
}
