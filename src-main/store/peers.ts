import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { ChangeBody, Id } from '../domain/ledger/types.ts'
import { ordinaryVector } from './ahead.ts'
import { unansweredDays } from './bundles.ts'
import { certificateOf } from './certificates.ts'
import type { DocumentsHeld } from './documents.ts'
import type { Lacking } from './lacking.ts'
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
  /** Version of the certificate by which its newest bundle was signed; 0 for none. */
  readonly keys: number
  /** Version of our certificate that it goes by, by its last word; 0 where it has said nothing yet. */
  readonly knows: number
  /** Files that it knows by name only, by its last word. */
  readonly lacks: readonly string[]
  /** Cases that it keeps by a hand-over, with the epoch that it knows. */
  readonly cases: Readonly<Record<Id, number>>
  /** Those of them of which it has more than the ordinary way has brought. */
  readonly early: readonly Id[]
  /** What it lacks of these cases, and of referrals to it, by its last word. */
  readonly lacking: Lacking
  /** Of another PC of this office: what the office above has acknowledged to it, by its last word. Shown, never relied on. */
  readonly above: Readonly<Record<Id, number>>
  /** Documents laid down that it holds, by its last word: office, kind, hash of the signed text. */
  readonly holds: DocumentsHeld
  /** Where its last bundle taken here stands among all, and from where on those of others of its office count beside it. */
  readonly heard: number
  readonly since: number
  /** Up to which of the changes that were taken up late (`store/taken-up.ts`) bundles that it has taken told it. */
  readonly takenUp: number
}

interface Row extends Omit<PeerRow, 'acked' | 'lacks' | 'cases' | 'early' | 'lacking' | 'above' | 'holds'> {
  readonly acked: string
  readonly lacks: string
  readonly cases: string
  readonly early: string
  readonly lacking: string
  readonly above: string
  readonly holds: string
}

const columns = `replica, office, next_number AS nextNumber, last_number AS lastNumber, acked, acked_at AS ackedAt, sent_at AS sentAt,
  received_at AS receivedAt, min_format AS minFormat, config_version AS configVersion, revocations, keys, knows, lacks, cases, early, lacking, above, holds,
  heard, since, taken_up AS takenUp`

/** Does another PC of its office vouch for it? */
const isVouched = `EXISTS (SELECT 1 FROM certificate c JOIN certificate i ON i.replica = c.issuer
  WHERE c.replica = $replica AND i.office = c.office AND i.replica <> c.replica)`

/**
 * A new partner. One that the office above has certified may be what another partner of its office has become, and takes its place until that one is
 * heard again; one that a PC of its office vouches for works beside the others.
 */
export function addPeer(db: Database, replica: Id, office: Id): void {
  db.prepare(
    `INSERT OR IGNORE INTO peer (replica, office, since) SELECT $replica, $office, CASE WHEN ${isVouched}
       THEN coalesce((SELECT since FROM peer WHERE office = $office ORDER BY rowid DESC LIMIT 1), 0)
       ELSE 1 + coalesce((SELECT max(max(heard, since)) FROM peer), 0) END`,
  ).run({ replica, office })
}

/** A partner of which nothing is known yet. */
export function newPeer(replica: Id, office: Id): PeerRow {
  const times = { ackedAt: null, sentAt: null, receivedAt: null }
  const counts = {
    nextNumber: 1,
    lastNumber: 0,
    minFormat: 1,
    configVersion: 0,
    revocations: 0,
    keys: 0,
    knows: 0,
    heard: 0,
    since: 0,
    takenUp: 0,
  }
  const told = { acked: {}, lacks: [], cases: {}, early: [], lacking: {}, above: {}, holds: {} }
  return { replica, office, ...counts, ...times, ...told }
}

/** Where a partner stands: above this office (or stood there before), below it, or in it, being another of its PCs. */
export function wayTo({ office }: SelfRow, peer: Pick<PeerRow, 'office'>): 'up' | 'down' | 'own' {
  if (peer.office === office.id) return 'own'
  return peer.office === office.parent || peer.office === office.former ? 'up' : 'down'
}

export function peerOf(db: Database, replica: Id): PeerRow | null {
  const row = prepared(db, `SELECT ${columns} FROM peer WHERE replica = ?`).get(replica)
  return row ? mapped(row as Row) : null
}

/** In the order in which they were made. */
function allPeers(db: Database): PeerRow[] {
  return (db.prepare(`SELECT ${columns} FROM peer ORDER BY rowid`).all() as Row[]).map(mapped)
}

export function notePeerSent(db: Database, replica: Id, number: number, at: string): void {
  db.prepare('UPDATE peer SET next_number = ?, sent_at = ? WHERE replica = ?').run(number + 1, at, replica)
}

/** What a bundle just taken says of its sender, as it was found when the bundle was believed. Numbers and versions never go down. */
export function notePeerReceived(
  db: Database,
  { replica, lastNumber, keys }: PeerRow,
  told: { number: number; format: number; configVersion: number; revocations: number; at: string },
): void {
  db.prepare(
    `UPDATE peer SET last_number = max($before, $number), keys = max(keys, $keys), min_format = max(min_format, $format),
       config_version = max(config_version, $configVersion), revocations = max(revocations, $revocations), received_at = $at,
       heard = iif($number > $before, 1 + (SELECT max(max(heard, since)) FROM peer), heard) WHERE replica = $replica`,
  ).run({ ...told, before: lastNumber, keys, replica })
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

/** Which version of our certificate a partner goes by: the newest that it has said, or that was given to it with its own. */
export function notePeerKnows(db: Database, replica: Id, version: number): void {
  db.prepare('UPDATE peer SET knows = ? WHERE replica = ?').run(version, replica)
}

export function notePeerLacks(db: Database, replica: Id, lacks: readonly string[]): void {
  db.prepare('UPDATE peer SET lacks = ? WHERE replica = ?').run(JSON.stringify(lacks), replica)
}

export function notePeerHolds(db: Database, replica: Id, holds: DocumentsHeld): void {
  db.prepare('UPDATE peer SET holds = ? WHERE replica = ?').run(JSON.stringify(holds), replica)
}

/** What another PC of this office says of the office above. */
export function notePeerAbove(db: Database, replica: Id, above: Readonly<Record<Id, number>>): void {
  db.prepare('UPDATE peer SET above = ? WHERE replica = ?').run(JSON.stringify(above), replica)
}

export function notePeerCases(
  db: Database,
  replica: Id,
  { cases, early, lacking }: Pick<PeerRow, 'cases' | 'early' | 'lacking'>,
): void {
  const texts = [cases, early, lacking].map((each) => JSON.stringify(each))
  db.prepare('UPDATE peer SET cases = ?, early = ?, lacking = ? WHERE replica = ?').run(...texts, replica)
}

function mapped(row: Row): PeerRow {
  return {
    ...row,
    acked: JSON.parse(row.acked) as Record<Id, number>,
    lacks: JSON.parse(row.lacks) as string[],
    cases: JSON.parse(row.cases) as Record<Id, number>,
    early: JSON.parse(row.early) as Id[],
    lacking: JSON.parse(row.lacking) as Lacking,
    above: JSON.parse(row.above) as Record<Id, number>,
    holds: JSON.parse(row.holds) as DocumentsHeld,
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
 * What goes to a partner: upwards everything that did not come from there, to another PC of this office the same; downwards what other
 * installations of its office wrote, so that one that was restored from a backup gets back what we hold of its former self. The office above gets each
 * chain only as far as the ordinary way has brought it.
 */
export function sentTo(db: Database, ledger: Ledger, self: SelfRow, peer: PeerRow): Record<Id, number> {
  const way = wayTo(self, peer)
  const vector = way === 'up' ? ordinaryVector(db, ledger) : ledger.versionVector()
  delete vector[peer.replica]
  if (way !== 'down') {
    for (const id of prepared(db, fromAbove).pluck().all() as Id[]) delete vector[id]
    return vector
  }
  const theirs = new Set(db.prepare('SELECT id FROM replica WHERE office = ?').pluck().all(peer.office) as Id[])
  return Object.fromEntries(Object.entries(vector).filter(([id]) => theirs.has(id)))
}

/** How many changes a partner has not acknowledged; the office above to none of our PCs. */
export function pendingFor(db: Database, ledger: Ledger, self: SelfRow, peer: PeerRow): number {
  const acked = wayTo(self, peer) === 'up' ? heldAbove(db, self, peer) : peer.acked
  const vector = Object.entries(sentTo(db, ledger, self, peer))
  return vector.reduce((sum, [replica, have]) => sum + Math.max(0, have - (acked[replica] ?? 0)), 0)
}

/** What the office above holds, by its own word and by what our other PCs say of theirs. */
export function heldAbove(db: Database, self: SelfRow, up: PeerRow): Readonly<Record<Id, number>> {
  const held = { ...up.acked }
  for (const { above } of allPeers(db).filter((peer) => wayTo(self, peer) === 'own'))
    for (const [id, seq] of Object.entries(above)) held[id] = Math.max(held[id] ?? 0, seq)
  return held
}

/** Claimed time of our newest change that the office above holds; null where it holds none. */
export function heldAboveAt(db: Database, ledger: Ledger, self: SelfRow, up: PeerRow): string | null {
  const seq = heldAbove(db, self, up)[self.replica] ?? 0
  const change = ledger.change(self.replica, seq)
  return change ? (JSON.parse(change.body) as ChangeBody).time : up.ackedAt
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
    ackedAt: heldAboveAt(db, ledger, self, peer),
    pendingChanges: pendingFor(db, ledger, self, peer),
    unanswered: unansweredDays(db, peer.replica),
  }
}

/** Offices that exchange with this one: itself, the one above, and those directly below. */
const isPartner = `office IN (SELECT s.office FROM self s UNION SELECT o.parent FROM office o, self s WHERE o.id = s.office
  UNION SELECT o.id FROM office o, self s WHERE o.parent = s.office)`

/** The installations at work: of each office that exchanges with this one the newest, and those whose place it did not take. */
export function currentPeers(db: Database): PeerRow[] {
  const peers = db
    .prepare(`SELECT ${columns} FROM peer WHERE ${isPartner} ORDER BY rowid`)
    .all()
    .map((row) => mapped(row as Row))
  const newest = new Map(peers.map((peer) => [peer.office, peer]))
  return peers.filter((peer) => {
    const last = newest.get(peer.office) ?? peer
    return peer === last || peer.heard >= last.since
  })
}

/** Cases of each office in the lists here. */
export function caseCounts(db: Database): Map<Id, { all: number; open: number }> {
  const rows = db
    .prepare("SELECT office, count(*) AS total, sum(status = 'open') AS open FROM case_item GROUP BY office")
    .all() as { office: Id; total: number; open: number }[]
  return new Map(rows.map(({ office, total, open }) => [office, { all: total, open }]))
}
