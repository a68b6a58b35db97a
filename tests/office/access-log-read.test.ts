import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Decrypter } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildDay } from '../../src-main/contract/build.ts'
import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { readSelf } from '../../src-main/store/self.ts'
import { openVault } from '../../src-main/vault/vault.ts'
import { newTestOffice, someOffice, TestOffice, testPassword } from '../support/office.ts'
import { makeHome, removeHome } from '../support/vault.ts'

const command = fileURLToPath(new URL('../../config/verify-log.ts', import.meta.url))
const home = makeHome()
const key = mkdtempSync(join(tmpdir(), 'lakana-key-'))
const signIn = { signIn: someOffice.person.signIn, password: testPassword }
/** The program doubts a clock that is before the day it was built, or years after. */
const year = Number(buildDay.slice(0, 4))
const [first, second] = [year - 6, year - 5]
let clock = new Date(`${first}-02-03T09:00:00Z`)
let office: TestOffice
let child = ''

/** Work in three years; the last one is under way. */
beforeAll(async () => {
  office = await newTestOffice({ home, now: () => clock, trained: new Date(buildDay) })
  const { consent, registration } = inventChild(seededRandom(7), { today: `${first}-02-01` })
  const input = { consent, registration, notSame: [] } as unknown as CallInput<'cases.register'>
  child = (await office.call('cases.register', input)).id
  for (const day of [`${second}-02-03`, buildDay]) {
    await office.call('session.lock', { reason: 'person' })
    clock = new Date(`${day}T09:00:00Z`)
    await office.call('session.signIn', signIn)
    await office.raw('cases.get', { id: child }, { from: 'case' })
    await office.raw('print.case', { id: child }, { from: 'case' })
    await office.call('cases.search', { text: `Awa ${day.slice(0, 4)}`, limit: 5 })
  }
}, 60_000)
afterAll(async () => {
  await office.close()
  removeHome(home)
  rmSync(key, { recursive: true, force: true })
})

type Asked = Partial<CallInput<'log.page'>>

const page = (asked: Asked = {}) =>
  office.call('log.page', { filters: {}, before: null, limit: 100, archive: null, ...asked })

describe('the log as it is read', () => {
  test('newest first, page by page, without a gap', async () => {
    const seen: number[] = []
    let before: number | null = null
    do {
      const { entries, older } = await page({ before, limit: 3 })
      seen.push(...entries.map(({ n }) => n))
      before = older
    } while (before !== null)
    expect(seen).toEqual(seen.map((_, index) => (seen[0] ?? 0) - index))
    expect(seen.at(-1)).toBe(1)
  })

  test('filters: person, act, screen, code, period, refusals', async () => {
    const { people } = await office.call('log.about', {})
    const me = people[0]?.id ?? ''
    const { code } = await office.call('log.ofCase', { id: child })
    const acts = async (filters: CallInput<'log.page'>['filters']) =>
      (await page({ filters })).entries.map(({ act }) => act)
    expect(await acts({ person: me, act: 'case.open' })).toEqual(['case.open', 'case.open'])
    expect(new Set(await acts({ screen: 'case' }))).toEqual(new Set(['case.open', 'print.case']))
    expect(await acts({ code })).toContain('print.case')
    expect(await acts({ code: 'XYZ-2000-0001-A' })).toEqual([])
    expect(await acts({ from: `${second}-02-03`, to: `${second}-02-03`, act: 'print.case' })).toEqual(['print.case'])
    expect(await acts({ from: `${second + 1}-01-01`, to: `${year - 1}-12-31` })).toEqual([])
    expect(await acts({ only: 'refusals' })).toEqual([])
  })

  test('names for ids: the child by code and name, the words searched for', async () => {
    const { entries } = await page({ filters: { act: 'case.open' } })
    expect(entries[0]).toMatchObject({ person: someOffice.person.name, subject: { kind: 'case', id: child } })
    expect(entries[0]?.subject?.name).not.toBe('')
    const searched = await page({ filters: { act: 'case.search' } })
    expect(searched.entries.map(({ details }) => details.words)).toEqual([`Awa ${year}`, `Awa ${second}`])
  })

  test('who has seen this file, by person and act by act', async () => {
    const { people, total, entries } = await office.call('log.ofCase', { id: child })
    expect(people).toMatchObject([{ name: someOffice.person.name, opened: 2, printed: 2, changed: 1 }])
    expect(people[0]?.first).toBe(`${first}-02-03T09:00:00Z`)
    expect(entries).toHaveLength(total)
  })
})

describe('the command', () => {
  const run = (password: string, name: string = signIn.signIn) =>
    spawnSync(process.execPath, [command, '--home', home], {
      input: `${name}\n${password}\n`,
      encoding: 'utf8',
    })

  test('says that the log is whole, or names the line; never the password', async () => {
    await office.close()
    const whole = run(testPassword)
    expect([whole.status, whole.stderr]).toEqual([0, ''])
    expect(whole.stdout).toMatch(/^The access log is whole: \d+ lines\.\n$/)
    const vault = await openVault({ home, signInName: signIn.signIn, password: testPassword })
    vault.db.exec("DROP TRIGGER access_log_kept; UPDATE access_log SET person = 'x' WHERE n = 6")
    vault.close()
    const broken = run(testPassword)
    expect([broken.status, broken.stdout]).toEqual([1, expect.stringContaining('BROKEN at line 6')])
    const again = await openVault({ home, signInName: signIn.signIn, password: testPassword })
    const { id } = again.db.prepare('SELECT id FROM person').get() as { id: string }
    again.db.prepare('UPDATE access_log SET person = ? WHERE n = 6').run(id)
    again.close()
    // A name that nobody has: the person's own next try would have to wait.
    const wrong = run('not the password', 'nobody')
    expect([wrong.status, wrong.stdout, wrong.stderr]).toEqual([2, '', 'session.wrong-password\n'])
    office = new TestOffice({ home, now: () => clock })
    await office.call('session.signIn', signIn)
    expect(await office.call('log.verify', {})).toMatchObject({ broken: null })
  })
})

describe('closing years', () => {
  test('years past their time leave the log for signed archives, and all still holds', async () => {
    const { lines: before } = await office.call('log.verify', {})
    await office.call('settings.set', { logYears: 5 })
    expect(await office.call('log.about', {})).toMatchObject({ due: [first], archives: [], years: 5 })
    await office.call('settings.set', { logYears: 4 })
    const { closed } = await office.call('log.archive', {})
    expect(closed.map(({ year }) => year)).toEqual([first, second])
    const { lines, broken } = await office.call('log.verify', {})
    expect([broken, lines]).toEqual([null, before + 4])
    const { archives, due } = await office.call('log.about', {})
    expect([archives.map(({ year }) => year), due]).toEqual([[second, first], []])
    const [newest] = archives
    const inArchive = await page({ archive: newest?.toN ?? 0, filters: { act: 'case.search' } })
    expect(inArchive.entries.map(({ details }) => details.words)).toEqual([`Awa ${second}`])
    expect((await page({ filters: { act: 'case.search' } })).entries).toHaveLength(1)
    expect((await office.call('log.ofCase', { id: child })).people).toMatchObject([{ opened: 2, printed: 2 }])
    expect((await office.call('log.archive', {})).closed).toEqual([])
  })

  test('an archive goes to a key encrypted, and opens with age to the signed text and its lines', async () => {
    const { archives } = await office.call('log.about', {})
    const { file } = await office.call('log.exportArchive', { path: key, archive: archives[0]?.toN ?? 0 })
    expect(file).toBe(`LKJ-BLS-${second}.age`)
    const bytes = readFileSync(join(key, file))
    expect(bytes.includes(`Awa ${second}`)).toBe(false)
    await office.close()
    const vault = await openVault({ home, signInName: signIn.signIn, password: testPassword })
    const decrypter = new Decrypter()
    decrypter.addIdentity(readSelf(vault.db)?.ageIdentity ?? '')
    vault.close()
    const text = await decrypter.decrypt(bytes, 'text')
    expect(text.split('\n')[0]).toBe("LAKANA ACCESS LOG ARCHIVE v1 (archive du journal d'acces)")
    expect(text).toContain(`\\"words\\":\\"Awa ${second}\\"`)
    office = new TestOffice({ home, now: () => clock })
    await office.call('session.signIn', signIn)
  })

  test('an archive touched by somebody who has the key of the file is named', async () => {
    await office.close()
    const vault = await openVault({ home, signInName: signIn.signIn, password: testPassword })
    vault.db.exec(`DROP TRIGGER access_archive_kept; UPDATE access_archive SET lines = x'00' WHERE year = ${second}`)
    vault.close()
    office = new TestOffice({ home, now: () => clock })
    await office.call('session.signIn', signIn)
    expect(await office.call('log.verify', {})).toMatchObject({ broken: { what: 'archive' } })
  })

  test('a clock that cannot be right closes nothing', async () => {
    await office.call('session.lock', { reason: 'person' })
    clock = new Date(`${year + 14}-01-01T00:00:00Z`)
    await office.call('session.signIn', signIn)
    expect(await office.raw('log.archive', {})).toMatchObject({ ok: false, error: { code: 'log.clock' } })
  })
})
