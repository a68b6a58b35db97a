import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { prepared } from './prepared.ts'
import { noteTakenUp } from './taken-up.ts'

/**
 * Why a change is kept in its chain and not applied. `late`: its office had handed the case over, and did not know it yet. `revoked`: it lies
 * above what is believed of an installation that was revoked.
 */
export type AsideReason = 'out-of-scope' | 'unknown-record' | 'late' | 'revoked'

export interface Aside {
  readonly reason: AsideReason
  /** Index of the first op that stands in the way. */
  readonly op: number
}

export interface AsideRow extends Aside {
  readonly at: number
  readonly replica: Id
  readonly body: string
  readonly vals: string
  /** Of a change that came redacted: its values, undefined where they are withheld. Null where it came whole. */
  readonly shown: readonly unknown[] | null
  /** What a person decided about a late edit. */
  readonly decided: 'taken' | 'left' | null
}

export function setAside(db: Database, at: number, { reason, op }: Aside): void {
  prepared(db, 'INSERT OR REPLACE INTO sync_issue (at, reason, op) VALUES (?, ?, ?)').run(at, reason, op)
}

export function isAside(db: Database, at: number): boolean {
  return prepared(db, 'SELECT 1 FROM sync_issue WHERE at = ?').get(at) !== undefined
}

export function countAside(db: Database): number {
  return prepared(db, 'SELECT count(*) FROM sync_issue WHERE decided IS NULL').pluck().get() as number
}

/** A person has decided about a late edit: it stays set aside, and waits no more. */
export function decideAside(db: Database, at: number, decided: 'taken' | 'left'): void {
  prepared(db, 'UPDATE sync_issue SET decided = ? WHERE at = ?').run(decided, at)
}

/** Newest change first; those that wait for somebody before those that were decided about. */
export function allAside(db: Database, limit: number, offset = 0): AsideRow[] {
  // As a rule there is nothing to sort.
  if (prepared(db, 'SELECT 1 FROM sync_issue LIMIT 1').get() === undefined) return []
  const rows = prepared(
    db,
    `SELECT s.at AS at, s.reason AS reason, s.op AS op, s.decided AS decided, r.id AS replica, c.body AS body, c.vals AS vals,
       coalesce(c.secret, '') LIKE '{%' AS redacted
     FROM sync_issue s JOIN change c ON c.at = s.at JOIN replica r ON r.n = s.at / 4294967296
     ORDER BY s.decided IS NOT NULL, c.lamport DESC, s.at DESC LIMIT ? OFFSET ?`,
  ).all(limit, offset) as (Omit<AsideRow, 'shown'> & { redacted: number })[]
  return rows.map(({ redacted, ...row }) => ({ ...row, shown: redacted ? shownIn(row.vals) : null }))
}

function shownIn(vals: string): unknown[] {
  return (JSON.parse(vals) as unknown[]).map((value) => value ?? undefined)
}

export function takeUp(db: Database, at: number): void {
  prepared(db, 'DELETE FROM sync_issue WHERE at = ?').run(at)
  noteTakenUp(db, at)
}
