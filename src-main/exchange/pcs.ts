import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { readCertificate } from '../domain/trust/certificate.ts'
import { firstPc } from '../domain/trust/identity.ts'
import { allCertificates, certificateOf } from '../store/certificates.ts'
import { currentPeers } from '../store/peers.ts'
import type { SelfRow } from '../store/self.ts'

/** What people call a PC of an office: its letter in case codes, by its certificate. */
export function pcOf(db: Database, replica: Id): string {
  return readCertificate(certificateOf(db, replica)?.doc ?? '')?.pc ?? firstPc
}

/** To be told beside the office's name: null where that is enough, the first PC of another office. */
export function pcBeside(db: Database, self: SelfRow, { replica, office }: { replica: Id; office: Id }): string | null {
  const pc = pcOf(db, replica)
  return pc === firstPc && office !== self.office.id ? null : pc
}

/** The PCs of an office that are at work, as far as known here, also those that one of them vouches for; empty where there is one only. */
export function pcsOf(db: Database, office: Id): string[] {
  const offices = new Map(allCertificates(db).map((row) => [row.replica, row.office]))
  const vouched = allCertificates(db).filter((row) => row.office === office && offices.get(row.issuer) === office)
  const standing = vouched.filter(({ revoked, issuer, replica }) => !revoked && issuer !== replica)
  const current = currentPeers(db).filter((peer) => peer.office === office && !certificateOf(db, peer.replica)?.revoked)
  const pcs = new Set([...current, ...standing].map(({ replica }) => pcOf(db, replica)))
  return pcs.size > 1 ? [...pcs].sort() : []
}
