import { foldName, nameTokens } from '../domain/names/fold.ts'
import { searchKeys } from '../domain/names/keys.ts'

/**
 * The FTS5 question for what a person typed: every word must be found, as the beginning of a name or code or as a likely spelling of a
 * whole name. Null when there is nothing to look for.
 */
export function searchQuery(text: string): string | null {
  const words = nameTokens(foldName(text)).slice(0, 8)
  if (words.length === 0) return null
  return words.map(question).join(' AND ')
}

/** The FTS5 question of a person who may not know names: codes only, each word the beginning of a part of one. */
export function codeQuery(text: string): string | null {
  const words = nameTokens(foldName(text)).slice(0, 8)
  return words.length === 0 ? null : `codes : (${words.map((word) => `${quoted(word)}*`).join(' AND ')})`
}

/** The FTS5 question for children whose names are likely the same: any shared spelling key. */
export function alikeQuery(names: string): string | null {
  const keys = searchKeys(names).slice(0, 12)
  return keys.length === 0 ? null : `keys : (${keys.map(quoted).join(' OR ')})`
}

function question(word: string): string {
  const parts = [`{names codes} : ${quoted(word)}*`]
  if (word.length >= 3) for (const key of searchKeys(word)) parts.push(`keys : ${quoted(key)}`)
  return `(${parts.join(' OR ')})`
}

function quoted(word: string): string {
  return `"${word.replaceAll('"', '')}"`
}
