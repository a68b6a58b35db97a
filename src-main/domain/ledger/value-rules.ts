import type { Json } from './types.ts'

/** No value is longer, as canonical JSON in UTF-8. */
export const maxValueBytes: number = 256 * 1024
/** No change is longer, as a line of a bundle (body, secret and values). */
export const maxLineBytes: number = 1024 * 1024
const maxDepth = 16
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Why the ledger does not take this value, or null. Every replica refuses such values in a bundle, so none may write one:
 * text that is not NFC, holds NUL or half a surrogate pair; keys that JavaScript treats specially; more than 16 levels.
 */
export function valueFault(value: Json, depth = 1): 'text' | 'key' | 'depth' | null {
  if (typeof value === 'string') return textIsSound(value) ? null : 'text'
  if (typeof value !== 'object' || value === null) return null
  if (depth > maxDepth) return 'depth'
  for (const [key, member] of Object.entries(value)) {
    if (forbiddenKeys.has(key)) return 'key'
    if (!textIsSound(key)) return 'text'
    const fault = valueFault(member as Json, depth + 1)
    if (fault) return fault
  }
  return null
}

const plain = /^[\x01-\x7f]*$/

function textIsSound(text: string): boolean {
  if (plain.test(text)) return true
  return !text.includes('\0') && text.isWellFormed() && text.normalize('NFC') === text
}
