import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import type { ChangeBody, Id } from '../domain/ledger/types.ts'
import { ordinaryVector } from '../store/ahead.ts'
import { lackingOf } from '../store/attachments.ts'
import { noteAcknowledged, unacknowledged } from '../store/bundles.ts'
import { installationsIn } from '../store/certificates.ts'
import { noteConfirmed } from '../store/erasure-list.ts'
import type { Ledger } from '../store/ledger.ts'
import {
  notePeerAbove,
  notePeerAcked,
  notePeerCases,
  notePeerHolds,
  notePeerKnows,
  notePeerLacks,
  type PeerRow,
} from '../store/peers.ts'
import { seqSpan } from '../store/registers.ts'
import { replicaNumber } from '../store/replicas.ts'
import type { SelfRow } from '../store/self.ts'
import { countMissing, parseValues } from '../store/shown-values.ts'
import { notePeerTakenUp } from '../store/taken-up.ts'
import { allTold, noteTold, partlyHeld } from '../store/told.ts'
import { limits } from './container/limits.ts'
import type { Manifest } from './manifest.ts'
import { officesFrom } from './offices-below.ts'

type Have = Manifest['have']

/**
 * Our receipt for a partner: how far we hold the chains of its office and of those under it. The office above also learns how far we hold
 * the chains of offices beside, from which cases were handed over to us, and what other installations of our own office wrote: after a backup
 * was restored it sends back what it has more of that. Another PC of our office learns how far we hold everything.
 */
export function receiptFor(db: Database, self: SelfRow, ledger: Ledger, office: Id): Have {
  const have: Have = {}
  const offices = officesFrom(db, self, { office })
  const ordinary = ordinaryVector(db, ledger)
  for (const replica of [...installationsIn(db, offices)].filter((id) => id !== self.replica).sort()) {
    const seq = ordinary[replica] ?? 0
    const hash = ledger.hashAt(replica, seq)
    if (hash !== null) have[replica] = { seq, hash }
  }
  return have
}

/** Which changes of these chains are not held whole here, and how many values are missing of each. */
export function partlyOf(db: Database, have: Have): NonNullable<Manifest['partly']> {
  const partly: NonNullable<Manifest['partly']> = {}
  for (const [replica, { seq }] of Object.entries(have)) {
    const first = (replicaNumber(db, replica) ?? 0) * seqSpan
    const rows = partlyHeld(db, first, first + seq)
    if (rows.length === 0) continue
    const told = rows.length > limits.partly ? [] : rows
    partly[replica] = told.map(({ at, body, vals }) => [
      at - first,
      countMissing(JSON.parse(body) as ChangeBody, parseValues(vals)),
    ])
  }
  return partly
}

/** The files of a partner's cases that are here by name only. */
export function lacksFor(db: Database, self: SelfRow, office: Id): string[] {
  if (self.office.parent === office) return []
  return lackingOf(db, [...installationsIn(db, officesFrom(db, self, { office }))], limits.attachmentCount)
}

/**
 * The partner holds a chain otherwise than we do: somewhere a disk was copied. Or it holds more of our own chain than we do: an old copy of
 * the file was put back without a new identity. That it holds more of another's is no fault: what we lack will come.
 * @throws bundle.fork, bundle.restored
 */
export function checkReceipt(ledger: Ledger, have: Have): void {
  for (const [replica, { seq, hash }] of Object.entries(have)) {
    const held = ledger.head(replica)?.seq ?? 0
    if (seq > held && replica === ledger.replica) throw new LakanaError('bundle.restored', { seq, held })
    if (seq <= held && ledger.hashAt(replica, seq) !== hash)
      throw new LakanaError('bundle.fork', { replica, seq, receipt: true })
  }
}

/**
 * Takes over what the newest bundle of a partner says it holds. That may be less than it said before: a partner that lost its disk gets
 * everything again. An older bundle says nothing new.
 */
export function noteReceipt(db: Database, ledger: Ledger, peer: PeerRow, manifest: Manifest, time: string): void {
  if (manifest.number <= peer.lastNumber) return
  notePeerLacks(db, peer.replica, manifest.lacks)
  if (manifest.keys !== undefined) notePeerKnows(db, peer.replica, manifest.keys)
  const { cases = {}, early = [], lacking = {}, above = {}, holds = {} } = manifest
  notePeerCases(db, peer.replica, { cases, early, lacking })
  notePeerAbove(db, peer.replica, above)
  notePeerHolds(db, peer.replica, holds)
  notePartly(db, peer, manifest)
  notePeerTakenUp(db, peer.replica, manifest.taken)
  const acked = Object.fromEntries(Object.entries(manifest.have).map(([id, { seq }]) => [id, seq]))
  const own = acked[ledger.replica]
  noteConfirmed(db, peer.replica, acked, time)
  notePeerAcked(db, peer.replica, acked, own === undefined ? null : timeOf(ledger, own))
  for (const sent of unacknowledged(db, peer.replica)) {
    const covered = Object.entries(sent.content.covers)
    const held = covered.every(([id, seq]) => (acked[id] ?? 0) >= seq)
    if (held && (covered.length > 0 || sent.number <= manifest.taken))
      noteAcknowledged(db, peer.replica, sent.number, time)
  }
}

/** Where the partner holds more or less of a change than we sent, its word counts, and the change is looked at again. */
function notePartly(db: Database, { replica: peer }: PeerRow, { have, partly = {} }: Manifest): void {
  const told = allTold(db, peer)
  for (const [replica, { seq }] of Object.entries(have)) {
    const n = replicaNumber(db, replica)
    const said = partly[replica]
    // A chain of which nothing is named has too many of them to be told.
    if (n === null || said?.length === 0) continue
    const first = n * seqSpan
    const missing = new Map((said ?? []).map(([each, count]) => [first + each, count]))
    for (const at of new Set([...missing.keys(), ...told.keys()])) {
      if (at <= first || at > first + seq) continue
      const count = missing.get(at) ?? 0
      if ((told.get(at)?.missing ?? 0) !== count) noteTold(db, peer, { at, verdict: '?', missing: count })
    }
  }
}

function timeOf(ledger: Ledger, seq: number): string | null {
  const change = ledger.change(ledger.replica, seq)
  return change ? (JSON.parse(change.body) as ChangeBody).time : null
}
