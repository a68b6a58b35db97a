import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Drive } from '../../src-main/contract/exchange.ts'
import { addDays } from '../../src-main/domain/dates/days.ts'
import { registerChild, registerWithPhoto } from '../support/child.ts'
import { newTestOffice, someOffice, TestOffice, type TestOfficeOptions, testPassword } from '../support/office.ts'

const credentials = { signIn: someOffice.person.signIn, password: testPassword }
let folder: string
let key: string
const offices: TestOffice[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-pc-'))
  key = join(folder, 'KEY')
  mkdirSync(key)
})
afterEach(async () => {
  for (const office of offices.splice(0)) await office.close()
  rmSync(folder, { recursive: true, force: true })
})

const drives = (): Drive[] => [
  { path: key, label: 'KEY', freeBytes: 1e9, totalBytes: 1e9, removable: true, readOnly: false },
]

async function founded(name: string, more: TestOfficeOptions = {}): Promise<TestOffice> {
  const office = await newTestOffice({ home: join(folder, name), drives, ...more })
  offices.push(office)
  return office
}

function pc(name: string, more: TestOfficeOptions = {}): TestOffice {
  const office = new TestOffice({ home: join(folder, name), drives, ...more })
  offices.push(office)
  return office
}

const status = (office: TestOffice) => office.call('setup.status', {})
/** Waits until what runs after an opening has had its turn. */
const settled = (office: TestOffice) => office.call('machine.about', {})

describe('moving to another PC', () => {
  test('the old one is sealed, the new one goes on as the same replica, a third takes nothing', async () => {
    const old = await founded('old', { machineId: () => 'one' })
    const before = await settled(old)
    const child = await registerWithPhoto(old, 7)
    await old.call('backups.make', {})
    const wrong = await old.raw('machine.moveOut', { path: key, password: 'pas le bon mot', withBackups: true })
    expect(wrong).toMatchObject({ ok: false, error: { code: 'session.wrong-password' } })
    await new Promise((done) => setTimeout(done, 1200))
    await old.call('machine.moveOut', { path: key, password: testPassword, withBackups: true })
    expect((await status(old)).movedOn).not.toBeNull()
    expect(await old.raw('session.signIn', credentials)).toMatchObject({ ok: false, error: { code: 'vault.moved' } })
    const fresh = pc('fresh', { machineId: () => 'two' })
    const [found] = await fresh.call('machine.findMoved', {})
    expect(found).toMatchObject({ office: { code: 'BLS' }, taken: false })
    await fresh.call('machine.moveIn', { path: key, folder: found?.folder ?? '' })
    await fresh.call('session.signIn', credentials)
    expect(await settled(fresh)).toMatchObject({ words: before.words, incarnation: 1 })
    expect((await status(fresh)).held).toBeNull()
    expect(await fresh.call('attachments.read', child.photo())).toEqual(child.content)
    expect((await fresh.call('backups.list', {})).length).toBeGreaterThan(0)
    const third = pc('third')
    const again = await third.raw('machine.moveIn', { path: key, folder: found?.folder ?? '' })
    expect(again).toMatchObject({ ok: false, error: { code: 'vault.move-taken' } })
  })

  test('the key was lost: open here again, as another replica', async () => {
    const old = await founded('old')
    const before = await settled(old)
    await old.call('machine.moveOut', { path: key, password: testPassword, withBackups: false })
    await old.call('machine.undoMove', credentials)
    await old.call('session.signIn', credentials)
    const after = await settled(old)
    expect(after.incarnation).toBe(2)
    expect(after.words).not.toEqual(before.words)
  })
})

describe('a copied disk', () => {
  test('is noticed at start; nothing is written before somebody says what it is', async () => {
    const first = await founded('first', { machineId: () => 'one' })
    await settled(first)
    await first.call('session.lock', { reason: 'person' })
    cpSync(join(folder, 'first'), join(folder, 'clone'), { recursive: true })
    const clone = pc('clone', { machineId: () => 'two' })
    await clone.call('session.signIn', credentials)
    await settled(clone)
    expect((await status(clone)).held).toBe('other-machine')
    const refused = await clone.raw('settings.set', { idleMinutes: 8 })
    expect(refused).toMatchObject({ ok: false, error: { code: 'vault.other-machine' } })
    await clone.call('machine.adopt', {})
    expect((await settled(clone)).incarnation).toBe(2)
    await clone.call('settings.set', { idleMinutes: 8 })
  })
})

describe('a PC that stopped', () => {
  test('a missing WAL is told, and the office goes on as another replica', async () => {
    const office = await founded('pc')
    await office.call('session.lock', { reason: 'person' })
    writeFileSync(join(folder, 'pc', 'office.open'), 'open')
    const again = pc('pc')
    await again.call('session.signIn', credentials)
    expect((await settled(again)).incarnation).toBe(2)
    expect((await status(again)).lastEntriesMissing).toBe(true)
  })

  test('keyring or database missing: each by its own name', async () => {
    const office = await founded('pc')
    await office.call('session.lock', { reason: 'person' })
    const home = join(folder, 'pc')
    cpSync(home, join(folder, 'kept'), { recursive: true })
    rmSync(join(home, 'office.db'))
    const noDatabase = await office.raw('session.signIn', credentials)
    expect(noDatabase).toMatchObject({ ok: false, error: { code: 'vault.database-missing' } })
    cpSync(join(folder, 'kept', 'office.db'), join(home, 'office.db'))
    for (const name of ['keyring.json', 'keyring.json.bak']) rmSync(join(home, name), { force: true })
    expect(await office.raw('setup.status', {})).toMatchObject({ ok: false, error: { code: 'vault.keyring-missing' } })
  })
})

describe('the clock', () => {
  const real = Date.now()
  const dayMs = 86_400_000
  let shift = 0
  const now = (): Date => new Date(Date.now() + shift)

  test.each([
    ['2010', Date.UTC(2010, 0, 1, 9)],
    ['2040', Date.UTC(2040, 0, 1, 9)],
  ])('in %s: asked, put right, nothing blocked; right again by itself later', async (_year, wrong) => {
    shift = 0
    const office = await founded('pc', { now })
    await office.call('session.lock', { reason: 'person' })
    shift = wrong - real
    await office.call('session.signIn', credentials)
    expect((await status(office)).clockDoubt).not.toBeNull()
    await office.call('settings.set', { idleMinutes: 9 })
    const day = new Date(real + 2 * dayMs).toISOString().slice(0, 10)
    expect(await office.call('machine.setClock', { day })).toEqual({ today: day })
    expect((await status(office)).clockDoubt).toBeNull()
    await office.call('session.lock', { reason: 'person' })
    shift = 3 * dayMs
    await office.call('session.signIn', credentials)
    expect(await status(office)).toMatchObject({ clockDoubt: null })
    expect((await settled(office)).clock).toMatchObject({ doubt: false })
  })

  test('what is overdue follows the day that was said, not the PC', async () => {
    shift = 0
    const office = await founded('pc', { now })
    const { today } = await status(office)
    const { id } = await registerChild(office, 1)
    const { dueOn } = (await office.call('cases.get', { id })).item
    if (dueOn === null) throw new Error('a first response is due')
    const overdue = async () => (await office.call('home.summary', {})).mine.overdue
    expect(await overdue()).toBe(0)
    await office.call('session.lock', { reason: 'person' })
    shift = Date.UTC(2010, 0, 1, 9) - real
    await office.call('session.signIn', credentials)
    expect(await overdue()).toBe(0)
    await office.call('machine.setClock', { day: addDays(dueOn, 3) })
    expect(addDays(dueOn, 3) > today).toBe(true)
    expect(await overdue()).toBe(1)
    expect((await office.call('cases.get', { id })).item.overdueDays).toBe(3)
  })

  test('backwards in the middle of work: the office keeps its day and asks', async () => {
    shift = 0
    const office = await founded('pc', { now })
    const { today } = await status(office)
    shift = -400 * dayMs
    await office.call('settings.set', { idleMinutes: 9 })
    expect(await status(office)).toMatchObject({ today, clockDoubt: { expected: today } })
  })
})

describe('this PC', () => {
  test('self-tests, check of the file, and a diagnostic without anybody in it', async () => {
    const office = await founded('pc')
    expect((await office.call('machine.selfTest', {})).every(({ ok }) => ok)).toBe(true)
    expect(await office.call('machine.check', {})).toEqual({ sound: true })
    const { file } = await office.call('machine.diagnose', { path: key })
    const text = readFileSync(join(key, file), 'utf8')
    for (const word of ['Rasmata', 'Sawadogo', 'rasmata.s', someOffice.name, folder, testPassword])
      expect(text).not.toContain(word)
    expect(JSON.parse(text)).toMatchObject({ office: { code: 'BLS' }, health: { state: 'sound' } })
    expect(existsSync(join(key, file))).toBe(true)
  })
})
