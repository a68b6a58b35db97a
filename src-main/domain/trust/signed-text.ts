import { canonical } from '../ledger/canonical.ts'
import type { Json } from '../ledger/types.ts'

/** Signing comes in from outside. Keys are Ed25519, public ones 32 raw bytes in base64url; signatures 64 bytes in base64url. */
export type Sign = (text: string) => string
export type Verify = (publicKey: string, text: string, signature: string) => boolean

/**
 * A small document that a person can read and any tool can check, in three lines: what it is, its content as canonical JSON, and the
 * Ed25519 signature of the first two lines (with their line ends).
 */
export function signedText(title: string, content: Json, sign: Sign): string {
  const text = `${title}\n${canonical(content)}\n`
  return `${text}ed25519 ${sign(text)}\n`
}

/** What a document with this title holds, its signature not yet checked; null when the text is not exactly such a document. */
export function readSignedText(
  title: string,
  document: string,
): { content: Json; text: string; signature: string } | null {
  const [first, json, last, end, ...more] = document.split('\n')
  const signature = /^ed25519 ([A-Za-z0-9_-]{86})$/.exec(last ?? '')?.[1]
  if (first !== title || json === undefined || signature === undefined || end !== '' || more.length > 0) return null
  const content = parseCanonical(json)
  return content === undefined ? null : { content, text: `${first}\n${json}\n`, signature }
}

/** Canonical JSON only: undefined for anything else, duplicate keys and special ones among it. */
export function parseCanonical(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json
    return canonical(value) === text ? value : undefined
  } catch {
    return undefined
  }
}

export type Fields = { readonly [key: string]: Json }

/** The members of an object that has exactly these keys, or null. */
export function exactly(value: Json | undefined, keys: readonly string[]): Fields | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const fields = value as Fields
  const found = Object.keys(fields)
  return found.length === keys.length && keys.every((key) => Object.hasOwn(fields, key)) ? fields : null
}
