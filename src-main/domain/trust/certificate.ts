import type { Id, Json } from '../ledger/types.ts'
import { type Identity, identityFields, identityJson, matches, rank, readIdentity, sameOffice } from './identity.ts'
import { readSignedText, type Sign, signedText, type Verify } from './signed-text.ts'

/** Says that an installation's keys belong to an office: signed by the office above, by another PC of the office, or by itself at the top. */
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

interface Read {
  readonly certificate: Certificate
  readonly text: string
  readonly signature: string
}

/** What certificates say, by their text: the same few are read at every step of an exchange. */
const known = new Map<string, Read>()
const mostKnown = 500

/** What a certificate says; null when it is not one. The signature is checked by `chainOf`. */
export function readCertificate(document: string): Certificate | null {
  return read(document)?.certificate ?? null
}

function read(document: string): Read | null {
  const before = known.get(document)
  if (before) return before
  const found = readSignedText(title, document)
  const certificate = found && certificateIn(found.content)
  if (!certificate) return null
  if (known.size >= mostKnown) known.clear()
  const { text, signature } = found
  known.set(document, { certificate, text, signature })
  return { certificate, text, signature }
}

function certificateIn(content: Json): Certificate | null {
  const fields = identityFields(content, ['version', 'issuer', 'scope', 'issuedAt'])
  const identity = fields && readIdentity(fields)
  if (!identity) return null
  const { version, issuer, scope, issuedAt } = fields
  if (typeof version !== 'number' || version < 1 || version > 1_000_000) return null
  if (!matches(issuer, /^[0-9a-f]{32}$/) || scope !== 'own-office' || !matches(issuedAt, time)) return null
  return { ...identity, version, issuer, scope, issuedAt }
}

/**
 * Did the holder of `issuer`'s key sign this, and may an office of that level, or a PC of the same office, certify it? Whoever stands on itself
 * certifies its next keys by its present ones.
 */
export function certifies(issuer: Certificate, document: string, verify: Verify): boolean {
  const found = read(document)
  if (!found) return false
  const { certificate } = found
  if (certificate.issuer !== issuer.replica || certificate.training !== issuer.training) return false
  if (certificate.replica === issuer.replica && !isNext(issuer, certificate)) return false
  const below = rank(issuer.office.level) > rank(certificate.office.level)
  if (!below && !sameOffice(issuer.office, certificate.office)) return false
  return verify(issuer.sign, found.text, found.signature)
}

/** The same certificate, or one that comes after it. */
function isNext(before: Certificate, { version, sign }: Certificate): boolean {
  return version > before.version || (version === before.version && sign === before.sign)
}

/** No chain is longer: two PCs of a district, of its region and of the national level, whose keys have changed a few times. */
export const longestChain = 12

/**
 * Does each of these certificates stand on the next, and the last on itself? A PC may vouch for another of its office only when it stands
 * on the office above itself: nobody is vouched for at second hand.
 */
export function isChain(documents: readonly string[], verify: Verify): boolean {
  if (documents.length === 0 || documents.length > longestChain) return false
  const steps: Certificate[] = []
  for (const [index, document] of documents.entries()) {
    const certificate = readCertificate(document)
    const issuer = readCertificate(documents[index + 1] ?? document)
    if (!certificate || !issuer || !certifies(issuer, document, verify)) return false
    if (steps.at(-1)?.replica !== certificate.replica) steps.push(certificate)
  }
  return steps.every(
    ({ office: { id } }, index) => id !== steps[index + 1]?.office.id || id !== steps[index + 2]?.office.id,
  )
}

/**
 * The certificate with those above it, up to the one that signed itself; null when a link is missing or does not hold.
 * @param find the newest known certificate of its issuer that certifies this document
 */
export function chainOf(document: string, find: (document: string) => string | null, verify: Verify): string[] | null {
  const chain = [document]
  for (let last = document; chain.length <= longestChain; ) {
    const above = find(last)
    if (above === null) return null
    if (above === last) return isChain(chain, verify) ? chain : null
    chain.push(above)
    last = above
  }
  return null
}
