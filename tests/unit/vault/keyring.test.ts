import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canonical } from '../../../src-main/domain/ledger/canonical.ts'
import {
  isPerson,
  type Keyring,
  keyringText,
  type PersonSlot,
  parseKeyring,
} from '../../../src-main/vault/keyring-format.ts'
import { checkSignatures, newId, newPersonSlot, openPersonSlot } from '../../../src-main/vault/keyring-slots.ts'
import { unsealDatabaseKeys } from '../../../src-main/vault/open-vault.ts'
import { openVault, openWithRecoveryCode, vaultStatus } from '../../../src-main/vault/vault.ts'
import {
  cheapKdf,
  codeOf,
  makeHome,
  newVault,
  office,
  otherPassword,
  password,
  person,
  removeHome,
} from '../../support/vault.ts'

let home: string
let file: string
let text: string

beforeEach(async () => {
  home = makeHome()
  file = join(home, 'keyring.json')
  const { session } = await newVault(home)
  session.close()
  text = readFileSync(file, 'utf8')
})
afterEach(() => removeHome(home))

const signIn = () => openVault({ home, signInName: 'awa', password })
const put = (keyring: unknown) => writeFileSync(file, withChecksum(keyring))
const read = () => JSON.parse(text) as Keyring
const firstPerson = (keyring: Keyring): PersonSlot => keyring.slots.filter(isPerson)[0]!

describe('reading', () => {
  test('shows the header and the names, and nothing that is secret', () => {
    expect(vaultStatus(home)).toEqual({
      state: 'locked',
      header: office,
      signInNames: [{ signInName: 'awa', displayName: 'Awa Kaboré' }],
      regionOfficer: null,
      keyringFromCopy: false,
    })
  })

  test('is strict', async () => {
    for (const wrong of [
      text.trimEnd(),
      ` ${text}`,
      text.replace('{', '{ '),
      text.replace('{', '{"__proto__":{},'),
      text.replace('{', '{"checksum":"","checksum":"",'),
      text.replace('"training":false', '"training":true'),
      '',
      'null',
      '[]',
    ]) {
      expect(await codeOf(() => parseKeyring(wrong))).toBe('vault.keyring-damaged')
    }
    expect(await codeOf(() => parseKeyring(withChecksum({ ...read(), more: 1 })))).toBe('vault.keyring-damaged')
    expect(await codeOf(() => parseKeyring(withChecksum({ ...read(), version: 2 })))).toBe('vault.keyring-from-future')
  })

  test('a keyring of the future is not taken for a damaged one', async () => {
    put({ ...read(), version: 2 })
    writeFileSync(`${file}.bak`, text)
    expect(await codeOf(() => vaultStatus(home))).toBe('vault.keyring-from-future')
  })

  test('falls back to the copy, says so, and repairs the file', async () => {
    writeFileSync(`${file}.bak`, text)
    writeFileSync(file, text.slice(0, 700))
    expect(vaultStatus(home).keyringFromCopy).toBe(true)
    const session = await signIn()
    expect(session.keyringFromCopy).toBe(true)
    session.close()
    expect(readFileSync(file, 'utf8')).toBe(text)
    expect(existsSync(`${file}.damaged`)).toBe(true)
    expect(vaultStatus(home).keyringFromCopy).toBe(false)
  })

  test('a database without any keyring is a damaged vault, never an empty one', async () => {
    rmSync(file)
    expect(await codeOf(() => vaultStatus(home))).toBe('vault.keyring-missing')
    expect(await codeOf(() => newVault(home))).toBe('vault.keyring-missing')
  })
})

describe('tampering', () => {
  test('any changed byte of the file is found before any password', async () => {
    const bytes = Buffer.from(text)
    for (let i = 0; i < bytes.length; i++) {
      for (const mask of [0x01, 0x20, 0x80]) {
        const copy = Buffer.from(bytes)
        copy[i] = (copy[i] ?? 0) ^ mask
        expect(await codeOf(() => parseKeyring(copy.toString('utf8')))).toMatch(
          /^vault\.keyring-(damaged|from-future)$/,
        )
      }
    }
    for (let i = 0; i < bytes.length; i++) {
      expect(await codeOf(() => parseKeyring(bytes.subarray(0, i).toString('utf8')))).toBe('vault.keyring-damaged')
    }
  })

  test('any changed byte is found by who repairs the checksum too', async () => {
    const slot = firstPerson(read())
    const keys = await openPersonSlot(read().vaultId, slot, password)
    let survivors = 0
    for (let i = 0; i < text.length; i++) {
      for (const mask of [0x01, 0x02]) {
        const altered = repaired(
          `${text.slice(0, i)}${String.fromCharCode(text.charCodeAt(i) ^ mask)}${text.slice(i + 1)}`,
        )
        if (altered === null || altered === text) continue
        survivors++
        const code = await codeOf(() => {
          const keyring = parseKeyring(altered)
          checkSignatures(keyring)
          unsealDatabaseKeys(keyring, firstPerson(keyring), Buffer.from(keys!.agreement))
        })
        expect(code, `byte ${i}: ${text.slice(i - 20, i + 5)}`).toMatch(
          /^vault\.keyring-(damaged|tampered|from-future)$/,
        )
      }
    }
    expect(survivors).toBeGreaterThan(500)
  })

  test('through the door: header, public keys, boxes, MAC, people', async () => {
    const stranger = await newPersonSlot(
      read().vaultId,
      { ...asNew, signInName: 'eve', personId: newId() },
      otherPassword,
      cheapKdf,
      new Map([[1, randomBytes(32)]]),
      new Date().toISOString(),
    )
    const changes: ((keyring: Keyring) => unknown)[] = [
      (k) => ({ ...k, office: { ...k.office, training: true } }),
      (k) => ({ ...k, revision: k.revision + 1 }),
      (k) => ({ ...k, macs: k.macs.map((m) => ({ ...m, mac: randomBytes(32).toString('base64') })) }),
      (k) => ({ ...k, slots: k.slots.filter(isPerson) }),
      (k) => ({ ...k, slots: k.slots.toReversed() }),
      (k) => ({ ...k, slots: [...k.slots, stranger.slot] }),
      (k) => ({ ...k, slots: k.slots.map((s) => ({ ...s, publicKey: stranger.slot.publicKey })) }),
      (k) => ({ ...k, slots: k.slots.map((s) => (isPerson(s) ? { ...s, signingKey: stranger.slot.signingKey } : s)) }),
      (k) => ({ ...k, slots: k.slots.map((s) => (isPerson(s) ? { ...s, displayName: 'Eve' } : s)) }),
      (k) => ({ ...k, slots: k.slots.map((s) => ({ ...s, databaseKeys: stranger.slot.databaseKeys })) }),
    ]
    for (const change of changes) {
      put(change(read()))
      rmSync(join(home, 'attempts.json'), { force: true })
      expect(await codeOf(signIn)).toBe('vault.keyring-tampered')
    }
  })

  test('a stranger who adds himself gets no further than his own slot', async () => {
    const asEve = { ...asNew, signInName: 'eve', personId: newId() }
    const wrongKeys = new Map([[1, randomBytes(32)]])
    const { slot } = await newPersonSlot(
      read().vaultId,
      asEve,
      otherPassword,
      cheapKdf,
      wrongKeys,
      new Date().toISOString(),
    )
    put({ ...read(), slots: [...read().slots, slot] })
    expect(await codeOf(() => openVault({ home, signInName: 'eve', password: otherPassword }))).toBe(
      'vault.keyring-tampered',
    )
  })

  test('lowered KDF parameters are named before any derivation', async () => {
    const withKdf = (kdf: object) => {
      const keyring = read()
      return { ...keyring, slots: keyring.slots.map((s) => (isPerson(s) ? { ...s, kdf: { ...s.kdf, ...kdf } } : s)) }
    }
    for (const kdf of [{ memoryKiB: 8 }, { memoryKiB: 19_457 }, { iterations: 1 }, { memoryKiB: 4_194_304 }]) {
      put(withKdf(kdf))
      const start = performance.now()
      expect(await codeOf(signIn)).toBe('vault.keyring-tampered')
      expect(performance.now() - start).toBeLessThan(60)
    }
  })

  test('a recovery slot put there by a stranger opens nothing', async () => {
    const { session, recoveryCode: code } = await newVault(join(home, 'two'))
    session.close()
    expect(await codeOf(() => openWithRecoveryCode({ home, code }))).toBe('vault.recovery-code')
    const other = JSON.parse(readFileSync(join(home, 'two', 'keyring.json'), 'utf8')) as Keyring
    put({ ...read(), slots: [firstPerson(read()), ...other.slots.filter((slot) => slot.kind === 'recovery')] })
    expect(await codeOf(() => openWithRecoveryCode({ home, code }))).toBe('vault.keyring-tampered')
    expect(await codeOf(signIn)).toBe('vault.keyring-tampered')
  })
})

const { id: _id, ...names } = person
const asNew = { personId: person.id, ...names }

/** Canonical text with a checksum that fits: what somebody with the sources can make. */
function withChecksum(value: unknown): string {
  const { checksum: _old, ...rest } = value as Keyring
  const checksum = createHash('sha256')
    .update(canonical(rest as never))
    .digest('hex')
  return `${canonical({ ...rest, checksum } as never)}\n`
}

function repaired(altered: string): string | null {
  try {
    const value = JSON.parse(altered)
    const text = withChecksum(value)
    return text === keyringText(value) ? text : null
  } catch {
    return null
  }
}
