import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Peer } from '../contract/exchange.ts'
import type { Id } from '../domain/ledger/types.ts'
import { lastSent, unacknowledged, unansweredDays } from '../store/bundles.ts'
import { allCertificates } from '../store/certificates.ts'
import type { Ledger } from '../store/ledger.ts'
import { peerLog } from '../store/log-heads.ts'
import { caseCounts, currentPeers, heldAboveAt, type PeerRow, pendingFor, wayTo } from '../store/peers.ts'
import { readOffice, type SelfRow } from '../store/self.ts'
import { pcOf, pcsOf } from './pcs.ts'
import { revocationOf } from './revocations.ts'
import { seenBy } from './seen-below.ts'

const day = 24 * 60 * 60 * 1000

const order = { up: 0, own: 1, down: 2 } as const

/** How this office stands with each partner: the office above first, then its own other PCs, then the offices below by name. */
export function peersOverview(db: Database, ledger: Ledger, self: SelfRow, now: Date): Peer[] {
  const counts = caseCounts(db)
  const peers = partners(db, self).flatMap((peer) => one(db, ledger, self, peer, counts, now) ?? [])
  return peers.sort(
    (a, b) => order[a.direction] - order[b.direction] || a.name.localeCompare(b.name, 'fr') || a.pc.localeCompare(b.pc),
  )
}

/** Each of our own PCs; of another office the one that was heard last: what it brings is what its office has. */
function partners(db: Database, self: SelfRow): PeerRow[] {
  const byHeard = currentPeers(db).sort((a, b) => a.heard - b.heard)
  const key = (peer: PeerRow): Id => (wayTo(self, peer) === 'own' ? peer.replica : peer.office)
  return [...new Map(byHeard.map((peer) => [key(peer), peer])).values()]
}

function one(
  db: Database,
  ledger: Ledger,
  self: SelfRow,
  peer: PeerRow,
  counts: ReturnType<typeof caseCounts>,
  now: Date,
): Peer | null {
  const office = readOffice(db, peer.office)
  if (!office) return null
  const direction = wayTo(self, peer)
  const up = direction === 'up'
  const cases = counts.get(up ? self.office.id : peer.office)
  return {
    officeId: office.id,
    code: office.code,
    name: office.name,
    level: office.level,
    direction,
    replica: peer.replica,
    pc: pcOf(db, peer.replica),
    pcs: pcsOf(db, peer.office),
    openCases: cases?.open ?? 0,
    cases: cases?.all ?? 0,
    lastReceivedNumber: peer.lastNumber,
    lastReceivedAt: peer.receivedAt,
    daysSinceReceived:
      peer.receivedAt === null ? null : Math.max(0, Math.floor((now.getTime() - Date.parse(peer.receivedAt)) / day)),
    lastSentNumber: peer.nextNumber - 1,
    lastSentAt: peer.sentAt,
    unacknowledged: unacknowledged(db, peer.replica).length,
    unanswered: unansweredDays(db, peer.replica),
    ackedAt: up ? heldAboveAt(db, ledger, self, peer) : peer.ackedAt,
    pendingChanges: pendingFor(db, ledger, self, peer) + (seenBy(db, ledger, self, peer)?.pending ?? 0),
    logAlarm: peerLog(db, peer.replica).alarm,
    revokedAt: revocationOf(db, peer.replica)?.issuedAt ?? null,
    receiptOwed: owesReceipt(db, ledger, peer),
  }
}

/** Do we hold changes of the partner's office that no bundle of ours has told it of? */
function owesReceipt(db: Database, ledger: Ledger, peer: PeerRow): boolean {
  const told: Readonly<Record<Id, number>> = lastSent(db, peer.replica)?.content.have ?? {}
  const replicas = allCertificates(db).flatMap((each) => (each.office === peer.office ? [each.replica] : []))
  return replicas.some((replica) => (ledger.head(replica)?.seq ?? 0) > (told[replica] ?? 0))
}
