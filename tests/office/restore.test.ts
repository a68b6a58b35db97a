import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Drive } from '../../src-main/contract/exchange.ts'
import { registerChild, registerWithPhoto } from '../support/child.ts'
import { enrolOffices } from '../support/enrol.ts'
import { type NewTestOffice, newTestOffice, someOffice, type TestOffice, testPassword } from '../support/office.ts'

const credentials = { signIn: someOffice.person.signIn, password: testPassword }
let folder: string
let key: string
let seed = 40
const offices: TestOffice[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-restore-'))
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

async function office(name: string, more: NewTestOffice = {}): Promise<TestOffice> {
  const made = await newTestOffice({ home: join(folder, name), drives, ...more })
  offices.push(made)
  return made
}

const register = (district: TestOffice) => registerChild(district, seed++)

async function send(from: TestOffice, to: TestOffice): Promise<(string | null)[]> {
  const { written } = await from.call('exchange.export', { path: key, officeIds: null })
  const files = written.map(({ file }) => file)
  const { results } = await to.call('exchange.import', { path: key, files })
  for (const file of files) rmSync(join(key, file))
  return results.map(({ error }) => error?.code ?? null)
}

const cases = async (of: TestOffice): Promise<number> => (await of.call('machine.about', {})).cases
const onPc = async (of: TestOffice) => (await of.call('backups.list', {})).filter(({ place }) => place.kind === 'pc')

describe('going back to a backup', () => {
  test('says what is lost, puts the file aside, takes a new identity, and the region gives back what it has', async () => {
    const region = await office('region', { level: 'region' })
    const district = await office('district')
    await enrolOffices(district, region, key)
    const codes = [(await register(district)).code, (await register(district)).code]
    expect(await send(district, region)).toEqual([null])
    await district.call('backups.make', {})
    const sent = await register(district)
    codes.push(sent.code)
    expect(await send(district, region)).toEqual([null])
    codes.push((await register(district)).code)
    const before = await district.call('machine.about', {})

    const backup = (await onPc(district)).find(({ reason }) => reason === 'by-hand')!
    expect(backup.holds).toMatchObject({ cases: 2, office: { code: 'BLS' } })
    const wrong = await district.raw('backups.look', {
      place: backup.place,
      credentials: { ...credentials, password: 'pas le bon du tout' },
    })
    expect(wrong).toMatchObject({ ok: false, error: { code: 'session.wrong-password' } })
    await new Promise((done) => setTimeout(done, 1100))
    const seen = await district.call('backups.look', { place: backup.place, credentials })
    expect(seen).toMatchObject({ holds: { cases: 2 }, loss: { changes: 2, newCases: 2 }, mayRestore: true })

    await district.call('backups.restore', { place: backup.place, credentials })
    expect((await district.call('setup.status', {})).state).toBe('locked')
    await district.call('session.signIn', credentials)
    expect(await cases(district)).toBe(2)
    const after = await district.call('machine.about', {})
    expect(after.incarnation).toBe(2)
    expect(after.words).not.toEqual(before.words)
    expect((await district.call('backups.list', {})).some(({ place }) => place.kind === 'replaced')).toBe(true)

    const again = [(await register(district)).code, (await register(district)).code]
    expect(again.some((code) => codes.includes(code))).toBe(false)
    expect((await district.call('exchange.overview', {})).enrolled).toBe(false)
    const unsent = await district.raw('exchange.export', { path: key, officeIds: null })
    expect(unsent).toMatchObject({ ok: false, error: { code: 'enrolment.not-enrolled' } })

    await enrolOffices(district, region, key)
    expect(await send(district, region)).toEqual([null])
    expect(await cases(region)).toBe(5)
    expect(await send(region, district)).toEqual([null])
    expect(await cases(district)).toBe(5)
    await district.call('cases.get', { id: sent.id })
    expect(await send(district, region)).toEqual([null])
    expect(await cases(region)).toBe(5)
  })

  test('receipts taken before the backup do not stand in the way of those after it, and nobody is accused', async () => {
    const region = await office('region', { level: 'region' })
    const district = await office('district')
    await enrolOffices(district, region, key)
    for (let turn = 0; turn < 2; turn += 1) {
      await register(district)
      expect(await send(district, region)).toEqual([null])
      expect(await send(region, district)).toEqual([null])
    }
    await district.call('backups.make', {})
    const backup = (await onPc(district)).find(({ reason }) => reason === 'by-hand')!
    await district.call('backups.restore', { place: backup.place, credentials })
    await district.call('session.signIn', credentials)
    await enrolOffices(district, region, key)
    expect(await send(region, district)).toEqual([null])
    expect(await send(district, region)).toEqual([null])
    expect(await send(region, district)).toEqual([null])
    for (const each of [district, region]) {
      const { peers } = await each.call('exchange.overview', {})
      expect(peers.map(({ logAlarm }) => logAlarm)).toEqual([null])
    }
  })

  test('what was put aside can be gone back to, and every incarnation has a letter of its own', async () => {
    const district = await office('district')
    await register(district)
    await district.call('backups.make', {})
    await register(district)
    const backup = (await onPc(district)).find(({ reason }) => reason === 'by-hand')!
    const codes = new Set<string>()
    for (let time = 0; time < 4; time += 1) {
      await district.call('backups.restore', { place: backup.place, credentials })
      await district.call('session.signIn', credentials)
      codes.add((await register(district)).code)
    }
    expect(codes.size).toBe(4)
    const aside = (await district.call('backups.list', {})).findLast(({ place }) => place.kind === 'replaced')!
    await district.call('backups.restore', { place: aside.place, credentials })
    await district.call('session.signIn', credentials)
    expect(await cases(district)).toBe(2)
    expect((await district.call('machine.about', {})).incarnation).toBe(6)
  })

  test('from the locked screen, for who had the right on that day; by the recovery sheet too; nobody else', async () => {
    const district = await office('district')
    await district.call('backups.make', {})
    await register(district)
    await district.call('session.lock', { reason: 'person' })
    const backup = (await onPc(district)).find(({ reason }) => reason === 'by-hand')!
    const code = (district as TestOffice & { recoveryCode: string }).recoveryCode
    expect(await district.call('backups.look', { place: backup.place, credentials })).toMatchObject({
      loss: { newCases: 1 },
    })
    const byCode = await district.call('backups.look', { place: backup.place, credentials: { code } })
    expect(byCode.mayRestore).toBe(true)
    await district.call('backups.restore', { place: backup.place, credentials: { code } })
    await district.call('session.signIn', credentials)
    expect(await cases(district)).toBe(0)
  })

  test('an old copy put back by hand is found at the next import, and a new identity heals it', async () => {
    const { cpSync } = await import('node:fs')
    const region = await office('region', { level: 'region' })
    const district = await office('district')
    await enrolOffices(district, region, key)
    await register(district)
    expect(await send(district, region)).toEqual([null])
    await district.call('session.lock', { reason: 'person' })
    cpSync(join(folder, 'district', 'office.db'), join(folder, 'old.db'))
    await district.call('session.signIn', credentials)
    await register(district)
    expect(await send(district, region)).toEqual([null])
    await district.call('session.lock', { reason: 'person' })
    cpSync(join(folder, 'old.db'), join(folder, 'district', 'office.db'))
    await district.call('session.signIn', credentials)
    expect(await send(region, district)).toEqual(['bundle.restored'])
    await district.call('backups.renewIdentity', {})
    await enrolOffices(district, region, key)
    expect(await send(district, region)).toEqual([null])
    expect(await send(region, district)).toEqual([null])
    expect(await cases(district)).toBe(2)
  })
})

describe('a photo', () => {
  test('goes with its case: aside, back, to a key, and from there to another PC', async () => {
    const district = await office('district')
    await district.call('backups.make', {})
    const empty = (await onPc(district)).find(({ reason }) => reason === 'by-hand')!
    const child = await registerWithPhoto(district, seed++)
    await district.call('backups.restore', { place: empty.place, credentials })
    await district.call('session.signIn', credentials)
    expect(readdirSync(join(folder, 'district', 'attachments'))).toEqual([])
    const aside = (await district.call('backups.list', {})).find(({ place }) => place.kind === 'replaced')!
    await district.call('backups.restore', { place: aside.place, credentials })
    await district.call('session.signIn', credentials)
    expect(await district.call('attachments.read', child.photo())).toEqual(child.content)

    await new Promise((done) => setTimeout(done, 1000))
    await district.call('backups.make', {})
    await district.call('backups.setKey', { wanted: true, label: 'KEY' })
    await district.call('backups.toKey', { path: key })
    await district.call('session.lock', { reason: 'person' })
    rmSync(join(folder, 'district', 'attachments'), { recursive: true })
    rmSync(join(folder, 'district', 'backups'), { recursive: true })
    const onKey = (await district.call('backups.list', {})).find(({ place }) => place.kind === 'key')!
    await district.call('backups.restore', { place: onKey.place, credentials })
    await district.call('session.signIn', credentials)
    expect(await district.call('attachments.read', child.photo())).toEqual(child.content)
  })
})

describe('on a key', () => {
  test('a backup is copied, read again, restored from there; fewer are kept', async () => {
    const district = await office('district')
    await register(district)
    await district.call('backups.make', {})
    await district.call('backups.setKey', { wanted: true, label: 'KEY' })
    expect(await district.call('backups.status', {})).toMatchObject({ key: { due: true, plugged: { label: 'KEY' } } })
    const status = await district.call('backups.toKey', { path: key })
    expect(status).toMatchObject({ last: { where: 'key', label: 'KEY' }, key: { due: false }, late: false })
    const root = join(key, 'LAKANA-SAUVEGARDE', 'BLS')
    expect(readdirSync(root)).toHaveLength(1)
    await register(district)
    const onKey = (await district.call('backups.list', {})).find(({ place }) => place.kind === 'key')!
    await district.call('backups.restore', { place: onKey.place, credentials })
    await district.call('session.signIn', credentials)
    expect(await cases(district)).toBe(1)
    const gone = await district.raw('backups.look', { place: { ...onKey.place, drive: folder }, credentials })
    expect(gone).toMatchObject({ ok: false, error: { code: 'backup.not-found' } })
  })
})
