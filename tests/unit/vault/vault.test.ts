import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { signatureHolds } from '../../../src-main/vault/key-pairs.ts'
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
beforeEach(() => {
  home = makeHome()
})
afterEach(() => removeHome(home))

let skipped = 0
const monotonic = () => performance.now() + skipped
const signIn = (word: string, signInName = 'awa') =>
  openVault({ home, signInName, password: word, kdf: cheapKdf, monotonic })
/** As if the person had waited long enough. */
const sitOut = () => {
  skipped += 61_000
}

describe('creating', () => {
  test('makes a vault that is open, and opens again', async () => {
    expect(vaultStatus(home)).toEqual({ state: 'empty', signInNames: [], regionOfficer: null, keyringFromCopy: false })
    const { session, recoveryCode } = await newVault(home)
    expect(recoveryCode).toHaveLength(47)
    expect(session).toMatchObject({ personId: person.id, signInName: 'awa', office, failedTries: 0 })
    expect(session.db.prepare('SELECT name FROM child').pluck().all()).toEqual(['Fatimata'])
    session.close()
    const again = await signIn(password)
    expect(again.db.prepare('SELECT name FROM child').pluck().all()).toEqual(['Fatimata'])
    again.close()
  })

  test('not twice, and not with a weak password or derivation', async () => {
    expect(await codeOf(() => newVault(home, { password: 'motdepasse' }))).toBe('session.password-weak')
    expect(await codeOf(() => newVault(home, { password: 'Awa Kaboré 1990' }))).toBe('session.password-weak')
    const weak = { ...cheapKdf, memoryKiB: 1024 }
    expect(await codeOf(() => newVault(home, { kdf: weak }))).toBe('vault.kdf-out-of-bounds')
    expect(vaultStatus(home).state).toBe('empty')
    const { session } = await newVault(home)
    expect(await codeOf(() => newVault(home))).toBe('session.already-set-up')
    session.close()
    expect(await codeOf(() => newVault(home))).toBe('session.already-set-up')
  })

  test('nothing has come into being when the filling fails', async () => {
    const prepare = () => {
      throw new Error('migration')
    }
    await expect(newVault(home, { prepare })).rejects.toThrow('migration')
    expect(vaultStatus(home).state).toBe('empty')
    const { session } = await newVault(home)
    session.close()
  })
})

describe('signing in', () => {
  test('case, spaces and composition of the name and word do not matter', async () => {
    const { session } = await newVault(home, { password: 'été à Dédougou 9' })
    session.close()
    for (const name of ['AWA', ' awa ', 'Awa']) {
      const open = await signIn('été à Dédougou 9'.normalize('NFD'), name)
      open.close()
    }
  })

  test('a wrong name and a wrong word look the same and cost the same', async () => {
    const { session } = await newVault(home)
    session.close()
    const cost = async (name: string) => {
      sitOut()
      const start = performance.now()
      expect(await codeOf(() => signIn('pas le bon mot', name))).toBe('session.wrong-password')
      return performance.now() - start
    }
    const known = Math.min(await cost('awa'), await cost(' awa'), await cost('AWA'))
    const unknown = await cost('nobody')
    expect(unknown).toBeGreaterThan(known * 0.4)
  })

  test('a session closed holds no key and does nothing', async () => {
    const { session } = await newVault(home)
    const lent = session.withDatabaseKey((key) => key)
    expect(lent.some((byte) => byte !== 0)).toBe(true)
    const signature = session.personSigningKey.sign(Buffer.from('x'))
    expect(signatureHolds(session.personSigningKey.publicKey, Buffer.from('x'), signature)).toBe(true)
    session.db.exec(`BEGIN; INSERT INTO child VALUES ('unfinished')`)
    session.close()
    session.close()
    expect(session.closed).toBe(true)
    expect(lent.every((byte) => byte === 0)).toBe(true)
    expect(() => session.personSigningKey.sign(Buffer.from('x'))).toThrow('session.locked')
    expect(() => session.withDatabaseKey(() => 0)).toThrow('session.locked')
    expect(() => session.renewRecoveryCode()).toThrow('session.locked')
    expect(await codeOf(() => session.changePassword(password, otherPassword))).toBe('session.locked')
    expect(session.db.open).toBe(false)
    const again = await signIn(password)
    expect(again.db.prepare('SELECT name FROM child').pluck().all()).toEqual(['Fatimata'])
    again.close()
  })

  test('a damaged or missing database is named', async () => {
    const { session } = await newVault(home)
    session.close()
    const file = join(home, 'office.db')
    const bytes = readFileSync(file)
    writeFileSync(file, Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(50), bytes.subarray(150)]))
    expect(await codeOf(() => signIn(password))).toBe('vault.database-damaged')
    rmSync(file)
    expect(await codeOf(() => signIn(password))).toBe('vault.database-missing')
    writeFileSync(file, bytes)
    const again = await signIn(password)
    again.close()
  })
})

describe('change of password', () => {
  test('the new one opens, the old one does not, nowhere', async () => {
    const { session } = await newVault(home)
    const key = session.withDatabaseKey((lent) => Buffer.from(lent))
    await session.changePassword(password, otherPassword)
    session.close()
    expect(await codeOf(() => signIn(password))).toBe('session.wrong-password')
    sitOut()
    const again = await signIn(otherPassword)
    expect(again.withDatabaseKey((lent) => lent.equals(key))).toBe(true)
    again.close()
    expect(readFileSync(join(home, 'keyring.json.bak'))).toEqual(readFileSync(join(home, 'keyring.json')))
  })

  test('refuses a wrong old one and a weak new one, and changes nothing', async () => {
    const { session } = await newVault(home)
    const before = readFileSync(join(home, 'keyring.json'))
    expect(await codeOf(() => session.changePassword('pas le bon mot', otherPassword))).toBe('session.wrong-password')
    expect(await codeOf(() => session.changePassword(password, otherPassword))).toBe('session.wait')
    session.close()
    sitOut()
    const again = await signIn(password)
    expect(await codeOf(() => again.changePassword(password, 'motdepasse'))).toBe('session.password-weak')
    again.close()
    expect(readFileSync(join(home, 'keyring.json'))).toEqual(before)
  })
})

describe('recovery', () => {
  test('opens without a password, gives a new one and a new code', async () => {
    const { session, recoveryCode } = await newVault(home)
    const first = session.personSigningKey.publicKey
    session.close()
    const recovery = await openWithRecoveryCode({
      home,
      kdf: cheapKdf,
      code: recoveryCode.toLowerCase().replaceAll('-', ' '),
    })
    expect(recovery.db.prepare('SELECT name FROM child').pluck().all()).toEqual(['Fatimata'])
    expect(await codeOf(() => recovery.resetPassword('nobody', otherPassword))).toBe('session.wrong-password')
    expect(await codeOf(() => recovery.resetPassword('awa', 'motdepasse'))).toBe('session.password-weak')
    const reset = await recovery.resetPassword('awa', otherPassword)
    recovery.close()
    expect(reset.session.db.open).toBe(true)
    expect(reset.session.personId).toBe(person.id)
    expect(reset.session.personSigningKey.publicKey.equals(first)).toBe(false)
    await reset.session.changePassword(otherPassword, password)
    reset.session.close()

    expect(await codeOf(() => openWithRecoveryCode({ home, code: recoveryCode }))).toBe('vault.recovery-code')
    const again = await openWithRecoveryCode({ home, code: reset.recoveryCode })
    again.close()
    expect(again.db.open).toBe(false)
    const own = await signIn(password)
    own.close()
  })

  test('a new sheet voids the old one', async () => {
    const { session, recoveryCode } = await newVault(home)
    const next = session.renewRecoveryCode()
    session.close()
    expect(await codeOf(() => openWithRecoveryCode({ home, code: recoveryCode }))).toBe('vault.recovery-code')
    const recovery = await openWithRecoveryCode({ home, code: next })
    recovery.close()
  })
})

test('the header changes with the office', async () => {
  const { session } = await newVault(home)
  session.updateOffice({ ...office, name: 'Service de Boulsa' })
  session.close()
  expect(vaultStatus(home).header?.name).toBe('Service de Boulsa')
  const again = await signIn(password)
  again.close()
})

test('two vaults beside each other do not know of each other', async () => {
  const two = join(home, 'training')
  mkdirSync(two)
  const [a, b] = [await newVault(home), await newVault(two)]
  a.session.close()
  expect(b.session.db.open).toBe(true)
  b.session.close()
})
