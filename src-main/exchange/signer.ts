import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { type Certificate, readCertificate } from '../domain/trust/certificate.ts'
import { allCertificates, type CertificateRow, certificateOf } from '../store/certificates.ts'
import { type PeerRow, peerOf } from '../store/peers.ts'
import type { SelfRow } from '../store/self.ts'
import { type Envelope, readEnvelope } from './container/envelope.ts'
import { keyIdOf, signatureHolds } from './container/minisign.ts'
import type { Outer } from './container/outer-read.ts'
import { trustedChain } from './own-certificate.ts'
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
 *   bundle.envelope-mismatch, bundle.format-too-new, bundle.format-too-old
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
  if (row.revoked || !trustedChain(db, row.replica))
    throw new LakanaError('bundle.revoked-signer', { office: envelope.from, ...revoker(db, row) })
  if (
    signer.replica !== envelope.sender ||
    signer.office.code !== envelope.from ||
    signer.training !== envelope.training
  ) {
    throw new LakanaError('bundle.envelope-mismatch', { office: envelope.from })
  }
  refuseByEnvelope(envelope, self)
  const peer = peerOf(db, signer.replica)
  if (!peer) throw new LakanaError('bundle.unknown-signer', { office: envelope.from })
  return { envelope, signer, peer }
}

/** The office to call, that which revoked the signer or whoever certified it, where it is known. */
function revoker(db: Database, { replica, issuer }: CertificateRow): { readonly by?: string } {
  const by = revocationOf(db, replica)?.issuer ?? issuer
  const certificate = readCertificate(certificateOf(db, by)?.doc ?? '')
  return certificate ? { by: certificate.office.name } : {}
}

function refuseByEnvelope(envelope: Envelope, self: SelfRow): void {
  if (envelope.receiver !== self.replica) throw new LakanaError('bundle.wrong-recipient', { office: envelope.to })
  if (envelope.training && !self.training) throw new LakanaError('bundle.training', { office: envelope.from })
  if (!envelope.training && self.training) throw new LakanaError('bundle.not-training', { office: envelope.from })
}
