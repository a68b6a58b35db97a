import { argon2Sync, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { deriveKek, kdfBounds, newKdfParams, tuneKdf } from '../../../src-main/vault/kdf.ts'
import { newPrivateKey, publicKeyOf } from '../../../src-main/vault/key-pairs.ts'
import { open, openSealed, type SealContext, seal, sealTo } from '../../../src-main/vault/seal.ts'
import { selfTest } from '../../../src-main/vault/self-test.ts'
import { fingerprintWords } from '../../../src-main/vault/words.ts'
import { cheapKdf, codeOf } from '../../support/vault.ts'

// The program's own Argon2, not that of `tests/support/native-argon2.ts`.
vi.unmock('hash-wasm')

const context: SealContext = {
  format: 1,
  vault: 'f'.repeat(32),
  slot: 'e'.repeat(32),
  kind: 'person',
  purpose: 'database-key',
  kdf: null,
  generation: 1,
}

describe('kdf', () => {
  test('gives what another Argon2id gives', async () => {
    const params = newKdfParams(cheapKdf)
    const theirs = argon2Sync('argon2id', {
      message: Buffer.from(password),
      nonce: Buffer.from(params.salt, 'base64'),
      parallelism: 1,
      tagLength: 32,
      memory: params.memoryKiB,
      passes: params.iterations,
    })
    expect((await deriveKek(password, params)).equals(theirs)).toBe(true)
  })

  test('takes the same word however it was typed', async () => {
    const params = newKdfParams(cheapKdf)
    const [nfc, nfd, bytes] = await Promise.all([
      deriveKek('Ouédraogo'.normalize('NFC'), params),
      deriveKek('Ouédraogo'.normalize('NFD'), params),
      deriveKek(Buffer.from('Ouédraogo'.normalize('NFD')), params),
    ])
    expect(nfc.equals(nfd)).toBe(true)
    expect(nfc.equals(bytes)).toBe(true)
  })

  test.each([
    { memoryKiB: kdfBounds.memoryKiB.min - 1 },
    { memoryKiB: kdfBounds.memoryKiB.max + 1 },
    { memoryKiB: 65_536.5 },
    { iterations: 1 },
    { iterations: 65 },
    { parallelism: 0 },
    { parallelism: 17 },
    { salt: 'AAAA' },
  ])('refuses %o before deriving', async (wrong) => {
    const start = performance.now()
    const params = { ...newKdfParams(cheapKdf), ...wrong }
    expect(await codeOf(() => deriveKek(password, params))).toBe('vault.kdf-out-of-bounds')
    expect(performance.now() - start).toBeLessThan(50)
  })

  test('is never tuned below the default', async () => {
    expect(await tuneKdf(1)).toEqual({ memoryKiB: 65_536, iterations: 3, parallelism: 1 })
  })
})

describe('seal', () => {
  const changes: Partial<SealContext>[] = [
    { format: 2 },
    { vault: '0'.repeat(32) },
    { slot: '0'.repeat(32) },
    { kind: 'recovery' },
    { purpose: 'private-keys' },
    { kdf: newKdfParams(cheapKdf) },
    { generation: 2 },
  ]

  test('opens with the same key and context, and with no other', () => {
    const key = randomBytes(32)
    const plain = randomBytes(64)
    const sealed = seal(key, plain, context)
    expect(open(key, sealed, context)).toEqual(plain)
    expect(open(randomBytes(32), sealed, context)).toBeNull()
    for (const change of changes) expect(open(key, sealed, { ...context, ...change })).toBeNull()
  })

  test('a box opens for its recipient only', () => {
    const [mine, other] = [newPrivateKey(), newPrivateKey()]
    const plain = randomBytes(32)
    const box = sealTo(publicKeyOf('x25519', mine), plain, context)
    expect(box.length).toBe(80)
    expect(openSealed(mine, box, context)).toEqual(plain)
    expect(openSealed(other, box, context)).toBeNull()
    for (const change of changes) expect(openSealed(mine, box, { ...context, ...change })).toBeNull()
  })

  test('finds every changed or missing byte', () => {
    const secret = newPrivateKey()
    const key = randomBytes(32)
    const sealed = seal(key, randomBytes(64), context)
    const box = sealTo(publicKeyOf('x25519', secret), randomBytes(32), context)
    for (let i = 0; i < sealed.length; i++) expect(open(key, flipped(sealed, i), context)).toBeNull()
    for (let i = 0; i < box.length; i++) expect(openSealed(secret, flipped(box, i), context)).toBeNull()
    for (let i = 0; i < box.length; i++) expect(openSealed(secret, box.subarray(0, i), context)).toBeNull()
  })

  test('a point of small order opens nothing and throws nothing', () => {
    expect(openSealed(newPrivateKey(), Buffer.alloc(80), context)).toBeNull()
  })
})

test('the self-test holds here', async () => {
  await expect(selfTest()).resolves.toBeUndefined()
})

test('fingerprints are ten French words, stable and different', () => {
  expect(fingerprintWords(Buffer.from('x'))).toEqual(
    'cesser junior lointain fuite foudre boussole admirer éjecter octroyer sinistre'.split(' '),
  )
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.uint8Array({ minLength: 1 }), (a, b) => {
      const words = fingerprintWords(a)
      expect(words).toHaveLength(10)
      expect(words.every((word) => word.length > 2)).toBe(true)
      if (!Buffer.from(a).equals(Buffer.from(b))) expect(fingerprintWords(b)).not.toEqual(words)
    }),
  )
})

const password = 'mangue verte 41'

function flipped(bytes: Buffer, index: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[index] = (copy[index] ?? 0) ^ 0x10
  return copy
}
