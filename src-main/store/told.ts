import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { prepared } from './prepared.ts'

/** How a partner was told a change: under which verdict on its cases, and how many of its values stayed behind. */
export interface Told {
  /** The change's place in the `change` table. */
  readonly at: number
  /** Empty: all of it; `?`: what the partner says it holds differs from what was sent. */
  readonly verdict: string
  readonly missing: number
}

/** How a partner was told a change; null: whole, under no restriction. */
export function toldTo(db: Database, peer: Id, at: number): Told | null {
  return (
    (prepared(db, 'SELECT at, verdict, missing FROM told WHERE peer = ? AND at = ?').get(peer, at) as
      | Told
      | undefined) ?? null
  )
}

/** All that a partner did not get whole, or under a restriction, by the changes' places. */
export function allTold(db: Database, peer: Id): Map<number, Told> {
  const rows = prepared(db, 'SELECT at, verdict, missing FROM told WHERE peer = ?').all(peer) as Told[]
  return new Map(rows.map((row) => [row.at, row]))
}

/** Places of the changes of which the partner's own word makes doubtful what it holds. */
export function toldInDoubt(db: Database, peer: Id): number[] {
  return prepared(db, "SELECT at FROM told WHERE peer = ? AND verdict = '?' ORDER BY at").pluck().all(peer) as number[]
}

export function noteTold(db: Database, peer: Id, { at, verdict, missing }: Told): void {
  if (verdict === '' && missing === 0) forgetTold(db, peer, at, at)
  else
    prepared(db, 'INSERT OR REPLACE INTO told (peer, at, verdict, missing) VALUES (?, ?, ?, ?)').run(
      peer,
      at,
      verdict,
      missing,
    )
}

/** What was noted of the changes from `from` to `to` counts no more: they are told anew. */
export function forgetTold(db: Database, peer: Id, from: number, to: number): void {
  prepared(db, 'DELETE FROM told WHERE peer = ? AND at BETWEEN ? AND ?').run(peer, from, to)
}

/** Changes between two places of which some values are not here, and how many. */
export function partlyHeld(db: Database, from: number, to: number): { at: number; body: string; vals: string }[] {
  return prepared(
    db,
    "SELECT at, body, vals FROM change WHERE substr(secret, 1, 1) = '{' AND at BETWEEN ? AND ? ORDER BY at",
  ).all(from, to) as { at: number; body: string; vals: string }[]
}
