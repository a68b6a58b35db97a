import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LakanaError } from '../../../src-main/contract/errors.ts'
import { windowOrigin } from '../../../src-main/contract/wire.ts'
import { Office } from '../../../src-main/office/office.ts'
import { migrate, readSteps, schemaVersion } from '../../../src-main/store/migrate.ts'
import { openDatabase } from '../../../src-main/vault/database.ts'
import { openVault } from '../../../src-main/vault/vault.ts'
import { cheapKdf, someOffice, testPassword } from '../../support/some-office.ts'
import { makeHome, removeHome } from '../../support/vault.ts'

const ownSteps = fileURLToPath(new URL('../../../migrations/', import.meta.url))
const key = randomBytes(32)
let home: string
let folder: string
let db: Database

beforeEach(() => {
  home = makeHome()
  folder = join(home, 'migrations')
  mkdirSync(folder)
  db = openDatabase(join(home, 'steps.db'), key, { create: true })
  step('0001-first.sql', 'CREATE TABLE first (name TEXT) STRICT;')
})
afterEach(() => {
  db.close()
  removeHome(home)
})

function step(name: string, sql: string): void {
  writeFileSync(join(folder, name), `${sql}\n`)
}

function refusal(work: () => void): unknown {
  try {
    work()
  } catch (error) {
    if (error instanceof LakanaError) return { code: error.code, ...error.details }
    throw error
  }
  return null
}

const tables = (): unknown[] =>
  db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all()
const whole = (): unknown[] => [
  ...db.prepare('SELECT sql FROM sqlite_schema').all(),
  ...db.prepare('SELECT * FROM migration').all(),
]

describe('the steps of the program', () => {
  test('are numbered upwards from 1, none twice', () => {
    const numbers = readSteps().map(({ number }) => number)
    expect(numbers[0]).toBe(1)
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
  })

  test('a step that comes into a hole later is taken then, once', () => {
    step('0003-third.sql', 'CREATE TABLE third (name TEXT) STRICT;')
    migrate(db, { folder })
    step('0002-second.sql', 'CREATE TABLE second (name TEXT) STRICT;')
    migrate(db, { folder })
    migrate(db, { folder })
    expect(tables()).toEqual(['first', 'migration', 'second', 'third'])
  })

  test('are taken once, each with its record', () => {
    migrate(db)
    expect(schemaVersion(db)).toBe(readSteps().at(-1)?.number)
    const before = whole()
    migrate(db, { before: () => expect.unreachable('nothing is to be done') })
    expect(whole()).toEqual(before)
  })

  test('read the same on Windows', () => {
    migrate(db, { folder })
    step('0001-first.sql', 'CREATE TABLE first (name TEXT) STRICT;\r')
    expect(refusal(() => migrate(db, { folder }))).toBeNull()
  })
})

describe('a step that fails', () => {
  const half = 'CREATE TABLE second (name TEXT) STRICT; INSERT INTO first VALUES (1, 2);'

  test('is rolled back alone: those before it stay', () => {
    migrate(db, { folder })
    step('0002-second.sql', half)
    expect(() => migrate(db, { folder })).toThrow(/first has 1 column/)
    expect(tables()).toEqual(['first', 'migration'])
    expect(schemaVersion(db)).toBe(1)
    expect(db.inTransaction).toBe(false)
  })

  test('leaves a new file as it was', () => {
    step('0002-second.sql', half)
    expect(() => migrate(db, { folder })).toThrow(/first has 1 column/)
    expect(tables()).toEqual([])
    expect(db.inTransaction).toBe(false)
  })

  test('is taken whole once it is mended', () => {
    step('0002-second.sql', half)
    expect(() => migrate(db, { folder })).toThrow()
    step('0002-second.sql', 'CREATE TABLE second (name TEXT) STRICT;')
    migrate(db, { folder })
    expect(tables()).toEqual(['first', 'migration', 'second'])
    expect(schemaVersion(db)).toBe(2)
  })
})

describe('a database that the program must not touch', () => {
  test('one that went through a step which reads differently now', () => {
    migrate(db, { folder })
    step('0001-first.sql', 'CREATE TABLE first (name TEXT, age INTEGER) STRICT;')
    step('0002-second.sql', 'CREATE TABLE second (name TEXT) STRICT;')
    const before = whole()
    const backup = { before: () => expect.unreachable('refused before anything') }
    expect(refusal(() => migrate(db, { folder, ...backup }))).toEqual({ code: 'vault.migration-altered', step: 1 })
    expect(whole()).toEqual(before)
  })

  test('one that went through a step which is gone', () => {
    step('0002-second.sql', 'CREATE TABLE second (name TEXT) STRICT;')
    migrate(db, { folder })
    rmSync(join(folder, '0001-first.sql'))
    expect(refusal(() => migrate(db, { folder }))).toEqual({ code: 'vault.migration-altered', step: 1 })
  })

  test('one from the future', () => {
    step('0002-second.sql', 'CREATE TABLE second (name TEXT) STRICT;')
    migrate(db, { folder })
    rmSync(join(folder, '0002-second.sql'))
    const before = whole()
    expect(refusal(() => migrate(db, { folder }))).toEqual({
      code: 'vault.database-from-future',
      database: 2,
      program: 1,
    })
    expect(whole()).toEqual(before)
  })
})

describe('an office at its next version', () => {
  const signIn = { signIn: someOffice.person.signIn, password: testPassword }
  const own = readSteps().at(-1)?.number ?? 0
  const next = `${String(own + 1).padStart(4, '0')}-next.sql`
  const place = (): string => join(home, 'office')

  beforeEach(async () => {
    rmSync(folder, { recursive: true })
    cpSync(ownSteps, folder, { recursive: true })
    expect(await ask('setup.createOffice', someOffice)).toMatchObject({ ok: true })
  })

  /** One start of the program: a call, and closed again. */
  async function ask(call: string, input: unknown): Promise<unknown> {
    const machine = { home: place(), version: 'test', now: () => new Date(), listDrives: async () => [], kdf: cheapKdf }
    const office = new Office({ ...machine, migrations: { folder } }, () => undefined)
    const result = await office.ask({ call, input, sender: windowOrigin })
    await office.close()
    return result
  }

  const backups = (): string[] =>
    readdirSync(join(place(), 'backups'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)

  async function versionIn(at: string): Promise<number> {
    const session = await openVault({ home: at, signInName: signIn.signIn, password: signIn.password })
    const version = schemaVersion(session.db)
    session.close()
    return version
  }

  test('keeps a whole backup of what it was', async () => {
    step(next, 'CREATE TABLE next (name TEXT) STRICT;')
    expect(await ask('session.signIn', signIn)).toMatchObject({ ok: true })
    const kept = backups().filter((name) => name.endsWith('-before-migration'))
    expect(kept).toHaveLength(1)
    expect(await versionIn(join(place(), 'backups', String(kept[0])))).toBe(own)
    expect(await versionIn(place())).toBe(own + 1)
  })

  test('takes no step when the backup fails', async () => {
    step(next, 'CREATE TABLE next (name TEXT) STRICT;')
    writeFileSync(join(place(), 'backups'), 'a file where the folder should be')
    expect(await ask('session.signIn', signIn)).toMatchObject({ ok: false })
    expect(await versionIn(place())).toBe(own)
  })

  test('does not come back to the version before: not a byte of it changes', async () => {
    step(next, 'CREATE TABLE next (name TEXT) STRICT;')
    expect(await ask('session.signIn', signIn)).toMatchObject({ ok: true })
    rmSync(join(folder, next))
    const before = readFileSync(join(place(), 'office.db'))
    expect(await ask('session.signIn', signIn)).toEqual({
      ok: false,
      error: { code: 'vault.database-from-future', details: { database: own + 1, program: own } },
    })
    expect(readFileSync(join(place(), 'office.db')).equals(before)).toBe(true)
    expect(readdirSync(place())).not.toContain('office.db-wal')
  })
})
