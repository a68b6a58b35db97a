import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { type Certificate, certificateText, chainOf, readCertificate } from '../domain/trust/certificate.ts'
import { certificateOf, keepCertificate } from '../store/certificates.ts'
import type { SelfRow } from '../store/self.ts'
import { identityOf, signWith, verifyText } from './keys.ts'

/** The certificate of an office that nobody stands above: signed by itself. @param time ISO 8601, as the clock claims */
function selfCertificate(self: SelfRow, time: string): string {
  const certificate: Certificate = {
    ...identityOf(self),
    version: 1,
    issuer: self.replica,
    scope: 'own-office',
    issuedAt: time,
  }
  return certificateText(certificate, signWith(self.signSecret))
}

/** Makes a region or the national level able to certify others: to be called once, when its office is created. */
export function storeOwnCertificate(db: Database, self: SelfRow, time: string): void {
  keepDocument(db, selfCertificate(self, time))
}

/** Keeps a certificate text whose signatures were checked. */
export function keepDocument(db: Database, document: string): Certificate {
  const certificate = readCertificate(document)
  if (!certificate) throw new LakanaError('enrolment.damaged')
  const { replica, version, office, sign, issuer } = certificate
  keepCertificate(db, { replica, version, office: office.id, doc: document, signPublic: sign, issuer })
  return certificate
}

/** The certificates of a replica from its own up to the top, each signature checked; null when it cannot be trusted (any more). */
export function trustedChain(db: Database, replica: string): string[] | null {
  const own = certificateOf(db, replica)
  if (!own) return null
  return chainOf(own.doc, (id) => unrevoked(db, id), verifyText)
}

function unrevoked(db: Database, replica: string): string | null {
  const row = certificateOf(db, replica)
  return row && !row.revoked ? row.doc : null
}
