import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { backup } from '../../../src-main/vault/backup.ts'
import { isIntact, openDatabase } from '../../../src-main/vault/database.ts'
import { acquireInstanceLock } from '../../../src-main/vault/lock-file.ts'
import { openVault } from '../../../src-main/vault/vault.ts'
import { codeOf, filesBelow, makeHome, newVault, otherPassword, password, removeHome } from '../../support/vault.ts'

const holderFile = new URL('../../support/hold-lock.ts', import.meta.url).pathname
let home: string
beforeEach(() => {
  home = makeHome()
})
afterEach(() => removeHome(home))

describe('database', () => {
  test('opens as the recipe says', () => {
    const db = openDatabase(join(home, 'x.db'), randomBytes(32), { create: true })
    const pragma = (name: string) => db.pragma(name, { simple: true })
    expect(pragma('cipher')).toBe('sqlcipher')
    expect(pragma('temp_store')).toBe(2)
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    expect(isIntact(db)).toBe(true)
    db.close()
  })

  test('another key, a missing file, a folder that cannot be written', async () => {
    const path = join(home, 'x.db')
    openDatabase(path, randomBytes(32), { create: true }).close()
    expect(await codeOf(() => openDatabase(path, randomBytes(32)))).toBe('vault.database-damaged')
    expect(await codeOf(() => openDatabase(join(home, 'y.db'), randomBytes(32)))).toBe('vault.read-only')
    expect(() => openDatabase(path, randomBytes(16))).toThrow(RangeError)
  })

  test('a large sort leaves no readable temporary file', () => {
    const db = openDatabase(join(home, 'x.db'), randomBytes(32), { create: true })
    db.exec(`CREATE TABLE t (x TEXT); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
      INSERT INTO t SELECT 'Ouédraogo ' || (i * 7919 % 200000) FROM n`)
    const before = new Set(temporaryFiles())
    const rows = db.prepare('SELECT x FROM t ORDER BY x').iterate()
    rows.next()
    expect(temporaryFiles().filter((name) => !before.has(name))).toEqual([])
    rows.return?.()
    db.close()
  })
})

test('nothing that is known stands on the disk in clear', async () => {
  const names = ['Fatimata', 'Ouédraogo', 'Nabonswendé']
  const { session, recoveryCode } = await newVault(home)
  for (const name of names) session.db.prepare('INSERT INTO child VALUES (?)').run(name)
  const seen = filesBelow(home)
  backup(session, 'by-hand')
  await session.changePassword(password, otherPassword)
  const key = session.withDatabaseKey((lent) => Buffer.from(lent))
  session.close()
  await codeOf(() => openVault({ home, signInName: otherPassword, password: 'faux' }))
  seen.push(...filesBelow(home))
  const secrets = [
    ...names,
    password,
    otherPassword,
    recoveryCode,
    recoveryCode.replaceAll('-', ''),
    key.toString('hex'),
  ]
  const patterns = secrets.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')])
  patterns.push(key, Buffer.from(key.toString('base64')))
  expect(seen.length).toBeGreaterThan(6)
  for (const { path, bytes } of seen) {
    for (const pattern of patterns) expect(bytes.includes(pattern), path).toBe(false)
  }
})

describe('one program at a time', () => {
  test('within a process the lock may be taken again', () => {
    const first = acquireInstanceLock(home)
    const second = acquireInstanceLock(join(home, '.'))
    first()
    first()
    second()
    acquireInstanceLock(home)()
  })

  test('another process is refused until the first has gone, however it goes', async () => {
    const holder = spawn(process.execPath, [holderFile, home], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    expect(await codeOf(() => acquireInstanceLock(home))).toBe('vault.in-use')
    expect(await codeOf(() => newVault(home))).toBe('vault.in-use')
    const gone = new Promise((resolve) => holder.once('exit', resolve))
    holder.kill('SIGKILL')
    await gone
    acquireInstanceLock(home)()
    expect(readdirSync(home)).toEqual(['office.lock'])
    expect(readFileSync(join(home, 'office.lock'))).toHaveLength(0)
  })
})

const temporaryFiles = () =>
  [tmpdir(), '/var/tmp'].flatMap((folder) => readdirSync(folder)).filter((n) => n.startsWith('etilqs'))
