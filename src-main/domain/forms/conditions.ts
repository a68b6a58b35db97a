import { isFilled } from './fields.ts'
import type { AgeRange, Condition, FieldValue, FormValues } from './types.ts'

/** Facts about the child that the conditions of every form may use. */
export interface Known {
  readonly child_age: AgeRange | null
  readonly child_sex: string | null
  readonly risk_level: string | null
}

export interface Scope {
  readonly values: FormValues
  /** Siblings, inside a row. */
  readonly row?: FormValues
  readonly known: Known
}

/**
 * Does a condition hold? An age known only as a range counts when the whole range agrees: with 8 to 10 years, `lt 9` and `ge 9` are both
 * false, as they are with no known age, so that `not lt 9` shows a field that may be needed.
 */
export function holds(condition: Condition, scope: Scope): boolean {
  if ('and' in condition) return condition.and.every((each) => holds(each, scope))
  if ('or' in condition) return condition.or.some((each) => holds(each, scope))
  if ('not' in condition) return !holds(condition.not, scope)
  if ('filled' in condition) return isKnown(factOf(condition.filled, scope))
  if ('eq' in condition) return factOf(condition.eq[0], scope) === condition.eq[1]
  if ('in' in condition) return includes(condition.in[1], factOf(condition.in[0], scope))
  if ('has' in condition) return includes(factOf(condition.has[0], scope), condition.has[1])
  if ('lt' in condition) return isBelow(factOf(condition.lt[0], scope), condition.lt[1])
  return isFrom(factOf(condition.ge[0], scope), condition.ge[1])
}

const named = new WeakMap<Condition, readonly string[]>()

/** Names that a condition speaks of; definitions never change, so each is read once. */
export function namesIn(condition: Condition): readonly string[] {
  const known = named.get(condition) ?? readNames(condition)
  named.set(condition, known)
  return known
}

function readNames(condition: Condition): readonly string[] {
  if ('and' in condition) return condition.and.flatMap(namesIn)
  if ('or' in condition) return condition.or.flatMap(namesIn)
  if ('not' in condition) return namesIn(condition.not)
  if ('filled' in condition) return [condition.filled]
  const [[name]] = Object.values(condition) as [readonly [string, unknown]]
  return [name]
}

type Fact = FieldValue | AgeRange | undefined

function factOf(name: string, { row, values, known }: Scope): Fact {
  return row?.[name] ?? values[name] ?? (isKnownName(name) ? known[name] : undefined)
}

function isKnownName(name: string): name is keyof Known {
  return name === 'child_age' || name === 'child_sex' || name === 'risk_level'
}

function isKnown(value: Fact): boolean {
  return isAge(value) || isFilled(value)
}

function includes(list: unknown, value: unknown): boolean {
  return Array.isArray(list) && list.includes(value)
}

function isBelow(value: Fact, limit: number): boolean {
  if (typeof value === 'number') return value < limit
  return isAge(value) && value.max < limit
}

function isFrom(value: Fact, limit: number): boolean {
  if (typeof value === 'number') return value >= limit
  return isAge(value) && value.min >= limit
}

function isAge(value: Fact): value is AgeRange {
  return typeof value === 'object' && value !== null && 'min' in value && 'max' in value
}
