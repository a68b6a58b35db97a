import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { canonical } from '../domain/ledger/canonical.ts'
import type { KdfParams } from './kdf.ts'
import { agree, newPrivateKey, publicKeyOf } from './key-pairs.ts'

// Only algorithms that BoringSSL has too: AES-256-GCM, HKDF-SHA-256, HMAC, X25519.
const nonceBytes = 12
const tagBytes = 16
const publicKeyBytes = 32
const boxLabel = 'lakana/sealed-box/v1'

/** Where a sealed thing belongs. Bound to it as associated data: moved elsewhere, it no longer opens. */
export interface SealContext {
  readonly format: number
  readonly vault: string
  readonly slot: string
  readonly kind: 'person' | 'recovery' | 'region' | 'newcomer'
  readonly purpose: 'private-keys' | 'database-key'
  /** The parameters of the key it is sealed under, where a password is in play. */
  readonly kdf: KdfParams | null
  /** Generation of the database key; 0 for what no generation changes. */
  readonly generation: number
}

function associatedData(context: SealContext): Buffer {
  return Buffer.from(canonical({ ...context }))
}

/** AES-256-GCM with a random nonce: nonce (12) ‖ ciphertext ‖ tag (16). */
export function seal(key: Buffer, plain: Buffer, context: SealContext): Buffer {
  const nonce = randomBytes(nonceBytes)
  return Buffer.concat([nonce, encrypt(key, nonce, plain, associatedData(context))])
}

/** Null when key, bytes or context are not the ones it was sealed with. The caller zeroes the result. */
export function open(key: Buffer, sealed: Buffer, context: SealContext): Buffer | null {
  return decrypt(key, sealed.subarray(0, nonceBytes), sealed.subarray(nonceBytes), associatedData(context))
}

/**
 * Seals to an X25519 public key: ephemeral public key (32) ‖ ciphertext ‖ tag (16). Key and nonce are HKDF-SHA-256 of the shared secret,
 * salted with both public keys.
 */
export function sealTo(publicKey: Buffer, plain: Buffer, context: SealContext): Buffer {
  const secret = newPrivateKey()
  const ephemeral = publicKeyOf('x25519', secret)
  const { key, nonce } = boxKey(agree(secret, publicKey), ephemeral, publicKey)
  try {
    return Buffer.concat([ephemeral, encrypt(key, nonce, plain, associatedData(context))])
  } finally {
    secret.fill(0)
    key.fill(0)
  }
}

/** Null when the box was not sealed to this key in this context. The caller zeroes the result. */
export function openSealed(privateKey: Buffer, box: Buffer, context: SealContext): Buffer | null {
  if (box.length < publicKeyBytes + tagBytes) return null
  const ephemeral = box.subarray(0, publicKeyBytes)
  const shared = agreeOrNull(privateKey, ephemeral)
  if (!shared) return null
  const { key, nonce } = boxKey(shared, ephemeral, publicKeyOf('x25519', privateKey))
  try {
    return decrypt(key, nonce, box.subarray(publicKeyBytes), associatedData(context))
  } finally {
    key.fill(0)
  }
}

/** HKDF-SHA-256. `label` says what the result is for. The caller zeroes it. */
export function deriveKey(secret: Buffer, salt: Buffer, label: string, bytes = 32): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, label, bytes))
}

export function hmac(key: Buffer, bytes: Uint8Array | string): Buffer {
  return createHmac('sha256', key).update(bytes).digest()
}

function boxKey(shared: Buffer, ephemeral: Buffer, recipient: Buffer): { key: Buffer; nonce: Buffer } {
  const bytes = deriveKey(shared, Buffer.concat([ephemeral, recipient]), boxLabel, 32 + nonceBytes)
  shared.fill(0)
  return { key: bytes.subarray(0, 32), nonce: bytes.subarray(32) }
}

function agreeOrNull(privateKey: Buffer, ephemeral: Buffer): Buffer | null {
  try {
    return agree(privateKey, ephemeral)
  } catch {
    // A point of small order: no honest sender makes one.
    return null
  }
}

export function encrypt(key: Buffer, nonce: Buffer, plain: Buffer, data: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(data)
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

export function decrypt(key: Buffer, nonce: Buffer, sealed: Buffer, data: Buffer): Buffer | null {
  if (nonce.length !== nonceBytes || sealed.length < tagBytes) return null
  const tag = sealed.subarray(sealed.length - tagBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(data).setAuthTag(tag)
  const plain = decipher.update(sealed.subarray(0, sealed.length - tagBytes))
  try {
    decipher.final()
    return plain
  } catch {
    // The tag does not fit: that is the answer, not a failure.
    plain.fill(0)
    return null
  }
}
