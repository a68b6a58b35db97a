import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { routeBetween, sharingPolicy } from '../domain/sharing/policy.ts'
import type { Certificate } from '../domain/trust/certificate.ts'
import { installationsIn } from '../store/certificates.ts'
import { type Lacking, lackingHere, lackingOfChains } from '../store/lacking.ts'
import { currentPeers, wayTo } from '../store/peers.ts'
import { referralsReceived } from '../store/referrals.ts'
import type { SelfRow } from '../store/self.ts'
import { limits } from './container/limits.ts'
import { officesUnder } from './offices-below.ts'

/** What this office lacks of the cases that it, or an office under it, keeps by a hand-over from outside, and of referrals to it, of chains from above. */
export function lackingFor(db: Database, self: SelfRow, cases: readonly Id[]): Lacking {
  const ours = installationsIn(db, officesUnder(db, self.office.id))
  return lackingHere(db, { cases, referrals: referralsReceived(db, self.office.id) }, ours, limits.lacking)
}

/**
 * What the others below lack of the chains of this partner and those under it: consent may have held it back when the case left, or a disk was lost
 * since, and here it is not kept. Where all may go up, it comes without being asked for.
 */
export function soughtFrom(db: Database, self: SelfRow, { id, level }: Certificate['office']): Lacking {
  if (routeBetween(level, self.office.level, sharingPolicy).most === 'full') return {}
  const others = currentPeers(db).filter((each) => wayTo(self, each) === 'down' && each.office !== id)
  // Of several installations of an office the one heard last speaks for it.
  const last = new Map(others.sort((a, b) => a.heard - b.heard).map((each) => [each.office, each.lacking]))
  return lackingOfChains([...last.values()], installationsIn(db, officesUnder(db, id)), limits.lacking)
}
