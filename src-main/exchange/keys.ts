import { sign as signBytes, verify as verifyBytes } from 'node:crypto'
import { fingerprintText, type Identity } from '../domain/trust/identity.ts'
import type { Sign, Verify } from '../domain/trust/signed-text.ts'
import type { SelfRow } from '../store/self.ts'
import { fingerprintWords } from '../vault/words.ts'
import { privateKeyOf, publicKeyOf } from './container/minisign.ts'

/** Signs documents with an installation's key. */
export function signWith(secret: Buffer): Sign {
  const key = privateKeyOf(secret)
  return (text) => signBytes(null, Buffer.from(text), key).toString('base64url')
}

export const verifyText: Verify = (publicKey, text, signature) =>
  verifyBytes(null, Buffer.from(text), publicKeyOf(publicKey), Buffer.from(signature, 'base64url'))

/** The public side of this installation. */
export function identityOf(self: SelfRow): Identity {
  const { id, code, name, level, place } = self.office
  return {
    office: { id, code, name, level, place },
    replica: self.replica,
    sign: self.signPublic,
    age: self.ageRecipient,
    agepq: self.agepqRecipient,
    training: self.training,
  }
}

/** The ten words that two offices compare over the phone. */
export function wordsOf(identity: Identity): string[] {
  return fingerprintWords(Buffer.from(fingerprintText(identity)))
}
