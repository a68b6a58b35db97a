import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { backupStatus } from '../../../src-main/vault/backup.ts'
import { isIntact, openDatabase } from '../../../src-main/vault/database.ts'
import { isPerson, parseKeyring } from '../../../src-main/vault/keyring-format.ts'
import { checkSignatures, newId } from '../../../src-main/vault/keyring-slots.ts'
import {
  openVault,
  openWithRecoveryCode,
  temporaryPassword,
  type VaultSession,
  vaultStatus,
} from '../../../src-main/vault/vault.ts'
import {
  cheapKdf,
  codeOf,
  makeHome,
  newVault,
  otherPassword,
  password,
  person,
  removeHome,
} from '../../support/vault.ts'

const issa = { personId: 'b'.repeat(32), signInName: 'issa.t', displayName: 'Issa Traoré' }
const salif = { personId: 'c'.repeat(32), signInName: 'salif', displayName: 'Salif Zongo' }
const temporary = 'calebasse-orage-77'

let home: string
let skipped = 0
beforeEach(() => {
  home = makeHome()
})
afterEach(() => removeHome(home))

/** As if the person had waited long enough. */
function signIn(signInName: string, word: string): Promise<VaultSession> {
  skipped += 61_000
  const monotonic = () => performance.now() + skipped
  return openVault({ home, signInName, password: word, kdf: cheapKdf, monotonic })
}
const keyring = (file = 'keyring.json') => parseKeyring(readFileSync(join(home, file), 'utf8'))
const children = (session: VaultSession) => session.db.prepare('SELECT name FROM child').pluck().all()

async function opens(signInName: string, word: string): Promise<string | null> {
  return codeOf(async () => {
    const session = await signIn(signInName, word)
    expect(children(session)).toEqual(['Fatimata'])
    session.close()
  })
}

describe('adding a person', () => {
  test('he opens with his own password, vouched for by who added him', async () => {
    const { session } = await newVault(home)
    await session.addPerson(issa, temporary)
    expect(session.people().map(({ since: _since, ...rest }) => rest)).toEqual([
      { personId: person.id, signInName: person.signInName, displayName: person.displayName },
      issa,
    ])
    session.close()
    const [first, second] = keyring().slots.filter(isPerson)
    expect(second?.createdBy).toBe(first?.id)
    expect(vaultStatus(home).signInNames.map(({ signInName }) => signInName)).toEqual(['awa', 'issa.t'])
    expect(await opens('Issa.T', temporary)).toBeNull()
    expect(await opens('awa', password)).toBeNull()
    expect(await opens('issa.t', password)).toBe('session.wrong-password')
  })

  test('may change his password, and add others himself', async () => {
    const { session } = await newVault(home)
    await session.addPerson(issa, temporary)
    session.close()
    const his = await signIn('issa.t', temporary)
    await his.changePassword(temporary, otherPassword)
    await his.addPerson(salif, temporary)
    his.close()
    expect(await opens('issa.t', otherPassword)).toBeNull()
    expect(await opens('salif', temporary)).toBeNull()
  })

  test('not under a name or id that somebody has, nor with a weak password', async () => {
    const { session } = await newVault(home)
    const add = (more: Partial<typeof issa>, word = temporary) =>
      codeOf(() => session.addPerson({ ...issa, ...more }, word))
    expect(await add({ signInName: ' AWA ' })).toBe('vault.name-taken')
    expect(await add({ personId: person.id })).toBe('vault.name-taken')
    expect(await add({}, 'motdepasse')).toBe('session.password-weak')
    expect(await add({}, 'le champ de Traoré')).toBe('session.password-weak')
    const both = await Promise.all([add({}), add({ personId: newId() })])
    expect(both.toSorted()).toEqual(['vault.name-taken', null].toSorted())
    expect(session.people()).toHaveLength(2)
    session.close()
    expect(await codeOf(() => session.addPerson(salif, temporary))).toBe('session.locked')
  })
})

test('renaming keeps keys and password; the name of another is refused', async () => {
  const { session } = await newVault(home)
  await session.addPerson(issa, temporary)
  session.renamePerson(issa.personId, { signInName: 'issa.b', displayName: 'Issa Barry' })
  session.renamePerson(person.id, { signInName: 'awa', displayName: 'Awa Kaboré Barry' })
  expect(session.displayName).toBe('Awa Kaboré Barry')
  const taken = { signInName: 'ISSA.B', displayName: 'x' }
  expect(await codeOf(() => session.renamePerson(person.id, taken))).toBe('vault.name-taken')
  expect(await codeOf(() => session.renamePerson(salif.personId, taken))).toBe('vault.no-such-person')
  session.close()
  expect(await opens('issa.b', temporary)).toBeNull()
  expect(await opens('issa.t', temporary)).toBe('session.wrong-password')
  expect(await opens('awa', password)).toBeNull()
})

test('a password given anew: other keys, the old word opens nothing, his wait is over', async () => {
  const { session } = await newVault(home)
  await session.addPerson(issa, temporary)
  await session.addPerson(salif, temporary)
  session.close()
  const his = await signIn('issa.t', temporary)
  await his.renamePerson(salif.personId, { signInName: 'salif', displayName: 'Salif Z.' })
  const first = his.personSigningKey.publicKey
  his.close()
  expect(await opens('issa.t', 'pas le bon mot')).toBe('session.wrong-password')

  const again = await signIn('awa', password)
  expect(await codeOf(() => again.resetPassword(person.id, otherPassword))).toBe('vault.not-yourself')
  expect(await codeOf(() => again.resetPassword(newId(), otherPassword))).toBe('vault.no-such-person')
  expect(await codeOf(() => again.resetPassword(issa.personId, 'motdepasse'))).toBe('session.password-weak')
  await again.resetPassword(issa.personId, otherPassword)
  again.close()
  expect(await opens('issa.t', temporary)).toBe('session.wrong-password')
  const renewed = await signIn('issa.t', otherPassword)
  expect(renewed.personSigningKey.publicKey.equals(first)).toBe(false)
  renewed.close()
  // What his old key had vouched for is vouched for anew.
  expect(await opens('salif', temporary)).toBeNull()
})

test('a stronger default or PC raises the cost at the next change of password, and nothing lowers it', async () => {
  const { session } = await newVault(home)
  session.close()
  const costs = () => keyring().slots.filter(isPerson)[0]?.kdf
  const stronger = await openVault({ home, signInName: 'awa', password, kdf: { ...cheapKdf, iterations: 4 } })
  await stronger.changePassword(password, otherPassword)
  stronger.close()
  expect(costs()).toMatchObject({ ...cheapKdf, iterations: 4 })
  const weaker = await openVault({ home, signInName: 'awa', password: otherPassword, kdf: cheapKdf })
  await weaker.changePassword(otherPassword, password)
  weaker.close()
  expect(costs()).toMatchObject({ ...cheapKdf, iterations: 4 })
  const tuned = await openVault({ home, signInName: 'awa', password })
  await tuned.changePassword(password, otherPassword)
  tuned.close()
  expect(costs()?.memoryKiB).toBe(65_536)
  expect(costs()?.iterations).toBeGreaterThanOrEqual(4)
})

test('temporary passwords: five plain words, never the same, never refused', async () => {
  const made = await Promise.all(Array.from({ length: 30 }, () => temporaryPassword(['Awa Kaboré', 'Boulsa'])))
  expect(new Set(made).size).toBe(30)
  for (const each of made) expect(each).toMatch(/^[a-z]+(-[a-z]+){4}$/)
})

describe('removing a person', () => {
  test('renews the key of the file for all who remain, absent ones and the sheet among them', async () => {
    const { session, recoveryCode } = await newVault(home)
    await session.addPerson(issa, temporary)
    await session.addPerson(salif, temporary)
    const oldKey = session.withDatabaseKey((key) => Buffer.from(key))
    const oldKeyring = session.keyringText()
    const oldDb = session.db
    const steps: string[] = []
    await session.removePerson(issa.personId, { progress: ({ step }) => steps.push(step) })
    expect(new Set(steps)).toEqual(new Set(['backup', 'copy', 'rekey', 'check']))
    expect(oldDb.open).toBe(false)
    session.db.exec(`INSERT INTO child VALUES ('Adama'); DELETE FROM child WHERE name = 'Adama'`)
    expect(isIntact(session.db)).toBe(true)
    expect(session.people().map(({ signInName }) => signInName)).toEqual(['awa', 'salif'])
    await session.addPerson({ ...issa, personId: newId() }, otherPassword)
    session.close()

    const now = keyring()
    expect(now.generations).toEqual([2])
    expect(keyring('keyring.json.bak').generations).toEqual([2])
    checkSignatures(now)
    expect(await codeOf(() => openDatabase(join(home, 'office.db'), oldKey).close())).toBe('vault.database-damaged')
    expect(await opens('issa.t', temporary)).toBe('session.wrong-password')
    expect(await opens('issa.t', otherPassword)).toBeNull()
    expect(await opens('salif', temporary)).toBeNull()
    expect(await opens('awa', password)).toBeNull()
    const recovery = await openWithRecoveryCode({ home, code: recoveryCode })
    expect(recovery.db.prepare('SELECT name FROM child').pluck().all()).toEqual(['Fatimata'])
    recovery.close()
    expect(readdirSync(home).filter((name) => name.includes('.next'))).toEqual([])

    // The backup of before opens with the key and keyring of its day.
    const [before] = backupStatus(home).all
    expect(before?.reason).toBe('before-rekey')
    const folder = join(home, 'backups', before?.name ?? '')
    openDatabase(join(folder, 'office.db'), oldKey, { readonly: true }).close()
    expect(readFileSync(join(folder, 'keyring.json'), 'utf8')).toBe(oldKeyring)
  })

  test('twice, by one who had been added by the first who left', async () => {
    const { session } = await newVault(home)
    await session.addPerson(issa, temporary)
    session.close()
    const his = await signIn('issa.t', temporary)
    await his.addPerson(salif, temporary)
    await his.removePerson(person.id)
    expect(keyring().generations).toEqual([2])
    await his.removePerson(salif.personId)
    expect(keyring().generations).toEqual([3])
    expect(children(his)).toEqual(['Fatimata'])
    his.close()
    expect(await opens('issa.t', temporary)).toBeNull()
    expect(vaultStatus(home).signInNames).toHaveLength(1)
  })

  test('not oneself; somebody already gone only renews the key', async () => {
    const { session } = await newVault(home)
    expect(await codeOf(() => session.removePerson(person.id))).toBe('vault.not-yourself')
    await session.removePerson(issa.personId)
    expect(keyring().generations).toEqual([2])
    session.close()
    expect(await opens('awa', password)).toBeNull()
  })

  test.each(['backup', 'copy', 'rekey', 'check'])('cancelled during %s, nothing has happened', async (wanted) => {
    const { session } = await newVault(home)
    await session.addPerson(issa, temporary)
    const before = readFileSync(join(home, 'keyring.json'), 'utf8')
    let reached = ''
    const checkCancelled = () => {
      if (reached === wanted) throw Object.assign(new Error(), { code: 'call.cancelled' })
    }
    const progress = ({ step }: { step: string }) => {
      reached = step
    }
    expect(await codeOf(() => session.removePerson(issa.personId, { progress, checkCancelled }))).toBe('call.cancelled')
    expect(readFileSync(join(home, 'keyring.json'), 'utf8')).toBe(before)
    expect(existsSync(join(home, 'office.db.next'))).toBe(false)
    session.db.exec(`INSERT INTO child VALUES ('Adama'); DELETE FROM child WHERE name = 'Adama'`)
    session.close()
    expect(await opens('issa.t', temporary)).toBeNull()
    expect(await opens('awa', password)).toBeNull()
  })

  test('a write in the middle stops it: no change may be left behind', async () => {
    const { session } = await newVault(home)
    const progress = ({ step }: { step: string }) => {
      if (step === 'check') session.db.exec(`INSERT INTO child VALUES ('Adama')`)
    }
    expect(await codeOf(() => session.removePerson(issa.personId, { progress }))).toBe('vault.in-use')
    expect(children(session)).toEqual(['Fatimata', 'Adama'])
    session.close()
  })
})
