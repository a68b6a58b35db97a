import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'
import { blake2b } from '@noble/hashes/blake2.js'
import { LakanaError } from '../../contract/errors.ts'

/** Signatures as Debian's `minisign` makes and checks them (prehashed kind, `ED`). Keys are Ed25519. */
export interface Signature {
  /** 8 bytes that name the key. */
  readonly keyId: Buffer
  readonly signature: Buffer
  readonly comment: string
  readonly commentSignature: Buffer
}

const untrusted = 'untrusted comment: signed by Lakana'
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex')

/** A public key of 32 raw bytes in base64url, as certificates carry it. */
export function publicKeyOf(raw: string): KeyObject {
  return createPublicKey({ key: Buffer.concat([spkiHead, Buffer.from(raw, 'base64url')]), format: 'der', type: 'spki' })
}

export function privateKeyOf(pkcs8: Buffer): KeyObject {
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
}

/** The name minisign gives a key; ours is drawn from the key itself. */
export function keyIdOf(rawPublic: string): Buffer {
  return hash('sha256', Buffer.from(rawPublic, 'base64url'), 'buffer').subarray(0, 8)
}

/** The text of a `.pub` file for `minisign -V -p`. */
export function minisignPublicKey(rawPublic: string): string {
  const body = Buffer.concat([Buffer.from('Ed'), keyIdOf(rawPublic), Buffer.from(rawPublic, 'base64url')])
  return `untrusted comment: Lakana public key\n${body.toString('base64')}\n`
}

/** The text of a `.minisig` file. @param comment ASCII, one line */
export function signText(text: string, comment: string, key: { secret: Buffer; rawPublic: string }): string {
  const secret = privateKeyOf(key.secret)
  const signature = sign(null, blake2b(Buffer.from(text)), secret)
  const global = sign(null, Buffer.concat([signature, Buffer.from(comment)]), secret)
  const line = Buffer.concat([Buffer.from('ED'), keyIdOf(key.rawPublic), signature]).toString('base64')
  return `${untrusted}\n${line}\ntrusted comment: ${comment}\n${global.toString('base64')}\n`
}

/** Length in bytes of the signature file with this comment. */
export function signatureSize(comment: string): number {
  return untrusted.length + 1 + 100 + 'trusted comment: '.length + comment.length + 1 + 1 + 88 + 1
}

/** @throws bundle.damaged when the text is not exactly what `signText` could have written */
export function readSignature(text: string): Signature {
  const [first, body, third, last, end, ...more] = text.split('\n')
  const comment = third?.startsWith('trusted comment: ') ? third.slice('trusted comment: '.length) : undefined
  const bytes = strictBase64(body ?? '', 74)
  const commentSignature = strictBase64(last ?? '', 64)
  if (first !== untrusted || comment === undefined || end !== '' || more.length > 0) throw damaged()
  if (!bytes || !commentSignature || bytes.toString('latin1', 0, 2) !== 'ED') throw damaged()
  return { keyId: bytes.subarray(2, 10), signature: bytes.subarray(10), comment, commentSignature }
}

/** Do both signatures (of the text, and of signature and comment) hold under this key? */
export function signatureHolds(text: string, found: Signature, rawPublic: string): boolean {
  const key = publicKeyOf(rawPublic)
  return (
    keyIdOf(rawPublic).equals(found.keyId) &&
    verify(null, blake2b(Buffer.from(text)), key, found.signature) &&
    verify(null, Buffer.concat([found.signature, Buffer.from(found.comment)]), key, found.commentSignature)
  )
}

function strictBase64(text: string, length: number): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === length && bytes.toString('base64') === text ? bytes : null
}

function damaged(): LakanaError {
  return new LakanaError('bundle.damaged', { part: 'signature' })
}
