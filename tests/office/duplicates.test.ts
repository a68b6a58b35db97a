import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { carryKey, enrolOffices } from '../support/enrol.ts'
import { newTestOffice, type TestOffice } from '../support/office.ts'

const key = mkdtempSync(join(tmpdir(), 'lakana-key-'))
const today = new Date().toISOString().slice(0, 10)
const { consent, registration } = inventChild(seededRandom(3), { today, detail: 'usual' })
let region: TestOffice
let boulsa: TestOffice
let tougouri: TestOffice
let a = { id: '', code: '' }
let b = { id: '', code: '' }

async function register(office: TestOffice, more: object): Promise<{ id: string; code: string }> {
  const input = { consent, registration: { ...registration, ...more }, notSame: [] }
  return office.call('cases.register', input as unknown as CallInput<'cases.register'>)
}

beforeAll(async () => {
  region = await newTestOffice({ level: 'region' })
  boulsa = await newTestOffice()
  tougouri = await newTestOffice({ code: 'TGR', name: 'Service social de Tougouri', place: 'BF490206' })
  for (const district of [boulsa, tougouri]) await enrolOffices(district, region, key)
  const child = { family_name: 'Ouédraogo', given_names: 'Aminata Rasmata', mother_name: 'Awa Sawadogo' }
  a = await register(boulsa, child)
  b = await register(tougouri, { ...child, family_name: 'Wedraogo' })
  await register(boulsa, { family_name: 'Zongo', given_names: 'Issa', mother_name: 'Mariam' })
}, 60_000)
afterAll(async () => {
  for (const office of [region, boulsa, tougouri]) await office.close()
  rmSync(key, { recursive: true, force: true })
})

const found = async (text: string): Promise<string[]> =>
  (await region.call('cases.search', { text, limit: 10 })).items.map(({ code }) => code).sort()

test('the same child of two districts is found by the import, joined, found under either code, and separated again', async () => {
  await carryKey(key, boulsa, region)
  await carryKey(key, tougouri, region)
  expect(await region.call('duplicates.count', {})).toEqual({ pairs: 1, waiting: 0 })
  const { items } = await region.call('duplicates.list', { offset: 0, limit: 10 })
  expect(items[0]?.pair.map(({ code }) => code).sort()).toEqual([a.code, b.code].sort())
  expect(items[0]?.reasons).toContain('same-parent')

  await region.call('duplicates.say', { caseId: a.id, other: b.id, state: 'same', reason: 'Même mère' })
  expect((await region.call('duplicates.count', {})).pairs).toBe(0)
  for (const code of [a.code, b.code]) expect(await found(code)).toEqual([a.code, b.code].sort())
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    expect((await region.call('duplicates.ofCase', { caseId: one.id })).links).toMatchObject([
      { other: other.id, code: other.code, state: 'same', reason: 'Même mère', own: true, within: true },
    ])
  }
  // Both cases go on: what a district writes later is found under either code too.
  const { forms } = await boulsa.call('cases.get', { id: a.id })
  const form = forms.find((each) => each.form === 'registration')
  if (!form) throw new Error('no form')
  const values = { ...form.values, nickname: 'Papou' }
  await boulsa.call('cases.saveForm', {
    caseId: a.id,
    formId: form.id,
    form: 'registration',
    values,
    revision: form.revision,
  })
  await carryKey(key, boulsa, region)
  expect(await found(b.code)).toEqual([a.code, b.code].sort())
  expect((await region.call('duplicates.count', {})).pairs).toBe(0)

  await region.call('duplicates.say', { caseId: b.id, other: a.id, state: 'none', reason: '' })
  expect(await found(b.code)).toEqual([b.code])
  expect((await region.call('duplicates.count', {})).pairs).toBe(1)
  await region.call('duplicates.say', { caseId: b.id, other: a.id, state: 'different', reason: '' })
  expect((await region.call('duplicates.count', {})).pairs).toBe(0)
}, 60_000)

test('what a district says while registering travels: the region does not ask again', async () => {
  const twin = { family_name: 'Kaboré', given_names: 'Salif Hamidou', mother_name: 'Kadiatou Kaboré' }
  const first = await register(boulsa, twin)
  const input = { consent, registration: { ...registration, ...twin }, notSame: [first.id] }
  await boulsa.call('cases.register', input as unknown as CallInput<'cases.register'>)
  await carryKey(key, boulsa, region)
  const { items } = await region.call('duplicates.list', { offset: 0, limit: 10 })
  expect(items.filter(({ pair }) => pair.some(({ id }) => id === first.id))).toEqual([])
}, 60_000)

test('nothing is said of a case out of reach, or of a case and itself', async () => {
  await expect(
    region.call('duplicates.say', { caseId: a.id, other: a.id, state: 'same', reason: '' }),
  ).rejects.toMatchObject({ code: 'call.input' })
  await expect(
    boulsa.call('duplicates.say', { caseId: a.id, other: b.id, state: 'same', reason: '' }),
  ).rejects.toMatchObject({ code: 'case.not-found' })
})
