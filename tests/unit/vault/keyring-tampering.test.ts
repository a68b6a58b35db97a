import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonical } from '../../../src-main/domain/ledger/canonical.ts'
import { newPrivateKey, publicKeyOf } from '../../../src-main/vault/key-pairs.ts'
import { isPerson, type Keyring, keyringText, parseKeyring, type Slot } from '../../../src-main/vault/keyring-format.ts'
import { checkSignatures, openPersonSlot } from '../../../src-main/vault/keyring-slots.ts'
import { unsealDatabaseKeys } from '../../../src-main/vault/open-vault.ts'
import { openVault } from '../../../src-main/vault/vault.ts'
import { cheapKdf, codeOf, makeHome, newVault, password, removeHome } from '../../support/vault.ts'

const issa = { personId: 'b'.repeat(32), signInName: 'issa.t', displayName: 'Issa Traoré' }
const salif = { personId: 'c'.repeat(32), signInName: 'salif', displayName: 'Salif Zongo' }

/** A keyring with everything in it: three people, a sheet, a region, and two generations of the key, a rotation having been stopped. */
let home: string
let text: string
let agreement: Buffer
beforeAll(async () => {
  home = makeHome()
  const at = (point: string) => {
    if (point === 'rotation.keyring-written') throw new Error('stopped')
  }
  const { session } = await newVault(home, { hooks: { at } })
  await session.addPerson(issa, 'calebasse-orage-77')
  await session.addPerson(salif, 'calebasse-orage-77')
  session.setRegion({ officer: 'Direction régionale', publicKey: publicKeyOf('x25519', newPrivateKey()) })
  await expect(session.removePerson('f'.repeat(32))).rejects.toThrow('stopped')
  text = readFileSync(join(home, 'keyring.json'), 'utf8')
  const own = read().slots.filter(isPerson)[0]
  const keys = own && (await openPersonSlot(read().vaultId, own, password))
  agreement = keys?.agreement ?? Buffer.alloc(0)
})
afterAll(() => removeHome(home))

const read = () => JSON.parse(text) as Keyring

/** What an opening does before it touches office.db. */
function hold(altered: string): void {
  const keyring = parseKeyring(altered)
  checkSignatures(keyring)
  const own = keyring.slots.filter(isPerson)[0]
  if (own) unsealDatabaseKeys(keyring, own, Buffer.from(agreement))
}

test('it is what it is said to be, and holds unaltered', () => {
  expect(read().generations).toEqual([1, 2])
  expect(
    read()
      .slots.map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(['person', 'person', 'person', 'recovery', 'region'])
  hold(text)
})

// One in five each run, beginning anywhere: the keyring of one person is walked wholly elsewhere.
test('any changed byte is found, checksum repaired or not', async () => {
  let repaired = 0
  for (let i = Math.floor(Math.random() * 5); i < text.length; i += 5) {
    const changed = `${text.slice(0, i)}${String.fromCharCode(text.charCodeAt(i) ^ 1)}${text.slice(i + 1)}`
    expect(await codeOf(() => hold(changed))).toMatch(/^vault\.keyring-(damaged|from-future)$/)
    const sound = withChecksum(changed)
    if (sound === null || sound === text) continue
    repaired++
    const code = await codeOf(() => hold(sound))
    expect(code, `byte ${i}: ${text.slice(i - 20, i + 5)}`).toMatch(/^vault\.keyring-(damaged|tampered|from-future)$/)
  }
  expect(repaired).toBeGreaterThan(300)
})

test('anything exchanged between two slots is found', async () => {
  const fields = [
    'publicKey',
    'signingKey',
    'databaseKeys',
    'privateKeys',
    'kdf',
    'secretSignature',
    'signature',
    'createdBy',
    'personId',
    'id',
  ]
  let tried = 0
  for (const field of fields) {
    const { slots } = read()
    for (const [i, one] of slots.entries()) {
      for (const [j, other] of slots.entries()) {
        if (j <= i || !(field in one) || !(field in other)) continue
        const [a, b] = [one as unknown as Record<string, unknown>, other as unknown as Record<string, unknown>]
        if (JSON.stringify(a[field]) === JSON.stringify(b[field])) continue
        const swapped = slots
          .with(i, { ...one, [field]: b[field] } as Slot)
          .with(j, { ...other, [field]: a[field] } as Slot)
        const altered = withChecksum(JSON.stringify({ ...read(), slots: swapped })) ?? ''
        tried++
        expect(await codeOf(() => hold(altered)), `${field} of ${i} and ${j}`).toBe('vault.keyring-tampered')
      }
    }
  }
  expect(tried).toBeGreaterThan(40)
})

test('a lowered derivation of anybody is found before anything is derived, and boxes of generations cannot change places', async () => {
  for (const slot of read().slots.filter(isPerson)) {
    for (const kdf of [{ memoryKiB: 8 }, { memoryKiB: 19_457 }, { iterations: 1 }]) {
      const slots = read().slots.map((each) => (each.id === slot.id ? { ...slot, kdf: { ...slot.kdf, ...kdf } } : each))
      const altered = withChecksum(JSON.stringify({ ...read(), slots })) ?? ''
      expect(await codeOf(() => hold(altered))).toBe('vault.keyring-tampered')
    }
  }
  const slots = read().slots.map((slot) => {
    const [first, second] = slot.databaseKeys
    return first && second
      ? {
          ...slot,
          databaseKeys: [
            { ...first, box: second.box },
            { ...second, box: first.box },
          ],
        }
      : slot
  })
  expect(await codeOf(() => hold(withChecksum(JSON.stringify({ ...read(), slots })) ?? ''))).toBe(
    'vault.keyring-tampered',
  )
})

test('the stopped rotation ends at the next sign-in', async () => {
  writeFileSync(join(home, 'keyring.json'), text)
  const session = await openVault({ home, signInName: 'salif', password: 'calebasse-orage-77', kdf: cheapKdf })
  expect(session.generation).toBe(2)
  session.close()
  expect(parseKeyring(readFileSync(join(home, 'keyring.json'), 'utf8')).generations).toEqual([2])
})

/** Canonical again, with a checksum that fits: what somebody with the sources can make. Null when it is no JSON any more. */
function withChecksum(altered: string): string | null {
  try {
    const { checksum: _old, ...rest } = JSON.parse(altered) as Keyring
    const checksum = createHash('sha256')
      .update(canonical(rest as never))
      .digest('hex')
    return keyringText({ ...rest, checksum })
  } catch {
    return null
  }
}
