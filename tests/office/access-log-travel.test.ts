import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hashOf, type LogLine } from '../../src-main/store/access-log.ts'
import { openVault } from '../../src-main/vault/vault.ts'
import { enrolOffices } from '../support/enrol.ts'
import { newTestOffice, someOffice, TestOffice, testPassword } from '../support/office.ts'
import { makeHome, removeHome } from '../support/vault.ts'

const signIn = { signIn: someOffice.person.signIn, password: testPassword }
let homes: string[] = []
let key = ''
let district: TestOffice
let region: TestOffice

beforeEach(async () => {
  homes = [makeHome(), makeHome()]
  key = mkdtempSync(join(tmpdir(), 'lakana-key-'))
  district = await newTestOffice({ home: homes[0] ?? '' })
  region = await newTestOffice({ home: homes[1] ?? '', level: 'region' })
  await enrolOffices(district, region, key)
  for (let turn = 0; turn < 5; turn += 1) await district.call('cases.search', { text: `enfant ${turn}`, limit: 5 })
  await send(district, region)
})
afterEach(async () => {
  await Promise.all([district.close(), region.close()])
  for (const home of homes) removeHome(home)
  rmSync(key, { recursive: true, force: true })
})

async function send(from: TestOffice, to: TestOffice): Promise<void> {
  const { written } = await from.call('exchange.export', { path: key, officeIds: null })
  const files = written.map(({ file }) => file)
  const { results } = await to.call('exchange.import', { path: key, files })
  expect(results.map(({ outcome }) => outcome)).toEqual(['applied'])
}

async function alarm(): Promise<{ known: number; received: number } | null> {
  const { peers } = await region.call('exchange.overview', {})
  return peers.find(({ code }) => code === 'BLS')?.logAlarm ?? null
}

/** What a person of the district does with the key of the file and a tool of his own, the program closed. */
async function tamper(work: (db: Database) => void): Promise<void> {
  await district.close()
  const vault = await openVault({ home: homes[0] ?? '', signInName: signIn.signIn, password: testPassword })
  vault.db.exec('DROP TRIGGER access_log_held; DROP TRIGGER access_log_kept')
  work(vault.db)
  vault.close()
  district = new TestOffice({ home: homes[0] ?? '' })
  await district.call('session.signIn', signIn)
}

const lines = (db: Database): LogLine[] => db.prepare('SELECT * FROM access_log ORDER BY n').all() as LogLine[]

/** Hashes everything anew from line `from` on: the chain itself is whole again. */
function chainAnew(db: Database, from: number): void {
  let before = ''
  for (const line of lines(db)) {
    if (line.n >= from) db.prepare('UPDATE access_log SET hash = ? WHERE n = ?').run(hashOf(before, line), line.n)
    before = line.n >= from ? hashOf(before, line) : line.hash
  }
}

describe('the head of the log travels', () => {
  test('an honest office is never accused: lost keys, bundles in both directions, restarts', async () => {
    await district.call('exchange.export', { path: key, officeIds: null })
    await send(region, district)
    await district.call('cases.search', { text: 'encore', limit: 5 })
    await district.call('session.lock', { reason: 'person' })
    await district.call('session.signIn', signIn)
    await district.call('exchange.export', { path: key, officeIds: null })
    await send(district, region)
    await send(region, district)
    await send(district, region)
    expect(await alarm()).toBeNull()
  })

  test('a log cut at its end is told, and the bundle is taken all the same', async () => {
    await tamper((db) => db.exec('DELETE FROM access_log WHERE n > 4'))
    expect(await district.call('log.verify', {})).toMatchObject({ broken: null })
    await send(district, region)
    const told = await alarm()
    expect(told?.received).toBeLessThan(told?.known ?? 0)
  })

  test('a log cut and grown again beyond what it was is told', async () => {
    await tamper((db) => db.exec('DELETE FROM access_log WHERE n > 4'))
    for (let turn = 0; turn < 30; turn += 1) await district.call('cases.search', { text: `mot ${turn}`, limit: 5 })
    await send(district, region)
    const told = await alarm()
    expect(told?.received).toBeGreaterThan(told?.known ?? 0)
  })

  test('a line written anew with the whole chain behind it is told', async () => {
    await tamper((db) => {
      db.prepare("UPDATE access_log SET details = '{}' WHERE act = 'case.search' AND n < 10").run()
      chainAnew(db, 1)
    })
    expect(await district.call('log.verify', {})).toMatchObject({ broken: null })
    await send(district, region)
    expect(await alarm()).not.toBeNull()
  })

  test('an office that forgets what it told is told of too', async () => {
    await tamper((db) => {
      db.exec("DELETE FROM access_log WHERE n > 4; UPDATE peer_log SET told = '[]', seen = 0")
    })
    for (let turn = 0; turn < 30; turn += 1) await district.call('cases.search', { text: `mot ${turn}`, limit: 5 })
    await send(district, region)
    expect(await alarm()).not.toBeNull()
  })
})
