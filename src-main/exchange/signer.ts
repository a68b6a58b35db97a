import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import type { Id } from '../domain/ledger/types.ts'
import { type Certificate, readCertificate } from '../domain/trust/certificate.ts'
import { allCertificates, type CertificateRow, certificateAt, certificateOf } from '../store/certificates.ts'
import { newPeer, type PeerRow, peerOf } from '../store/peers.ts'
import { readOffice, type SelfRow } from '../store/self.ts'
import { type Envelope, readEnvelope } from './container/envelope.ts'
import { keyIdOf, signatureHolds } from './container/minisign.ts'
import type { Outer } from './container/outer-read.ts'
import { isTrusted } from './own-certificate.ts'
import { revocationOf } from './revocations.ts'

/** Who signed a bundle, found to be one of our partners, and what the envelope says. */
export interface Signed {
  readonly envelope: Envelope
  readonly signer: Certificate
  readonly peer: PeerRow
}

/**
 * Believes the outside of a bundle, or refuses it. Nothing is decrypted for this.
 * @throws bundle.damaged, bundle.unknown-signer, bundle.revoked-signer, bundle.wrong-recipient, bundle.training, bundle.not-training,
 *   bundle.envelope-mismatch, bundle.former-keys, bundle.format-too-new, bundle.format-too-old
 */
export function checkSigner(db: Database, self: SelfRow, outer: Outer): Signed {
  const envelope = readEnvelope(outer.signature.comment)
  const row = allCertificates(db).findLast((each) => keyIdOf(each.signPublic).equals(outer.signature.keyId))
  const signer = row ? readCertificate(row.doc) : null
  if (!row || !signer) {
    // Nothing vouches for the envelope here, but it is refused in any case: it may say why.
    refuseByEnvelope(envelope, self)
    throw new LakanaError('bundle.unknown-signer', { office: envelope.from })
  }
  if (!signatureHolds(outer.sums, outer.signature, row.signPublic))
    throw new LakanaError('bundle.damaged', { part: 'signature' })
  if (!isTrusted(db, row.replica))
    throw new LakanaError('bundle.revoked-signer', { office: envelope.from, ...revoker(db, row) })
  if (
    signer.replica !== envelope.sender ||
    signer.office.code !== envelope.from ||
    signer.training !== envelope.training
  ) {
    throw new LakanaError('bundle.envelope-mismatch', { office: envelope.from })
  }
  refuseByEnvelope(envelope, self)
  if (envelope.also !== null && urgentWay(db, self, signer.office.id) === null)
    throw new LakanaError('bundle.envelope-mismatch', { office: envelope.from })
  const peer = peerOf(db, signer.replica) ?? newcomer(db, self, signer, envelope)
  if (!peer) throw new LakanaError('bundle.unknown-signer', { office: envelope.from })
  return { envelope, signer, peer: signingNow(db, peer, signer) }
}

/**
 * The partner with the keys that have signed. Its bundles under former keys are read until one under its present keys has been taken, and with
 * these its numbers begin anew: whoever had the former keys may have counted far ahead.
 */
function signingNow(db: Database, peer: PeerRow, { version, sign, office }: Certificate): PeerRow {
  if (version < peer.keys) throw new LakanaError('bundle.former-keys', { office: office.code })
  const before = certificateAt(db, peer.replica, peer.keys)
  const changed = before !== null && before.signPublic !== sign
  return { ...peer, keys: version, lastNumber: changed ? 0 : peer.lastNumber }
}

/** The office to call, that which revoked the signer or the PC that vouches for it, else whoever certified it, where it is known. */
function revoker(db: Database, { replica, issuer }: CertificateRow): { readonly by?: string } {
  const by = revocationOf(db, replica)?.issuer ?? revocationOf(db, issuer)?.issuer ?? issuer
  const certificate = readCertificate(certificateOf(db, by)?.doc ?? '')
  return certificate ? { by: certificate.office.name } : {}
}

/**
 * A further PC of this office, or of one directly below: it becomes a partner with the first bundle that is taken from it. The office beside is heard
 * where its bundle is urgent, and does not become one.
 */
function newcomer(db: Database, self: SelfRow, { replica, office }: Certificate, { also }: Envelope): PeerRow | null {
  const ours = office.id === self.office.id || readOffice(db, office.id)?.parent === self.office.id
  return ours || also !== null ? newPeer(replica, office.id) : null
}

/**
 * From where an urgent bundle of this office comes: from beside, being for us, or from below, ahead of the ordinary ones. Null where it
 * stands in neither place.
 */
export function urgentWay(db: Database, { office }: SelfRow, from: Id): 'beside' | 'early' | null {
  const parent = readOffice(db, from)?.parent ?? null
  if (parent === null || from === office.id) return null
  return parent === office.id ? 'early' : parent === office.parent ? 'beside' : null
}

function refuseByEnvelope(envelope: Envelope, self: SelfRow): void {
  if (!envelope.receivers.includes(self.replica))
    throw new LakanaError('bundle.wrong-recipient', { office: envelope.to })
  if (envelope.training && !self.training) throw new LakanaError('bundle.training', { office: envelope.from })
  if (!envelope.training && self.training) throw new LakanaError('bundle.not-training', { office: envelope.from })
}
