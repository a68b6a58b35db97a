import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { prepared } from './prepared.ts'

/** Why a change is kept in its chain and not applied. */
export type AsideReason = 'out-of-scope' | 'unknown-record'

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
}

export function setAside(db: Database, at: number, { reason, op }: Aside): void {
  prepared(db, 'INSERT OR REPLACE INTO sync_issue (at, reason, op) VALUES (?, ?, ?)').run(at, reason, op)
}

export function countAside(db: Database): number {
  return prepared(db, 'SELECT count(*) FROM sync_issue').pluck().get() as number
}

/** Newest change first. */
export function allAside(db: Database, limit: number, offset = 0): AsideRow[] {
  return prepared(
    db,
    `SELECT s.at AS at, s.reason AS reason, s.op AS op, r.id AS replica, c.body AS body, c.vals AS vals
     FROM sync_issue s JOIN change c ON c.at = s.at JOIN replica r ON r.n = s.at / 4294967296
     ORDER BY c.lamport DESC, s.at DESC LIMIT ? OFFSET ?`,
  ).all(limit, offset) as AsideRow[]
}

export function takeUp(db: Database, at: number): void {
  prepared(db, 'DELETE FROM sync_issue WHERE at = ?').run(at)
}
