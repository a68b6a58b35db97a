import type { Json } from './types.ts'

/**
 * Canonical JSON (RFC 8785) of the values the ledger holds: keys in UTF-16 order, no white space, integers only.
 * Throws a RangeError on a number that is not a safe integer: no correct replica writes one.
 */
export function canonical(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new RangeError('not a safe integer')
    return String(value)
  }
  if (isList(value)) return `[${value.map(canonical).join(',')}]`
  const object = value as { readonly [key: string]: Json }
  const parts: string[] = []
  for (const key of Object.keys(object).sort()) {
    const member = object[key]
    if (member !== undefined) parts.push(`${JSON.stringify(key)}:${canonical(member)}`)
  }
  return `{${parts.join(',')}}`
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

/** Equality of values as the ledger sees it. */
export function sameValue(a: Json, b: Json): boolean {
  return a === b || canonical(a) === canonical(b)
}
