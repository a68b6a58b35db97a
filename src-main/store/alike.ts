import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Likeness } from '../domain/names/likeness.ts'
import { prepared } from './prepared.ts'

/** Two cases by their row numbers, the smaller first. */
export interface AlikePair {
  readonly a: number
  readonly b: number
  readonly score: number
  readonly band: 'probable' | 'possible'
  readonly reasons: readonly string[]
}

/** Of some pairs somebody has said whether they are the same: they are no question any more. */
const open = `NOT EXISTS (SELECT 1 FROM link l WHERE l.state <> 'none' AND l.a = min(x.id, y.id) AND l.b = max(x.id, y.id))`
const pairs = 'alike p JOIN case_item x ON x.n = p.a JOIN case_item y ON y.n = p.b'

/** Cases that have come or changed, to be compared with all others. */
export function queueCompare(db: Database, cases: Iterable<number>): void {
  const add = prepared(db, 'INSERT OR IGNORE INTO to_compare (case_n) VALUES (?)')
  for (const n of cases) add.run(n)
}

export function waitingCompare(db: Database): number {
  return prepared(db, 'SELECT count(*) FROM to_compare').pluck().get() as number
}

export function nextCompare(db: Database, limit: number): { n: number; id: string | null }[] {
  return prepared(
    db,
    'SELECT q.case_n AS n, i.id AS id FROM to_compare q LEFT JOIN case_item i ON i.n = q.case_n ORDER BY q.case_n LIMIT ?',
  ).all(limit) as { n: number; id: string | null }[]
}

/** What a case resembles, in place of what was found before. */
export function keepAlike(db: Database, n: number, found: readonly { n: number; like: Likeness }[]): void {
  prepared(db, 'DELETE FROM alike WHERE a = ? OR b = ?').run(n, n)
  const add = prepared(db, 'INSERT OR REPLACE INTO alike (a, b, score, band, reasons) VALUES (?, ?, ?, ?, ?)')
  for (const { n: other, like } of found) {
    const { score, band, reasons } = like
    add.run(Math.min(n, other), Math.max(n, other), Math.round(score * 1000), band, JSON.stringify(reasons))
  }
  prepared(db, 'DELETE FROM to_compare WHERE case_n = ?').run(n)
}

export function countAlike(db: Database): number {
  return prepared(db, `SELECT count(*) FROM ${pairs} WHERE ${open}`).pluck().get() as number
}

/** The likeliest first. */
export function alikePairs(db: Database): AlikePair[] {
  const rows = prepared(
    db,
    `SELECT p.a AS a, p.b AS b, p.score AS score, p.band AS band, p.reasons AS reasons FROM ${pairs} WHERE ${open}
     ORDER BY p.score DESC, p.a, p.b LIMIT 2000`,
  ).all() as (Omit<AlikePair, 'reasons'> & { reasons: string })[]
  return rows.map(({ reasons, score, ...row }) => ({
    ...row,
    score: score / 1000,
    reasons: JSON.parse(reasons) as string[],
  }))
}
