import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { carryKey, enrolOffices } from '../support/enrol.ts'
import { newTestOffice, type TestOffice } from '../support/office.ts'

const folder = mkdtempSync(join(tmpdir(), 'lakana-words-'))
const key = join(folder, 'KEY')
const today = new Date().toISOString().slice(0, 10)
let region: TestOffice
let boulsa: TestOffice
let tougouri: TestOffice

async function register(): Promise<{ id: string; code: string }> {
  const { consent, registration } = inventChild(seededRandom(3), { today, detail: 'usual' })
  const agreed = { ...consent, lawful_basis: 'consent', consent_collect: 'yes' }
  return boulsa.call('cases.register', {
    consent: agreed,
    registration,
    notSame: [],
  } as unknown as CallInput<'cases.register'>)
}

async function carry(from: TestOffice, ...to: TestOffice[]): Promise<void> {
  const results = await carryKey(key, from, ...to)
  expect(results.map(({ error, aside }) => [error, aside])).toEqual(results.map(() => [null, 0]))
}
const words = async (office: TestOffice, caseId: string) => (await office.call('words.ofCase', { caseId })).items
const unread = async (office: TestOffice) => (await office.call('words.unread', {})).items

beforeAll(async () => {
  mkdirSync(key)
  const person = { name: 'Aïssata Sanou', signIn: 'aissata' }
  region = await newTestOffice({ level: 'region', home: join(folder, 'region'), person })
  boulsa = await newTestOffice({ home: join(folder, 'boulsa') })
  tougouri = await newTestOffice({ code: 'TGR', name: 'Service social de Tougouri', home: join(folder, 'tgr') })
  for (const district of [boulsa, tougouri]) await enrolOffices(district, region, key)
  await carry(region, boulsa, tougouri)
})
afterAll(async () => {
  for (const office of [region, boulsa, tougouri]) await office.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the region says a word on a case: it waits at the district that keeps it, nowhere else, and the region learns that it was read', async () => {
  const { id, code } = await register()
  await expect(boulsa.call('words.write', { caseId: id, text: 'Non' })).rejects.toMatchObject({
    code: 'word.not-below',
  })
  await carry(boulsa, region)
  expect(await region.raw('words.write', { caseId: id, text: ' ' })).toMatchObject({ error: { code: 'call.input' } })
  const word = await region.call('words.write', { caseId: id, text: 'Voyez la grand-mère avant le plan' })
  const before = (await region.call('cases.get', { id })).forms.map(({ values }) => values)
  expect(await words(region, id)).toMatchObject([{ id: word.id, readOn: null, person: 'Aïssata Sanou' }])
  await expect(region.call('words.note', { caseId: id, word: word.id })).rejects.toMatchObject({
    code: 'case.not-yours-to-edit',
  })
  await carry(region, boulsa, tougouri)
  await expect(tougouri.call('words.ofCase', { caseId: id })).rejects.toMatchObject({ code: 'case.not-found' })
  expect(await unread(tougouri)).toEqual([])
  expect(await unread(boulsa)).toMatchObject([{ caseId: id, code, office: 'Direction régionale du Kuilsé' }])
  expect(await words(boulsa, id)).toMatchObject([
    { text: 'Voyez la grand-mère avant le plan', person: 'Aïssata Sanou', readOn: null },
  ])
  // Nothing of the case is other than before.
  expect((await boulsa.call('cases.get', { id })).forms.map(({ values }) => values)).toEqual(before)

  await expect(boulsa.call('words.note', { caseId: id, word: 'ab'.repeat(16) })).rejects.toMatchObject({
    code: 'word.not-found',
  })
  await boulsa.call('words.note', { caseId: id, word: word.id })
  expect(await unread(boulsa)).toEqual([])
  await carry(boulsa, region)
  expect(await words(region, id)).toMatchObject([{ readOn: today }])
  expect(JSON.stringify(await boulsa.call('cases.history', { id, offset: 0, limit: 50 }))).not.toContain('grand-mère')
})

test('a word goes with the case to its next keeper', async () => {
  const { id } = await register()
  await carry(boulsa, region)
  await region.call('words.write', { caseId: id, text: 'À suivre de près' })
  await carry(region, boulsa)
  const { offices } = await boulsa.call('transfers.offices', {})
  await boulsa.call('transfers.give', {
    caseId: id,
    to: offices.find(({ code }) => code === 'TGR')?.id ?? '',
    urgent: false,
    values: {
      transfer_reason: 'new_location',
      child_agrees: 'yes',
      case_history: 'Suivie depuis mars.',
      current_situation: 'Chez sa tante.',
    },
  })
  await carry(boulsa, region)
  await carry(region, tougouri)
  expect(await unread(tougouri)).toMatchObject([{ caseId: id }])
  await region.call('words.write', { caseId: id, text: 'Voyez l’école' })
  await carry(region, tougouri)
  expect((await words(tougouri, id)).map(({ text }) => text)).toEqual(['Voyez l’école', 'À suivre de près'])
  expect(await unread(boulsa)).toEqual([])
})
