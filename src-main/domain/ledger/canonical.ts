import type { Json } from './types.ts'

/**
 * Canonical JSON (RFC 8785) of the values the ledger holds: keys in UTF-16 order, no white space, integers only.
 * Throws a RangeError on a number that is not a safe integer: no correct replica writes one.
 */
export function canonical(value: Json): string {
  return isInOrder(value) ? JSON.stringify(value) : sorted(value)
}

/** Most values have their keys in order already: then the engine's own writing is canonical, and ten times as fast. */
function isInOrder(value: Json): boolean {
  if (typeof value === 'string' || value === null || typeof value === 'boolean') return true
  if (typeof value === 'number') return isSound(value)
  if (isList(value)) return value.every(isInOrder)
  const object = value as { readonly [key: string]: Json }
  let last: string | null = null
  for (const key of Object.keys(object)) {
    if (last !== null && key < last) return false
    const member = object[key]
    if (member !== undefined && !isInOrder(member)) return false
    last = key
  }
  return true
}

function sorted(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!isSound(value)) throw new RangeError('not a safe integer')
    return String(value)
  }
  if (isList(value)) return `[${value.map(sorted).join(',')}]`
  const object = value as { readonly [key: string]: Json }
  const parts: string[] = []
  for (const key of Object.keys(object).sort()) {
    const member = object[key]
    if (member !== undefined) parts.push(`${JSON.stringify(key)}:${sorted(member)}`)
  }
  return `{${parts.join(',')}}`
}

function isSound(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0)
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

/** Equality of values as the ledger sees it. */
export function sameValue(a: Json, b: Json): boolean {
  return a === b || canonical(a) === canonical(b)
}
