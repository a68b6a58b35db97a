import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { unansweredDays } from './bundles.ts'
import { certificateOf } from './certificates.ts'
import type { Ledger } from './ledger.ts'
import { prepared } from './prepared.ts'
import type { SelfRow } from './self.ts'

/** A partner replica: numbering of bundles both ways, and what it has told us it holds. */
export interface PeerRow {
  readonly replica: Id
  readonly office: Id
  /** Number of the next bundle written for it. */
  readonly nextNumber: number
  /** Highest number taken from it; 0 before the first. */
  readonly lastNumber: number
  readonly acked: Readonly<Record<Id, number>>
  /** Claimed time of our newest change that it has acknowledged. */
  readonly ackedAt: string | null
  readonly sentAt: string | null
  readonly receivedAt: string | null
  readonly minFormat: number
  readonly configVersion: number
  /** The highest number of a revocation that it has said it knows. */
  readonly revocations: number
  /** Files that it knows by name only, by its last word. */
  readonly lacks: readonly string[]
  /** Cases that it keeps by a hand-over, with the epoch that it knows. */
  readonly cases: Readonly<Record<Id, number>>
  /** How many values of these cases it lacks, by its last word. */
  readonly incomplete: Readonly<Record<Id, number>>
}

interface Row extends Omit<PeerRow, 'acked' | 'lacks' | 'cases' | 'incomplete'> {
  readonly acked: string
  readonly lacks: string
  readonly cases: string
  readonly incomplete: string
}

const columns = `replica, office, next_number AS nextNumber, last_number AS lastNumber, acked, acked_at AS ackedAt, sent_at AS sentAt,
  received_at AS receivedAt, min_format AS minFormat, config_version AS configVersion, revocations, lacks, cases, incomplete`

export function addPeer(db: Database, replica: Id, office: Id): void {
  db.prepare('INSERT OR IGNORE INTO peer (replica, office) VALUES (?, ?)').run(replica, office)
}

export function peerOf(db: Database, replica: Id): PeerRow | null {
  const row = db.prepare(`SELECT ${columns} FROM peer WHERE replica = ?`).get(replica)
  return row ? mapped(row as Row) : null
}

/** In the order in which they were made. */
function allPeers(db: Database): PeerRow[] {
  return (db.prepare(`SELECT ${columns} FROM peer ORDER BY rowid`).all() as Row[]).map(mapped)
}

export function notePeerSent(db: Database, replica: Id, number: number, at: string): void {
  db.prepare('UPDATE peer SET next_number = ?, sent_at = ? WHERE replica = ?').run(number + 1, at, replica)
}

/** What a bundle just taken says of its sender. Numbers and versions never go down. */
export function notePeerReceived(
  db: Database,
  replica: Id,
  told: { number: number; format: number; configVersion: number; revocations: number; at: string },
): void {
  db.prepare(
    `UPDATE peer SET last_number = max(last_number, ?), min_format = max(min_format, ?), config_version = max(config_version, ?),
       revocations = max(revocations, ?), received_at = ? WHERE replica = ?`,
  ).run(told.number, told.format, told.configVersion, told.revocations, told.at, replica)
}

export function notePeerAcked(
  db: Database,
  replica: Id,
  acked: Readonly<Record<Id, number>>,
  ackedAt: string | null,
): void {
  const text = JSON.stringify(acked, Object.keys(acked).sort())
  db.prepare('UPDATE peer SET acked = ?, acked_at = ? WHERE replica = ?').run(text, ackedAt, replica)
}

export function notePeerLacks(db: Database, replica: Id, lacks: readonly string[]): void {
  db.prepare('UPDATE peer SET lacks = ? WHERE replica = ?').run(JSON.stringify(lacks), replica)
}

export function notePeerCases(
  db: Database,
  replica: Id,
  { cases, incomplete }: Pick<PeerRow, 'cases' | 'incomplete'>,
): void {
  const texts = [cases, incomplete].map((each) => JSON.stringify(each))
  db.prepare('UPDATE peer SET cases = ?, incomplete = ? WHERE replica = ?').run(...texts, replica)
}

function mapped(row: Row): PeerRow {
  return {
    ...row,
    acked: JSON.parse(row.acked) as Record<Id, number>,
    lacks: JSON.parse(row.lacks) as string[],
    cases: JSON.parse(row.cases) as Record<Id, number>,
    incomplete: JSON.parse(row.incomplete) as Record<Id, number>,
  }
}

/** The office above, as a partner; the newest of its installations where it has had several. */
export function parentPeer(db: Database, self: SelfRow): PeerRow | null {
  return allPeers(db).findLast((peer) => peer.office === self.office.parent) ?? null
}

/** Installations of offices that are neither ours nor under us: what came of their chains came from above. */
const fromAbove = `SELECT replica FROM certificate WHERE office NOT IN (
  WITH RECURSIVE under (id) AS (SELECT office FROM self UNION SELECT o.id FROM office o JOIN under u ON o.parent = u.id) SELECT id FROM under)`

/**
 * What goes to a partner: upwards everything that did not come from there; downwards what other installations of its office wrote, so that
 * one that was restored from a backup gets back what we hold of its former self.
 */
export function sentTo(db: Database, ledger: Ledger, self: SelfRow, peer: PeerRow): Record<Id, number> {
  const vector = ledger.versionVector()
  delete vector[peer.replica]
  if (self.office.parent === peer.office) {
    for (const id of prepared(db, fromAbove).pluck().all() as Id[]) delete vector[id]
    return vector
  }
  const theirs = new Set(db.prepare('SELECT id FROM replica WHERE office = ?').pluck().all(peer.office) as Id[])
  return Object.fromEntries(Object.entries(vector).filter(([id]) => theirs.has(id)))
}

/** How many changes a partner has not acknowledged. */
export function pendingFor(db: Database, ledger: Ledger, self: SelfRow, peer: PeerRow): number {
  const vector = Object.entries(sentTo(db, ledger, self, peer))
  return vector.reduce((sum, [replica, have]) => sum + Math.max(0, have - (peer.acked[replica] ?? 0)), 0)
}

/** How this office stands with the one above. */
export function transmissionState(
  db: Database,
  ledger: Ledger,
  self: SelfRow,
): { enrolled: boolean; sentAt: string | null; ackedAt: string | null; pendingChanges: number; unanswered: number } {
  const peer = parentPeer(db, self)
  if (!peer)
    return { enrolled: self.office.level !== 'district', sentAt: null, ackedAt: null, pendingChanges: 0, unanswered: 0 }
  return {
    enrolled: certificateOf(db, self.replica) !== null,
    sentAt: peer.sentAt,
    ackedAt: peer.ackedAt,
    pendingChanges: pendingFor(db, ledger, self, peer),
    unanswered: unansweredDays(db, peer.replica),
  }
}

/** One partner an office: the newest of its installations. */
export function currentPeers(db: Database): PeerRow[] {
  return [...new Map(allPeers(db).map((peer) => [peer.office, peer])).values()]
}

/** Cases of each office in the lists here. */
export function caseCounts(db: Database): Map<Id, { all: number; open: number }> {
  const rows = db
    .prepare("SELECT office, count(*) AS total, sum(status = 'open') AS open FROM case_item GROUP BY office")
    .all() as { office: Id; total: number; open: number }[]
  return new Map(rows.map(({ office, total, open }) => [office, { all: total, open }]))
}
