import { greatestAge } from './bounds.ts'

export interface SpokenAge {
  readonly years: number
  readonly months?: number
}

const yearWord = '(?:ans?|annees?|years?|yrs?|y|yo)'
const oldWord = '(?: old)?'
const half = '(?:demie?|1/2|a half)'
const inYears = new RegExp(
  `^(\\d{1,3})(?:([.,]5)| (?:et |and )?(${half}))? ?${yearWord}${oldWord}(?:,? ?(?:et |and )?(?:(${half})|(\\d{1,2}) ?(?:mois|months?|m)))?$`,
)
const inMonths = new RegExp(`^(\\d{1,3}) ?(?:mois|months?|mo)(?: (?:et|and) ${half})?${oldWord}$`)
const inDays = new RegExp(`^(\\d{1,3}) ?(semaines?|weeks?|jours?|days?)${oldWord}$`)

/**
 * Reads an age in cleaned text (lower case, no accents). Null: not an age. `months` only where the age was said in months or halves.
 * A bare number of one or two digits is an age in years.
 */
export function parseAge(text: string): SpokenAge | 'impossible' | 'out-of-range' | null {
  if (/^(?:moins d'un an|under 1 year)$/.test(text)) return { years: 0 }
  if (/^(?:moins d'un mois|under 1 month)$/.test(text)) return { years: 0, months: 0 }
  if (/^\d{1,2}$/.test(text)) return { years: Number(text) }
  const years = inYears.exec(text)
  if (years) return fromYears(Number(years[1]), [years[2], years[3], years[4]], years[5])
  const months = inMonths.exec(text)
  if (months) return fromMonths(Number(months[1]))
  const days = inDays.exec(text)
  if (days) return fromMonths(Math.floor((Number(days[1]) * (/^[sw]/.test(days[2] ?? '') ? 7 : 1)) / 30.44))
  return null
}

function fromYears(
  years: number,
  halves: readonly (string | undefined)[],
  monthsText: string | undefined,
): SpokenAge | 'impossible' | 'out-of-range' {
  if (years > greatestAge) return 'out-of-range'
  if (halves.some((each) => each !== undefined)) return monthsText === undefined ? { years, months: 6 } : 'impossible'
  if (monthsText === undefined) return { years }
  const months = Number(monthsText)
  return months > 11 ? 'impossible' : { years, months }
}

function fromMonths(months: number): SpokenAge {
  return { years: Math.floor(months / 12), months: months % 12 }
}
