import { createHash } from 'node:crypto'
import { argon2id } from 'hash-wasm'
import { LakanaError } from '../contract/errors.ts'
import { agree, publicKeyOf, signatureHolds, signBytes } from './key-pairs.ts'
import { decrypt, deriveKey, encrypt, hmac } from './seal.ts'

const hex = (text: string): Buffer => Buffer.from(text, 'hex')

/** Published answers: each primitive must give exactly these on this PC and in this build. */
const tests: Readonly<Record<string, () => boolean | Promise<boolean>>> = {
  // Argon2 reference implementation, test.c
  argon2id: async () => {
    const options = { memorySize: 256, iterations: 2, parallelism: 1, hashLength: 32 }
    const hash = await argon2id({ password: 'password', salt: 'somesalt', ...options, outputType: 'hex' })
    return hash === '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe'
  },
  // McGrew and Viega, GCM test case 16
  'aes-256-gcm': () => {
    const key = hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308')
    const nonce = hex('cafebabefacedbaddecaf888')
    const data = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2')
    const plain = hex(
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    )
    const sealed = hex(
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b',
    )
    const altered = Buffer.from(sealed)
    altered[0] = (altered[0] ?? 0) ^ 1
    return (
      encrypt(key, nonce, plain, data).equals(sealed) &&
      decrypt(key, nonce, sealed, data)?.equals(plain) === true &&
      decrypt(key, nonce, altered, data) === null
    )
  },
  // RFC 5869, test case 3
  'hkdf-sha256': () =>
    deriveKey(Buffer.alloc(22, 0x0b), Buffer.alloc(0), '', 42).equals(
      hex('8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8'),
    ),
  // RFC 7748, section 6.1
  x25519: () => {
    const bob = hex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb')
    const bobPublic = hex('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f')
    const alicePublic = hex('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a')
    const shared = hex('4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742')
    return publicKeyOf('x25519', bob).equals(bobPublic) && agree(bob, alicePublic).equals(shared)
  },
  // RFC 8032, section 7.1, test 2
  ed25519: () => {
    const secret = hex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb')
    const publicKey = hex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c')
    const signature = hex(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    )
    const message = hex('72')
    return (
      publicKeyOf('ed25519', secret).equals(publicKey) &&
      signBytes(secret, message).equals(signature) &&
      signatureHolds(publicKey, message, signature) &&
      !signatureHolds(publicKey, hex('73'), signature)
    )
  },
  // FIPS 180-2, appendix B.1
  sha256: () =>
    createHash('sha256').update('abc').digest('hex') ===
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  // RFC 4231, test case 2
  'hmac-sha256': () =>
    hmac(Buffer.from('Jefe'), 'what do ya want for nothing?').equals(
      hex('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'),
    ),
}

/** Runs every primitive against published answers. Throws `vault.self-test` with the `primitive` that is wrong. */
export async function selfTest(): Promise<void> {
  for (const [primitive, holds] of Object.entries(tests)) {
    const right = await attempt(holds)
    if (!right) throw new LakanaError('vault.self-test', { primitive })
  }
}

/** The same, each with its outcome. */
export async function selfTests(): Promise<{ name: string; ok: boolean }[]> {
  const outcomes: { name: string; ok: boolean }[] = []
  for (const [name, holds] of Object.entries(tests)) outcomes.push({ name, ok: await attempt(holds) })
  return outcomes
}

async function attempt(holds: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await holds()
  } catch {
    // An algorithm that this build of the crypto library lacks is a failed test like any other.
    return false
  }
}
