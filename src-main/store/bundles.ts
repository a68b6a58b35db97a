import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Counts } from '../contract/common.ts'
import type { Id } from '../domain/ledger/types.ts'

/** What a bundle carried, and for one of ours also what it told the receiver of its own changes. */
interface BundleContent {
  readonly covers: Readonly<Record<Id, number>>
  readonly have?: Readonly<Record<Id, number>>
  /** And up to which of the changes taken up late (`store/taken-up.ts`) it told what the receiver may see of them. */
  readonly takenUp?: number | undefined
}

export interface SentBundle {
  readonly peer: Id
  readonly number: number
  readonly sumsHash: string
  readonly content: BundleContent
  readonly counts: Counts
  readonly bytes: number
  readonly at: string
  readonly ackedAt: string | null
}

export interface TakenBundle {
  readonly sumsHash: string
  readonly peer: Id
  readonly number: number
  readonly content: BundleContent
  readonly counts: Counts
  readonly at: string
  /** An urgent one is numbered by itself, and never counts among the others. */
  readonly outcome: 'applied' | 'urgent'
}

interface SentRow extends Omit<SentBundle, 'content' | 'counts'> {
  readonly covers: string
  readonly counts: string
}

const sentColumns = 'peer, number, sums_hash AS sumsHash, covers, counts, bytes, at, acked_at AS ackedAt'

export function noteSent(db: Database, sent: Omit<SentBundle, 'ackedAt'>): void {
  db.prepare(
    'INSERT INTO bundle_out (peer, number, sums_hash, covers, counts, bytes, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(
    sent.peer,
    sent.number,
    sent.sumsHash,
    JSON.stringify(sent.content),
    JSON.stringify(sent.counts),
    sent.bytes,
    sent.at,
  )
}

/** Bundles written for a peer and not acknowledged, the oldest first. */
export function unacknowledged(db: Database, peer: Id): SentBundle[] {
  const rows = db
    .prepare(`SELECT ${sentColumns} FROM bundle_out WHERE peer = ? AND acked_at IS NULL ORDER BY number`)
    .all(peer)
  return (rows as SentRow[]).map(sentOf)
}

/**
 * Days on which bundles were written for a peer of which none was ever acknowledged. They count how often an answer failed to come, whatever
 * the clock says of how long that took.
 */
export function unansweredDays(db: Database, peer: Id): number {
  const days = db.prepare(
    'SELECT count(DISTINCT substr(at, 1, 10)) FROM bundle_out WHERE peer = ? AND acked_at IS NULL',
  )
  return days.pluck().get(peer) as number
}

export function lastSent(db: Database, peer: Id): SentBundle | null {
  const row = db.prepare(`SELECT ${sentColumns} FROM bundle_out WHERE peer = ? ORDER BY number DESC LIMIT 1`).get(peer)
  return row ? sentOf(row as SentRow) : null
}

export function noteAcknowledged(db: Database, peer: Id, number: number, at: string): void {
  db.prepare('UPDATE bundle_out SET acked_at = ? WHERE peer = ? AND number = ?').run(at, peer, number)
}

export function noteTaken(db: Database, taken: TakenBundle): void {
  db.prepare(
    'INSERT INTO bundle_in (sums_hash, peer, number, covers, counts, at, outcome) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(
    taken.sumsHash,
    taken.peer,
    taken.number,
    JSON.stringify(taken.content),
    JSON.stringify(taken.counts),
    taken.at,
    taken.outcome,
  )
}

/** When the bundle with this identity was taken, or null. */
export function takenAt(db: Database, sumsHash: string): string | null {
  const row = db.prepare('SELECT at FROM bundle_in WHERE sums_hash = ?').get(sumsHash) as { at: string } | undefined
  return row?.at ?? null
}

function sentOf(row: SentRow): SentBundle {
  const { covers, counts, ...rest } = row
  return { ...rest, content: JSON.parse(covers) as BundleContent, counts: JSON.parse(counts) as Counts }
}
