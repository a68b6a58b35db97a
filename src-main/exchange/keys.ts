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

/** Texts whose signature held, by key and signature: the same few certificates are asked about at every step of an exchange. */
const held = new Map<string, string>()
const most = 500

export const verifyText: Verify = (publicKey, text, signature) => {
  const asked = `${publicKey.length} ${publicKey} ${signature}`
  if (held.get(asked) === text) return true
  const holds = verifyBytes(null, Buffer.from(text), publicKeyOf(publicKey), Buffer.from(signature, 'base64url'))
  if (!holds) return false
  if (held.size >= most) held.clear()
  held.set(asked, text)
  return true
}

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
