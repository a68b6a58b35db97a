import type { Peer } from '../contract/exchange.ts'
import { lastSent, unacknowledged } from '../store/bundles.ts'
import { allPeers } from '../store/peers.ts'
import { readOffice } from '../store/self.ts'
import type { OpenOffice } from './context.ts'

const dayMs = 86_400_000

/** Each office that this one exchanges with, and how the exchange stands. */
export function peerLines({ db, ledger, self }: OpenOffice, now: Date): Peer[] {
  const cases = db.prepare(
    "SELECT count(*) AS cases, coalesce(sum(status = 'open'), 0) AS open FROM case_item WHERE office = ?",
  )
  return allPeers(db).flatMap((peer) => {
    const office = readOffice(db, peer.office)
    if (!office) return []
    const count = cases.get(peer.office) as { cases: number; open: number }
    const up = peer.office === self.office.parent
    const own = ledger.versionVector()[self.replica] ?? 0
    const theirs = ledger.versionVector()[peer.replica] ?? 0
    const sent = lastSent(db, peer.replica)
    const since = peer.receivedAt === null ? null : Math.floor((now.getTime() - Date.parse(peer.receivedAt)) / dayMs)
    return [
      {
        officeId: office.id,
        code: office.code,
        name: office.name,
        level: office.level,
        direction: up ? 'up' : 'down',
        openCases: count.open,
        cases: count.cases,
        lastReceivedNumber: peer.lastNumber,
        lastReceivedAt: peer.receivedAt,
        daysSinceReceived: since === null ? null : Math.max(0, since),
        lastSentNumber: peer.nextNumber - 1,
        lastSentAt: peer.sentAt,
        unacknowledged: unacknowledged(db, peer.replica).length,
        ackedAt: peer.ackedAt,
        pendingChanges: up ? Math.max(0, own - (peer.acked[self.replica] ?? 0)) : 0,
        receiptOwed: theirs > (sent?.content.have?.[peer.replica] ?? 0),
      },
    ]
  })
}
