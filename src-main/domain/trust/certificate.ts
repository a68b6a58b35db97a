import type { Id } from '../ledger/types.ts'
import { type Identity, identityJson, identityKeys, matches, rank, readIdentity } from './identity.ts'
import { exactly, readSignedText, type Sign, signedText, type Verify } from './signed-text.ts'

/** Says that an installation's keys belong to an office, signed by the office above, or by itself at the top. */
export interface Certificate extends Identity {
  /** Grows with each certificate of the same replica. */
  readonly version: number
  /** Replica that signed. */
  readonly issuer: Id
  /** What its changes may touch: records of its own office. */
  readonly scope: 'own-office'
  /** What the issuer's clock claimed. Shown, never used to decide. */
  readonly issuedAt: string
}

const title = 'LAKANA CERTIFICATE v1'
const time = /^[0-9TZ:.+-]{10,40}$/

export function certificateText(certificate: Certificate, sign: Sign): string {
  const { version, issuer, scope, issuedAt } = certificate
  return signedText(title, { ...identityJson(certificate), version, issuer, scope, issuedAt }, sign)
}

/** What a certificate says; null when it is not one. The signature is checked by `chainOf`. */
export function readCertificate(document: string): Certificate | null {
  const found = readSignedText(title, document)
  const fields = exactly(found?.content, [...identityKeys, 'version', 'issuer', 'scope', 'issuedAt'])
  const identity = fields && readIdentity(fields)
  if (!identity) return null
  const { version, issuer, scope, issuedAt } = fields
  if (typeof version !== 'number' || version < 1 || version > 1_000_000) return null
  if (!matches(issuer, /^[0-9a-f]{32}$/) || scope !== 'own-office' || !matches(issuedAt, time)) return null
  return { ...identity, version, issuer, scope, issuedAt }
}

/** Did the holder of `issuer`'s key sign this, and may an office of that level certify it? */
export function certifies(issuer: Certificate, document: string, verify: Verify): boolean {
  const certificate = readCertificate(document)
  const found = readSignedText(title, document)
  if (!certificate || !found || certificate.issuer !== issuer.replica || certificate.training !== issuer.training)
    return false
  const own = certificate.replica === issuer.replica && certificate.sign === issuer.sign
  if (!own && rank(issuer.office.level) <= rank(certificate.office.level)) return false
  return verify(issuer.sign, found.text, found.signature)
}

/**
 * The certificate with those above it, up to the one that signed itself; null when a link is missing or does not hold.
 * @param find the newest known certificate of a replica
 */
export function chainOf(document: string, find: (replica: Id) => string | null, verify: Verify): string[] | null {
  const chain = [document]
  for (let steps = 0; steps < 4; steps += 1) {
    const last = chain.at(-1) ?? ''
    const certificate = readCertificate(last)
    if (!certificate) return null
    if (certificate.issuer === certificate.replica) return certifies(certificate, last, verify) ? chain : null
    const above = find(certificate.issuer)
    const issuer = above === null ? null : readCertificate(above)
    if (above === null || !issuer || !certifies(issuer, last, verify)) return null
    chain.push(above)
  }
  return null
}
