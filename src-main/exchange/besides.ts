import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { allCertificates, certificateOf } from '../store/certificates.ts'
import { currentPeers, type PeerRow, wayTo } from '../store/peers.ts'
import { readOffice, type SelfRow } from '../store/self.ts'
import { keepersFromOutside } from './kept.ts'
import { officesCome, officesEverUnder, officesUnder } from './offices-below.ts'

/**
 * Installations whose certificates a partner is told of although no change of theirs goes to it.
 *
 * Above, the other PCs of this office, so that it knows them before it hears them, offices under this one that keep a case from beyond, so that it knows
 * where that went, and those that have come under this one, so that it tells whom they have left; to another PC of this office all that are known here. Below, the
 * offices beside the receiver, one installation each, so that it can name them when it hands over a case; those beside this one, which pass on to the
 * offices under them what is handed over from here; those that have left it, so that it learns
 * where they went; and its own, where there was one before: its issuer may have changed his keys.
 */
export function besides(db: Database, self: SelfRow, peer: PeerRow): Id[] {
  const way = wayTo(self, peer)
  const certified = allCertificates(db).flatMap(({ office, replica, revoked }) =>
    revoked ? [] : [{ office, replica }],
  )
  if (way !== 'down') {
    const known =
      way === 'up'
        ? new Set([...keepersFromOutside(db, self.office.id), ...officesCome(db, self.office.id)])
        : new Set()
    const told = certified.filter(({ office }) => way === 'own' || office === self.office.id || known.has(office))
    return told.map(({ replica }) => replica)
  }
  const under = officesUnder(db, peer.office)
  const gone = new Set([...officesEverUnder(db, peer.office)].filter((office) => !under.has(office)))
  const beside = currentPeers(db).flatMap(({ replica, office }) =>
    office === self.office.parent || office === peer.office || certificateOf(db, replica)?.revoked ? [] : [replica],
  )
  const further = certified.flatMap(({ office, replica }) => (isFurther(db, self, office) ? [replica] : []))
  const left = certified.flatMap(({ office, replica }) => (gone.has(office) ? [replica] : []))
  const own = (certificateOf(db, peer.replica)?.version ?? 1) > 1 ? [peer.replica] : []
  return [...beside, ...further, ...left, ...own]
}

/** Does this office stand beside ours, under the same one? */
function isFurther(db: Database, { office: { id, parent } }: SelfRow, office: Id): boolean {
  return parent !== null && office !== id && readOffice(db, office)?.parent === parent
}
