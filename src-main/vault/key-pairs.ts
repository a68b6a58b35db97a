import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'

// DER heads of RFC 8410 keys: what follows is the 32 raw bytes. Raw keys stay in Buffers that can be zeroed.
const heads = {
  x25519: {
    secret: Buffer.from('302e020100300506032b656e04220420', 'hex'),
    open: Buffer.from('302a300506032b656e032100', 'hex'),
  },
  ed25519: {
    secret: Buffer.from('302e020100300506032b657004220420', 'hex'),
    open: Buffer.from('302a300506032b6570032100', 'hex'),
  },
} as const

export type Curve = keyof typeof heads

/** A person's two private keys, 32 raw bytes each. */
export interface PrivateKeys {
  readonly agreement: Buffer
  readonly signing: Buffer
}

export const newPrivateKey = (): Buffer => randomBytes(32)

/** The 32 raw bytes of the public key. */
export function publicKeyOf(curve: Curve, secret: Buffer): Buffer {
  const spki = createPublicKey(secretObject(curve, secret)).export({ format: 'der', type: 'spki' })
  return Buffer.from(spki.subarray(heads[curve].open.length))
}

/** X25519. Throws when the other's key is of small order. */
export function agree(secret: Buffer, theirs: Buffer): Buffer {
  return diffieHellman({ privateKey: secretObject('x25519', secret), publicKey: publicObject('x25519', theirs) })
}

/** Ed25519, 64 bytes. */
export function signBytes(secret: Buffer, bytes: Uint8Array): Buffer {
  return sign(null, bytes, secretObject('ed25519', secret))
}

export function signatureHolds(publicKey: Buffer, bytes: Uint8Array, signature: Buffer): boolean {
  return verify(null, bytes, publicObject('ed25519', publicKey), signature)
}

function secretObject(curve: Curve, secret: Buffer): KeyObject {
  const der = Buffer.concat([heads[curve].secret, secret])
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  } finally {
    der.fill(0)
  }
}

function publicObject(curve: Curve, publicKey: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([heads[curve].open, publicKey]), format: 'der', type: 'spki' })
}
