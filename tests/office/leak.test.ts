import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallInput } from '../../src-main/contract/index.ts'
import type { FormValues } from '../../src-main/domain/forms/types.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { openVault } from '../../src-main/vault/vault.ts'
import { enrolOffices } from '../support/enrol.ts'
import { newTestOffice, someOffice, type TestOffice, testPassword } from '../support/office.ts'
import { filesBelow } from '../support/vault.ts'

/** What must not be readable anywhere, and every byte that was on the disk at some moment. */
const secrets = new Set<string>()
const seen: { readonly where: string; readonly bytes: Buffer }[] = []
/** Words typed into the search: the access log keeps them. */
const searched = ['saw', 'Nongodo Bangré 12 ans', 'Tigida Wend-Panga, rue 7']
const top = mkdtempSync(join(tmpdir(), 'lakana-leak-'))
const before = process.env.TMPDIR
const temporary = join(top, 'tmp')
const drive = join(top, 'drive')
const homes = { district: join(top, 'district'), region: join(top, 'region') }

beforeAll(async () => {
  for (const folder of [temporary, drive, ...Object.values(homes)]) mkdirSync(folder)
  process.env.TMPDIR = temporary
  const district = await newTestOffice({ home: homes.district })
  const region = await newTestOffice({ home: homes.region, level: 'region' })
  secrets.add(testPassword)
  for (const { recoveryCode } of [district, region]) keep(recoveryCode)
  await enrolOffices(district, region, drive)
  look('new offices')
  await work(district)
  look('at work')
  await district.call('backups.make', {})
  for (const text of searched) {
    keep(text)
    await district.call('cases.search', { text, limit: 20 })
  }
  await district.call('exchange.export', { path: drive, officeIds: null })
  look('after the export')
  const scanned = await region.call('exchange.scan', { path: drive })
  const files = scanned.bundles.filter(({ state }) => state === 'ready').map(({ file }) => file)
  const { results } = await region.call('exchange.import', { path: drive, files })
  expect(results.map(({ outcome }) => outcome)).toEqual(['applied'])
  look('after the import')
  await district.call('session.lock', { reason: 'person' })
  look('locked')
  await Promise.all([district.close(), region.close()])
  look('closed')
  for (const home of Object.values(homes)) await keepKeyOf(home)
}, 120_000)

afterAll(() => {
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  rmSync(top, { recursive: true, force: true })
})

/** Registers, edits, notes, an unsaved draft. */
async function work(office: TestOffice): Promise<void> {
  const random = seededRandom(23)
  const today = new Date().toISOString().slice(0, 10)
  const written = 'Jugement supplétif n° 12 de Nongodo Bangré'
  keep(written)
  keep('acte de Nongodo 12.pdf')
  const pdf = Buffer.from(`%PDF-1.4\n${written}\n`.repeat(5000))
  const sheet = await office.call('attachments.keep', { name: 'acte de Nongodo 12.pdf', data: pdf.toString('base64') })
  for (let index = 0; index < 12; index += 1) {
    const child = inventChild(random, { today, homeCommune: someOffice.place, detail: 'full' })
    keepValues(child.registration)
    keepValues(child.consent)
    const input = { consent: child.consent, registration: { ...child.registration, photo: sheet }, notSame: [] }
    const { id } = await office.call('cases.register', input as unknown as CallInput<'cases.register'>)
    const text = `Visite du ${today} : la voisine ${index} dit que tout va mieux.`
    keep(text)
    await office.call('cases.addNote', { caseId: id, text })
  }
  const unsaved = 'Phrase tapée et pas encore enregistrée, Nongodo Bangré'
  keep(unsaved)
  const payload = JSON.stringify({ registration: { situation_narrative: unsaved } })
  await office.call('drafts.save', { subject: 'register', payload })
}

function keepValues(values: FormValues): void {
  for (const value of Object.values(values)) {
    if (typeof value === 'string') keep(value)
    if (Array.isArray(value)) for (const row of value) if (typeof row === 'object') keepValues(row.values)
  }
}

/** Words of the program itself (options, place codes) are in the program's files for all to read; names and sentences are not. */
function keep(text: string): void {
  if (text.length >= 9 && /[ 0-9]/.test(text) && !/^BF\d+$/.test(text)) secrets.add(text)
}

async function keepKeyOf(home: string): Promise<void> {
  const vault = await openVault({ home, signInName: someOffice.person.signIn, password: testPassword })
  vault.withDatabaseKey((key) => {
    for (const form of ['hex', 'base64', 'base64url'] as const) secrets.add(key.toString(form))
    secrets.add(key.toString('hex').toUpperCase())
    secrets.add(key.toString('latin1'))
  })
  vault.close()
}

function look(moment: string): void {
  for (const { path, bytes } of filesBelow(top)) seen.push({ where: `${moment}: ${path}`, bytes })
}

function leaks(bytes: Buffer): string[] {
  return [...secrets].filter((secret) => formsOf(secret).some((form) => bytes.includes(form)))
}

/** As files hold text: UTF-8, and UTF-16 both ways round. A key is bytes, not text. */
function formsOf(secret: string): Buffer[] {
  const utf16 = Buffer.from(secret, 'utf16le')
  return [Buffer.from(secret, 'utf8'), Buffer.from(secret, 'latin1'), utf16, Buffer.from(utf16).swap16()]
}

describe('nothing readable is left on any disk', () => {
  test('there are enough values to look for, and they are in the database', () => {
    expect(secrets.size).toBeGreaterThanOrEqual(200)
    const kinds = [/office\.db$/, /office\.db-wal$/, /backup/, /\.lkb$/, /keyring/, /attachments/]
    for (const kind of kinds) expect(seen.filter(({ where }) => kind.test(where))).not.toEqual([])
  })

  test('the search itself finds what is readable', () => {
    const [first = ''] = secrets
    writeFileSync(join(temporary, 'control.txt'), `… ${first} …`)
    expect(leaks(Buffer.from(`… ${first} …`))).toEqual([first])
    expect(leaks(Buffer.from(`… ${first} …`, 'utf16le'))).toEqual([first])
  })

  test('none is found in any file of the offices, the temporary folder or the drive', () => {
    const found = seen.flatMap(({ where, bytes }) => leaks(bytes).map((secret) => ({ where, secret })))
    expect(found).toEqual([])
  })

  test('neither the temporary folder nor the staging folders keep anything', () => {
    const left = seen.filter(
      ({ where }) => where.startsWith('closed') && /[\\/](tmp|staging)[\\/]/.test(where.replace(top, '')),
    )
    expect(left.map(({ where }) => where)).toEqual([])
  })
})
