import { addMonths, daysBetween, type IsoDay, monthsBetween } from '../dates/days.ts'
import { boundsOf, formatAge, isPartialDate } from '../dates/partial-date.ts'
import { fieldsOf } from './fields.ts'
import type { FieldValue, FormDefinition, FormValues, Language, PartialDate } from './types.ts'

/** What computed fields may need that their own form does not hold. */
export interface ComputedContext {
  readonly today: IsoDay
  readonly caseCode?: string
  /** Values of form 1B. */
  readonly registration?: FormValues
}

export type ComputedValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'age'; readonly birth: PartialDate; readonly on: IsoDay }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'duration'; readonly from: IsoDay; readonly to: IsoDay; readonly estimated: boolean }

type Rule = (values: FormValues, context: ComputedContext) => ComputedValue | null

const rules: Readonly<Record<string, Rule>> = {
  case_code: (_values, { caseCode }) => (caseCode ? { kind: 'text', text: caseCode } : null),
  age_today: ({ birth_date: birth }, { today }) => (isPartialDate(birth) ? { kind: 'age', birth, on: today } : null),
  household_total: ({ household_adults: adults, household_children: children }) =>
    typeof adults === 'number' && typeof children === 'number' ? { kind: 'count', count: adults + children } : null,
  case_duration: (values, { today, registration }) =>
    duration(registration?.registration_date, values.closure_date, today),
  placement_duration: (values, { today }) => duration(values.start_date, values.end_date, today),
}

/** The value of each computed field of a form by id; null while what it needs is not known. */
export function computedValues(
  form: FormDefinition,
  values: FormValues,
  context: ComputedContext,
): Readonly<Record<string, ComputedValue | null>> {
  const computed = [...fieldsOf(form).values()].filter((field) => field.type === 'computed')
  return Object.fromEntries(computed.map(({ id }) => [id, rules[id]?.(values, context) ?? null]))
}

/** Ids that a computed field may have: each has its rule here. */
export const computedIds: readonly string[] = Object.keys(rules)

/** `9 ans`, `7`, `1 an 2 mois`, `12 jours`. */
export function formatComputed(value: ComputedValue, lang: Language): string {
  switch (value.kind) {
    case 'text':
      return value.text
    case 'count':
      return String(value.count)
    case 'age':
      return formatAge(value.birth, value.on, lang)
    case 'duration':
      return `${value.estimated ? '≈ ' : ''}${formatDuration(value.from, value.to, lang)}`
  }
}

function duration(start: FieldValue | undefined, end: FieldValue | undefined, today: IsoDay): ComputedValue | null {
  if (!isPartialDate(start)) return null
  const from = boundsOf(start).from
  const to = isPartialDate(end) ? boundsOf(end).to : today
  const estimated = start.precision !== 'exact' || (isPartialDate(end) && end.precision !== 'exact')
  return to < from ? null : { kind: 'duration', from, to, estimated }
}

function formatDuration(from: IsoDay, to: IsoDay, lang: Language): string {
  const months = monthsBetween(from, to)
  const years = Math.floor(months / 12)
  const parts = [amount(years, lang === 'fr' ? ['an', 'ans'] : ['year', 'years'])]
  parts.push(amount(months % 12, lang === 'fr' ? ['mois', 'mois'] : ['month', 'months']))
  if (months < 1) {
    const days = daysBetween(addMonths(from, months), to)
    return amount(days, lang === 'fr' ? ['jour', 'jours'] : ['day', 'days']) || (lang === 'fr' ? '0 jour' : '0 days')
  }
  return parts.filter((part) => part !== '').join(' ')
}

function amount(count: number, [one, many]: readonly [string, string]): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`
}
