import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { type Certificate, certificateText, certifies, chainOf, readCertificate } from '../domain/trust/certificate.ts'
import type { Identity } from '../domain/trust/identity.ts'
import { certificateOf, certificatesOf, keepCertificate } from '../store/certificates.ts'
import { pcLetter } from '../store/incarnation.ts'
import { type SelfRow, saveOffice } from '../store/self.ts'
import { identityOf, signWith, verifyText } from './keys.ts'

/** The certificate of an office that nobody stands above: signed by itself. @param time ISO 8601, as the clock claims */
function selfCertificate(db: Database, self: SelfRow, time: string): string {
  const certificate: Certificate = {
    ...identityWithPc(db, self),
    version: 1,
    issuer: self.replica,
    scope: 'own-office',
    issuedAt: time,
  }
  return certificateText(certificate, signWith(self.signSecret))
}

/** Makes a region or the national level able to certify others: to be called once, when its office is created. */
export function storeOwnCertificate(db: Database, self: SelfRow, time: string): void {
  keepDocument(db, selfCertificate(db, self, time))
}

/** The public side of this installation with its letter, where it has one. */
export function identityWithPc(db: Database, self: SelfRow): Identity {
  const pc = pcLetter(db)
  return { ...identityOf(self), ...(pc === undefined ? {} : { pc }) }
}

/** Keeps a certificate text whose signatures were checked. */
export function keepDocument(db: Database, document: string): Certificate {
  const certificate = readCertificate(document)
  if (!certificate) throw new LakanaError('enrolment.damaged')
  const { replica, version, office, sign, issuer } = certificate
  keepCertificate(db, { replica, version, office: office.id, doc: document, signPublic: sign, issuer })
  return certificate
}

/** Keeps certificates from one up to the top, each signature checked, with the offices that they name. In the caller's transaction. */
export function keepChain(db: Database, documents: readonly string[]): void {
  const offices: Certificate['office'][] = []
  for (const document of documents.toReversed()) {
    const { office } = keepDocument(db, document)
    const parent = offices.findLast(({ id }) => id !== office.id)?.id ?? null
    saveOffice(db, { ...office, parent })
    offices.push(office)
  }
}

export interface Issued extends Certificate {
  readonly document: string
}

/** The newest certificate of a replica where this installation issued it, unrevoked. */
export function issuedBy(db: Database, self: SelfRow, replica: string): Issued | null {
  const row = certificateOf(db, replica)
  const certificate = row && !row.revoked && row.issuer === self.replica ? readCertificate(row.doc) : null
  return row && certificate ? { ...certificate, document: row.doc } : null
}

/** The certificates of a replica from its own up to the top, each signature checked; null when it cannot be trusted (any more). */
export function trustedChain(db: Database, replica: string): string[] | null {
  const own = certificateOf(db, replica)
  return own ? chainOf(own.doc, (document) => issuerOf(db, document), verifyText) : null
}

/** Do bundles go to this installation, and count when it has signed them? */
export function isTrusted(db: Database, replica: string): boolean {
  return certificateOf(db, replica)?.revoked === false && trustedChain(db, replica) !== null
}

/**
 * By which certificate of its issuer one was made: the newest that certifies it. Those that were made with former keys count until there are newer;
 * a certificate that comes now is held against the present keys alone.
 */
function issuerOf(db: Database, document: string): string | null {
  const issued = readCertificate(document)
  const issuers = issued ? certificatesOf(db, issued.issuer).filter(({ revoked }) => !revoked) : []
  const found = issuers.find(({ doc }) => {
    const issuer = readCertificate(doc)
    return issuer !== null && certifies(issuer, document, verifyText)
  })
  return found?.doc ?? null
}
