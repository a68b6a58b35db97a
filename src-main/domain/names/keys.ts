import { nameTokens, phoneticKey } from './fold.ts'
import { canonicalName } from './variants.ts'

/** Words that join names without being one. */
const joining: ReadonlySet<string> = new Set(['et', 'ou', 'and', 'or', 'dit', 'dite', 'alias', 'de', 'du', 'la', 'le'])

/**
 * Keys to index and to look up for a likely-spelling search, each once: how every word sounds, and how the usual spelling of the same name
 * sounds. Two names are alike when they share a key.
 */
export function searchKeys(text: string): string[] {
  const keys = new Set<string>()
  for (const token of nameTokens(text)) {
    if (joining.has(token)) continue
    keys.add(phoneticKey(token))
    keys.add(phoneticKey(canonicalName(token)))
  }
  return [...keys].filter((key) => key !== '')
}

export function isJoiningWord(token: string): boolean {
  return joining.has(token)
}
