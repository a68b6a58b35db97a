import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { installationsIn } from '../store/certificates.ts'
import { currentPeers, type PeerRow, wayTo } from '../store/peers.ts'
import { allReach, type Reach } from '../store/reach.ts'
import type { SelfRow } from '../store/self.ts'
import { officesUnder } from './offices-below.ts'

/**
 * What an office below is told of others: how far the offices beside it, and those beyond, hold its chains and those of the offices under it. So whoever
 * handed a case over, or referred a child, sees that it has arrived, before anybody answers. Another PC of this office is told what the office above has
 * said.
 */
export function reachFor(db: Database, self: SelfRow, peer: PeerRow): Reach {
  if (wayTo(self, peer) === 'up') return {}
  const { office } = peer
  const theirs = installationsIn(db, officesUnder(db, office))
  const reach: Record<Id, Record<Id, number>> = {}
  const note = (by: Id, replica: Id, seq: number): void => {
    if (by === office || seq === 0 || !theirs.has(replica)) return
    const chains = reach[by] ?? {}
    reach[by] = { ...chains, [replica]: Math.max(chains[replica] ?? 0, seq) }
  }
  for (const each of currentPeers(db))
    if (wayTo(self, each) === 'down')
      for (const [replica, seq] of Object.entries(each.acked)) note(each.office, replica, seq)
  for (const { office: by, replica, seq } of allReach(db)) note(by, replica, seq)
  return reach
}
