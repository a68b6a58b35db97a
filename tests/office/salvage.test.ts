import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { newTestOffice, someOffice, TestOffice, testPassword } from '../support/office.ts'
import { schemaPages } from '../support/pages.ts'

const credentials = { signIn: someOffice.person.signIn, password: testPassword }
const pageBytes = 4096
let home: string
let office: TestOffice
let seed = 900

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'lakana-salvage-'))
  office = await newTestOffice({ home })
})
afterEach(async () => {
  await office.close()
  rmSync(home, { recursive: true, force: true })
})

async function register(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let made = 0; made < count; made += 1) {
    const today = new Date().toISOString().slice(0, 10)
    const child = inventChild(seededRandom(seed++), { today, homeCommune: someOffice.place, detail: 'full' })
    const { consent, registration } = child
    const input = { consent, registration, notSame: [] } as unknown as CallInput<'cases.register'>
    ids.push((await office.call('cases.register', input)).id)
  }
  return ids
}

/** Flips one byte in every n-th page of the closed file, but not in those that are spared (counted from 1). @returns how many pages */
function damage(every: number, from = 1, spared: ReadonlySet<number> = new Set()): number {
  const path = join(home, 'office.db')
  const pages = statSync(path).size / pageBytes
  const file = openSync(path, 'r+')
  let hit = 0
  try {
    const one = Buffer.alloc(1)
    for (let page = from; page < pages; page += every) {
      if (spared.has(page + 1)) continue
      readSync(file, one, 0, 1, page * pageBytes + 1000)
      one[0] = (one[0] ?? 0) ^ 1
      writeSync(file, one, 0, 1, page * pageBytes + 1000)
      hit += 1
    }
  } finally {
    closeSync(file)
  }
  return hit
}

async function lockAndDamage(every: number, from?: number): Promise<void> {
  await office.close()
  const { signIn, password } = credentials
  expect(damage(every, from, await schemaPages(home, signIn, password))).toBeGreaterThan(0)
  office = new TestOffice({ home })
}

const cases = async (): Promise<number> => (await office.call('machine.about', {})).cases

describe('a damaged file', () => {
  test('with a backup of the day nothing is lost, whatever page is hit but those of the schema', async () => {
    await register(12)
    await office.call('backups.make', {})
    await lockAndDamage(6)
    const report = await office.call('backups.salvage', { credentials })
    expect(report).toMatchObject({ lost: 0, cases: 12, cut: [] })
    expect(report.fromBackups).toBeGreaterThan(0)
    await office.call('session.signIn', credentials)
    expect(await cases()).toBe(12)
    expect(await office.call('machine.check', {})).toEqual({ sound: true })
    expect((await office.call('machine.about', {})).incarnation).toBe(2)
    expect((await register(1)).length).toBe(1)
    expect((await office.call('backups.list', {})).some(({ place }) => place.kind === 'replaced')).toBe(true)
  })

  test('what came after the backup is saved too as far as it can be read, and the report adds up', async () => {
    await register(6)
    await office.call('backups.make', {})
    await register(20)
    await lockAndDamage(9, 5)
    const report = await office.call('backups.salvage', { credentials })
    expect(report.saved + report.lost).toBe(report.total)
    expect(report.saved).toBeGreaterThan(7)
    await office.call('session.signIn', credentials)
    expect(await cases()).toBe(report.cases)
    expect(report.cases).toBeGreaterThanOrEqual(6)
    for (const { id } of (await office.call('cases.list', { filters: {}, sort: 'name', offset: 0, limit: 50 })).items)
      await office.call('cases.get', { id })
  })

  test('is found while people work: nothing is written any more, and said why', async () => {
    await register(12)
    await lockAndDamage(1, 20)
    await office.call('session.signIn', credentials).catch(() => undefined)
    const status = await office.call('setup.status', {})
    if (status.state === 'open') {
      await office.raw('machine.check', {})
      expect((await office.call('setup.status', {})).held).toBe('damaged')
      const refused = await office.raw('settings.set', { idleMinutes: 9 })
      expect(refused).toMatchObject({ ok: false, error: { code: 'vault.writing-stopped' } })
    }
    expect((await office.raw('session.lock', { reason: 'person' })).ok).toBe(true)
  })

  test('the first page destroyed: said so, nothing touched', async () => {
    await register(1)
    await office.close()
    damage(10_000, 0)
    office = new TestOffice({ home })
    const before = statSync(join(home, 'office.db')).mtimeMs
    const refused = await office.raw('backups.salvage', { credentials })
    expect(refused).toMatchObject({ ok: false, error: { code: 'vault.cannot-salvage' } })
    expect(statSync(join(home, 'office.db')).mtimeMs).toBe(before)
  })
})
