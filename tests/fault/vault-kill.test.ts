import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { plainScript } from '../../config/plain-script.ts'
import { backup, backupStatus } from '../../src-main/vault/backup.ts'
import { isIntact, openDatabase } from '../../src-main/vault/database.ts'
import { type VaultPoint, vaultPoints } from '../../src-main/vault/hooks.ts'
import { openVault, openWithRecoveryCode, type VaultSession, vaultStatus } from '../../src-main/vault/vault.ts'
import { someMoments } from '../support/some-moments.ts'
import { cheapKdf, codeOf, makeHome, newVault, otherPassword, password, removeHome } from '../support/vault.ts'

let childFile = ''
let home: string
let skipped = 0
beforeAll(async () => {
  childFile = await plainScript('tests/support/vault-child.ts', 'vault-child')
})
beforeEach(() => {
  home = makeHome()
})
afterEach(() => removeHome(home))

const of = (subject: string): VaultPoint[] => vaultPoints.filter((point) => point.startsWith(`${subject}.`))
const monotonic = () => performance.now() + skipped

function signIn(word: string): Promise<VaultSession> {
  skipped += 61_000
  return openVault({ home, signInName: 'awa', password: word, kdf: cheapKdf, monotonic })
}

/** Runs it until it kills itself; gives the lines it had printed. */
function killed(action: string, point: string, more: string[] = []): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [childFile, action, home, point, ...more])
    let said = ''
    let failure = ''
    child.stdout.on('data', (text) => {
      said += text
    })
    child.stderr.on('data', (text) => {
      failure += text
    })
    child.once('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(said.split('\n').slice(0, -1))
      else reject(new Error(`${action} was not killed at ${point}: ${failure}`))
    })
  })
}

function expectSound(session: VaultSession): void {
  expect(isIntact(session.db)).toBe(true)
  expect(session.db.prepare(`SELECT count(*) FROM child WHERE name = 'Fatimata'`).pluck().get()).toBe(1)
}

describe('kill -9', () => {
  test.each(someMoments([...of('create'), ...of('keyring')]))('creating, at %s', async (point) => {
    await killed('create', point)
    if (vaultStatus(home).state === 'empty') {
      const { session } = await newVault(home)
      expectSound(session)
      session.close()
    }
    const session = await signIn(password)
    expectSound(session)
    session.close()
    expect(existsSync(join(home, 'office.db.new'))).toBe(false)
    expect(vaultStatus(home).keyringFromCopy).toBe(false)
  })

  test.each(someMoments(of('keyring')))('changing the password, at %s', async (point) => {
    const { session, recoveryCode } = await newVault(home)
    session.close()
    await killed('change-password', point)
    const [opens, refused] = point === 'keyring.renamed' ? [otherPassword, password] : [password, otherPassword]
    expect(await codeOf(() => signIn(refused))).toBe('session.wrong-password')
    const again = await signIn(opens)
    expectSound(again)
    expect(again.keyringFromCopy).toBe(false)
    again.close()
    const recovery = await openWithRecoveryCode({ home, code: recoveryCode })
    recovery.close()
  })

  test.each(someMoments(of('keyring')))('giving a new password by the recovery sheet, at %s', async (point) => {
    const { session, recoveryCode } = await newVault(home)
    session.close()
    await killed('reset-password', point, [recoveryCode])
    const done = point === 'keyring.renamed'
    const again = await signIn(done ? otherPassword : password)
    expectSound(again)
    again.close()
    expect(await codeOf(async () => (await openWithRecoveryCode({ home, code: recoveryCode })).close())).toBe(
      done ? 'vault.recovery-code' : null,
    )
  })

  test.each(someMoments(of('backup')))('backing up, at %s', async (point) => {
    const { session } = await newVault(home)
    const older = backup(session, 'by-hand', new Date('2027-03-04T08:00:00'))
    session.close()
    await killed('backup', point)
    const again = await signIn(password)
    expectSound(again)
    expect(backupStatus(home).all.some(({ name }) => name === older.name)).toBe(true)
    expectBackupsOpen(again)
    backup(again, 'daily', new Date('2027-03-06T08:00:00'))
    expect(readdirSync(join(home, 'backups')).filter((name) => name.startsWith('.'))).toEqual([])
    again.close()
  })

  test('at 6 random moments of writing and backing up nothing acknowledged is lost', async () => {
    const { session } = await newVault(home)
    session.close()
    for (let i = 0; i < 6; i++) {
      const acknowledged = await killed('work', String(Math.floor(Math.random() * 400)))
      const again = await signIn(password)
      expectSound(again)
      const rows = new Set(again.db.prepare('SELECT name FROM child').pluck().all())
      for (const row of acknowledged) expect(rows.has(row)).toBe(true)
      expectBackupsOpen(again)
      again.db.exec(`DELETE FROM child WHERE name <> 'Fatimata'`)
      again.close()
    }
  })
})

describe('a step that fails', () => {
  const failAt = (wanted: VaultPoint) => ({
    at: (point: VaultPoint) => {
      if (point === wanted) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
    },
  })

  test.each([...of('create'), ...of('keyring')])('creating, at %s', async (point) => {
    expect(await codeOf(() => newVault(home, { hooks: failAt(point) }))).not.toBeNull()
    const { session } = vaultStatus(home).state === 'empty' ? await newVault(home) : { session: await signIn(password) }
    expectSound(session)
    session.close()
  })

  test.each(of('keyring'))('changing the password, at %s', async (point) => {
    const { session } = await newVault(home)
    session.close()
    const failing = await openVault({
      home,
      signInName: 'awa',
      password,
      kdf: cheapKdf,
      monotonic,
      hooks: failAt(point),
    })
    expect(await codeOf(() => failing.changePassword(password, otherPassword))).toBe('vault.disk-full')
    failing.close()
    const again = await signIn(point === 'keyring.renamed' ? otherPassword : password)
    expectSound(again)
    again.close()
  })

  test.each(of('backup'))('backing up, at %s', async (point) => {
    const { session } = await newVault(home)
    session.close()
    const failing = await openVault({
      home,
      signInName: 'awa',
      password,
      kdf: cheapKdf,
      monotonic,
      hooks: failAt(point),
    })
    expect(() => backup(failing, 'daily')).toThrow('vault.disk-full')
    expect(backupStatus(home).failure?.code).toBe('vault.disk-full')
    expectBackupsOpen(failing)
    failing.close()
  })
})

function expectBackupsOpen(session: VaultSession): void {
  for (const { name } of backupStatus(home).all) {
    const path = join(home, 'backups', name, 'office.db')
    const db = session.withDatabaseKey((key) => openDatabase(path, key, { readonly: true }))
    expect(db.prepare(`SELECT count(*) FROM child WHERE name = 'Fatimata'`).pluck().get()).toBe(1)
    db.close()
    expect(existsSync(join(home, 'backups', name, 'keyring.json'))).toBe(true)
  }
}
