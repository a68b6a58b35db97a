import type { Database } from 'better-sqlite3-multiple-ciphers'
import { certificateText, readCertificate } from '../domain/trust/certificate.ts'
import { documentText, readDocument } from '../domain/trust/document.ts'
import { readRevocation, revocationText } from '../domain/trust/revocation.ts'
import { allCertificates, certificateOf } from '../store/certificates.ts'
import { allDocuments, signDocumentAnew } from '../store/documents.ts'
import { allRevocations, signRevocationAnew } from '../store/revocations.ts'
import type { SelfRow } from '../store/self.ts'
import { signWith } from './keys.ts'
import { keepDocument } from './own-certificate.ts'

/**
 * What this installation has signed with its former keys, signed with its present ones, so that it goes on counting where only these are known: the
 * newest certificate of each installation that stands on it (of a revoked one it says whose changes those are), what it lays down and what it has revoked. In the caller's transaction.
 */
export function signAnew(db: Database, self: SelfRow, time: string): void {
  const sign = signWith(self.signSecret)
  const issued = allCertificates(db).filter(
    ({ issuer, replica }) => issuer === self.replica && replica !== self.replica,
  )
  for (const replica of new Set(issued.map((each) => each.replica))) {
    const row = certificateOf(db, replica)
    const certificate = row?.issuer === self.replica ? readCertificate(row.doc) : null
    if (!certificate) continue
    const { version } = certificate
    keepDocument(db, certificateText({ ...certificate, version: version + 1, issuedAt: time }, sign))
  }
  for (const { office, kind, doc } of allDocuments(db)) {
    const document = office === self.office.id ? readDocument(doc) : null
    if (document) signDocumentAnew(db, { office, kind, doc: documentText({ ...document, issuer: self.replica }, sign) })
  }
  for (const { issuer, number, doc } of allRevocations(db)) {
    const revocation = issuer === self.replica ? readRevocation(doc) : null
    if (revocation) signRevocationAnew(db, { issuer, number, doc: revocationText(revocation, sign) })
  }
}
