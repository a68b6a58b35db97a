import type { Database } from 'better-sqlite3-multiple-ciphers'
import { prepared } from './prepared.ts'

/** Remembers that two cases are not the same child. */
export function rememberNotSame(db: Database, one: string, other: string, person: string, at: string): void {
  const [a, b] = one < other ? [one, other] : [other, one]
  prepared(db, 'INSERT OR IGNORE INTO not_same (a, b, person, at) VALUES (?, ?, ?, ?)').run(a, b, person, at)
}

/** Cases known not to be the same child as this one. */
export function knownNotSame(db: Database, id: string): Set<string> {
  const rows = prepared(db, 'SELECT a, b FROM not_same WHERE a = ? OR b = ?').all(id, id) as { a: string; b: string }[]
  return new Set(rows.map(({ a, b }) => (a === id ? b : a)))
}
