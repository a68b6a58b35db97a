import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import type { LogHead } from './access-log.ts'

/** What does not fit in a partner's access log: the lines it had told of, and those it tells of now. */
export interface LogAlarm {
  readonly known: number
  readonly received: number
  readonly at: string
}

export interface PeerLog {
  /** Lines of our log that the partner has told us it knows of. */
  readonly seen: number
  /** Counts of our log in bundles written for it since, whether they arrived or not. */
  readonly told: readonly number[]
  readonly alarm: LogAlarm | null
}

/** More bundles than a partner would leave unanswered; the oldest are forgotten first. */
const mostTold = 200

export function peerLog(db: Database, peer: Id): PeerLog {
  const row = db.prepare('SELECT seen, told, alarm FROM peer_log WHERE peer = ?').get(peer) as
    | { seen: number; told: string; alarm: string | null }
    | undefined
  if (!row) return { seen: 0, told: [], alarm: null }
  const alarm = row.alarm === null ? null : (JSON.parse(row.alarm) as LogAlarm)
  return { seen: row.seen, told: JSON.parse(row.told) as number[], alarm }
}

/** Our log's head is about to travel to this partner. */
export function noteLogTold(db: Database, peer: Id, count: number): void {
  const { told, ...rest } = peerLog(db, peer)
  save(db, peer, { ...rest, told: [...told.filter((each) => each !== count), count].slice(-mostTold) })
}

/** The partner says how much of our log it has seen. */
export function noteLogSeen(db: Database, peer: Id, seen: number): void {
  const known = peerLog(db, peer)
  save(db, peer, { ...known, seen, told: known.told.filter((count) => count > seen) })
}

export function noteLogAlarm(db: Database, peer: Id, alarm: LogAlarm): void {
  save(db, peer, { ...peerLog(db, peer), alarm })
}

function save(db: Database, peer: Id, { seen, told, alarm }: PeerLog): void {
  db.prepare(
    `INSERT INTO peer_log (peer, seen, told, alarm) VALUES (?, ?, ?, ?)
     ON CONFLICT (peer) DO UPDATE SET seen = excluded.seen, told = excluded.told, alarm = excluded.alarm`,
  ).run(peer, seen, JSON.stringify(told), alarm && JSON.stringify(alarm))
}

/** The head that the newest bundle of a partner told of its log. */
export function lastLogHead(db: Database, peer: Id): LogHead | null {
  const row = db.prepare('SELECT count, hash FROM log_head WHERE peer = ? ORDER BY number DESC LIMIT 1').get(peer)
  return (row as LogHead | undefined) ?? null
}

export function keepLogHead(db: Database, peer: Id, number: number, head: LogHead, at: string): void {
  db.prepare('INSERT INTO log_head (peer, number, count, hash, at) VALUES (?, ?, ?, ?, ?)').run(
    peer,
    number,
    head.count,
    head.hash,
    at,
  )
}
