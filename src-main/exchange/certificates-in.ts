import type { Database } from 'better-sqlite3-multiple-ciphers'
import { type Certificate, certifies, readCertificate } from '../domain/trust/certificate.ts'
import { rank } from '../domain/trust/identity.ts'
import { certificateOf } from '../store/certificates.ts'
import { readOffice, type SelfRow, saveOffice } from '../store/self.ts'
import { verifyText } from './keys.ts'
import { keepDocument } from './own-certificate.ts'

/**
 * Keeps those certificates of a bundle that a known installation issued, so that a level above learns of offices two levels down. Others are
 * left aside: what depends on them is out of scope. Nobody may certify himself here, nor move an office under himself. One that was revoked
 * certifies nothing anew; of an installation that is not known yet its certificate still says whose changes those are, and no bundle counts by it.
 */
export function takeCertificates(db: Database, self: SelfRow, documents: readonly string[]): void {
  const read = documents.flatMap((document) => {
    const certificate = readCertificate(document)
    return certificate ? [{ document, certificate }] : []
  })
  // Whoever issued another's comes before it.
  const officeOf = new Map(read.map(({ certificate: { replica, office } }) => [replica, office.id]))
  const vouched = ({ issuer, replica, office }: Certificate): number =>
    Number(issuer !== replica && officeOf.get(issuer) === office.id)
  read.sort(
    ({ certificate: a }, { certificate: b }) => rank(b.office.level) - rank(a.office.level) || vouched(a) - vouched(b),
  )
  for (const { document, certificate } of read) {
    if (certificate.issuer === certificate.replica || certificate.replica === self.replica) continue
    const known = certificateOf(db, certificate.replica)
    if (known && (known.revoked || known.version >= certificate.version)) continue
    const issuerRow = certificateOf(db, certificate.issuer)
    const issuer = issuerRow && !(issuerRow.revoked && known) ? readCertificate(issuerRow.doc) : null
    if (!issuer || certificate.training !== self.training || !certifies(issuer, document, verifyText)) continue
    if (isSecondHand(db, issuer, certificate)) continue
    const { office } = certificate
    const existing = readOffice(db, office.id)
    // A PC that another of its office vouches for says nothing of where the office stands.
    if (issuer.office.id !== office.id) {
      if (existing && existing.parent !== issuer.office.id) continue
      if (!existing) saveOffice(db, { ...office, parent: issuer.office.id })
    }
    keepDocument(db, document)
  }
}

/** Is it vouched for by a PC of its office that is vouched for itself? */
function isSecondHand(db: Database, issuer: Certificate, { office }: Certificate): boolean {
  const within = issuer.office.id === office.id && issuer.issuer !== issuer.replica
  return within && certificateOf(db, issuer.issuer)?.office === office.id
}
