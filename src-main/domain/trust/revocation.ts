import type { Id } from '../ledger/types.ts'
import { readCertificate } from './certificate.ts'
import { matches, rank } from './identity.ts'
import { exactly, readSignedText, type Sign, signedText, type Verify } from './signed-text.ts'

/** Why an installation may sign no more. */
export const revocationReasons = ['lost', 'stolen', 'copied', 'replaced', 'closed'] as const
export type RevocationReason = (typeof revocationReasons)[number]

/** Says of an installation that nothing it signs is taken any more. It is never taken back: a PC that comes back is enrolled anew. */
export interface Revocation {
  readonly replica: Id
  readonly reason: RevocationReason
  /** The last change of its chain that is believed; those above are kept apart, whoever brings them. 0 for none. */
  readonly believed: number
  /** One above the highest number that its issuer knew: of two about one installation, the higher is the newer word. */
  readonly number: number
  /** Replica that signed. */
  readonly issuer: Id
  readonly training: boolean
  /** What the issuer's clock claimed. Shown, never used to decide. */
  readonly issuedAt: string
}

/** No text of one is longer, in characters. */
export const maxRevocationLength: number = 2000

const title = 'LAKANA REVOCATION v1 (retrait de PC)'
const keys = ['replica', 'reason', 'believed', 'number', 'issuer', 'training', 'issuedAt'] as const
const id = /^[0-9a-f]{32}$/
const time = /^[0-9TZ:.+-]{10,40}$/

export function revocationText(revocation: Revocation, sign: Sign): string {
  return signedText(title, { ...revocation }, sign)
}

/** What a revocation says; null when it is not one. The signature is checked by `revokes`. */
export function readRevocation(text: string): Revocation | null {
  if (text.length > maxRevocationLength) return null
  const fields = exactly(readSignedText(title, text)?.content, keys)
  if (!fields) return null
  const { replica, believed, number, issuer, training, issuedAt } = fields
  const reason = revocationReasons.find((each) => each === fields.reason)
  if (!reason || !matches(replica, id) || !matches(issuer, id) || !matches(issuedAt, time)) return null
  if (typeof training !== 'boolean' || !isCount(believed, 2 ** 32 - 1) || !isCount(number, 1_000_000)) return null
  return number > 0 ? { replica, reason, believed, number, issuer, training, issuedAt } : null
}

function isCount(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most
}

/**
 * Did the holder of `issuer` sign this about the holder of `revoked`, and does his office rank above? Whether it also stands above that
 * office, and not beside, who knows the offices must ask.
 */
export function revokes(issuer: string, revoked: string, text: string, verify: Verify): boolean {
  const [by, about] = [readCertificate(issuer), readCertificate(revoked)]
  const revocation = readRevocation(text)
  const found = readSignedText(title, text)
  if (!by || !about || !revocation || !found) return false
  return (
    revocation.issuer === by.replica &&
    revocation.replica === about.replica &&
    revocation.training === by.training &&
    by.training === about.training &&
    rank(by.office.level) > rank(about.office.level) &&
    verify(by.sign, found.text, found.signature)
  )
}
