import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallInput, CallOutput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { carryKey, enrolOffices } from '../support/enrol.ts'
import { newTestOffice, type TestOffice } from '../support/office.ts'

const folder = mkdtempSync(join(tmpdir(), 'lakana-urgent-'))
const key = join(folder, 'KEY')
/** The key that the child's file goes on. */
const hand = join(folder, 'HAND')
const today = new Date().toISOString().slice(0, 10)
let region: TestOffice
let boulsa: TestOffice
let tougouri: TestOffice
let mane: TestOffice
let ids: Record<string, string> = {}

const handOverForm = {
  transfer_reason: 'new_location',
  child_agrees: 'yes',
  caregiver_agrees: 'yes',
  case_history: 'Suivie depuis mars pour négligence.',
  current_situation: 'Vit chez sa tante à Tougouri.',
}
const reason = 'L’enfant part ce soir.'

async function register(office: TestOffice, given_names: string): Promise<string> {
  const { consent, registration } = inventChild(seededRandom(3), { today, detail: 'usual' })
  const input = { consent, registration: { ...registration, family_name: 'Ouédraogo', given_names }, notSame: [] }
  return (await office.call('cases.register', input as unknown as CallInput<'cases.register'>)).id
}

const give = (from: TestOffice, caseId: string, to: string, urgent = true): Promise<{ epoch: number }> =>
  from.call('transfers.give', { caseId, to: ids[to] ?? '', urgent, values: handOverForm })
const carryUrgent = (from: TestOffice, caseId: string): Promise<CallOutput<'transfers.carry'>> =>
  from.call('transfers.carry', { caseId, path: hand, reason })
async function take(office: TestOffice, file: string): Promise<CallOutput<'exchange.import'>['results'][number]> {
  const { results } = await office.call('exchange.import', { path: hand, files: [file] })
  return results[0] as CallOutput<'exchange.import'>['results'][number]
}
async function carry(from: TestOffice, ...to: TestOffice[]): Promise<void> {
  const results = await carryKey(key, from, ...to)
  expect(results.map(({ error }) => error)).toEqual(results.map(() => null))
}
async function round(...districts: TestOffice[]): Promise<void> {
  for (const district of districts) await carry(district, region)
  await carry(region, boulsa, tougouri, mane)
}
/** A case as an office shows it. */
async function shown(office: TestOffice, id: string): Promise<unknown> {
  const { item, forms, notes, transfer } = await office.call('cases.get', { id })
  const { dueOn: _due, workerName: _worker, changedAt: _at, ...rest } = item
  return { rest, forms: forms.map(({ values }) => values), notes, accepted: transfer?.accepted }
}

beforeAll(async () => {
  mkdirSync(key)
  mkdirSync(hand)
  region = await newTestOffice({ level: 'region', home: join(folder, 'region') })
  boulsa = await newTestOffice({ home: join(folder, 'boulsa') })
  const beside = (code: string, name: string, signIn: string): Promise<TestOffice> =>
    newTestOffice({
      code,
      name,
      place: 'BF490206',
      home: join(folder, code),
      person: { name: `Agent ${code}`, signIn },
    })
  tougouri = await beside('TGR', 'Service social de Tougouri', 'issa')
  mane = await beside('MNE', 'Service social de Mané', 'awa')
  for (const district of [boulsa, tougouri, mane]) await enrolOffices(district, region, key)
  await carry(region, boulsa, tougouri, mane)
  const { offices } = await boulsa.call('transfers.offices', {})
  ids = Object.fromEntries(offices.map(({ code, id }) => [code, id]))
}, 60_000)
afterAll(async () => {
  for (const office of [region, boulsa, tougouri, mane]) await office.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a child who moves today: one file, taken by both, and all end as by the ordinary way', async () => {
  const other = await register(boulsa, 'Issa')
  await carry(boulsa, region)
  const id = await register(boulsa, 'Aminata')
  await register(boulsa, 'Salif')
  await give(boulsa, id, 'TGR')
  expect(await boulsa.call('transfers.direct', { caseId: id })).toEqual({ why: null, written: [] })
  const written = await carryUrgent(boulsa, id)
  expect(written).toMatchObject({ file: 'LKB-BLS-TGR-U1.lkb', parts: [], to: 'TGR', also: 'KUI' })
  expect(await boulsa.call('transfers.direct', { caseId: id })).toMatchObject({ written: [{ file: written.file }] })

  const { bundles } = await tougouri.call('exchange.scan', { path: hand })
  expect(bundles).toMatchObject([{ state: 'ready', urgent: true, from: { code: 'BLS' }, number: 1 }])
  expect(await take(tougouri, written.file)).toMatchObject({ outcome: 'applied', urgent: true, aside: 0, error: null })
  expect(await take(tougouri, written.file)).toMatchObject({ outcome: 'already', urgent: true })
  expect((await tougouri.call('transfers.waiting', {})).items).toMatchObject([{ item: { id }, urgent: true }])
  await expect(tougouri.call('cases.get', { id: other })).rejects.toMatchObject({ code: 'case.not-found' })
  expect((await tougouri.call('cases.search', { text: 'Salif', limit: 5 })).items).toEqual([])
  await tougouri.call('transfers.accept', { caseId: id, worker: null })
  await tougouri.call('cases.addNote', { caseId: id, text: 'Arrivée ce soir.' })

  expect(await take(region, written.file)).toMatchObject({ outcome: 'applied', urgent: true, aside: 0, error: null })
  expect((await region.call('cases.search', { text: 'Salif', limit: 5 })).items).toEqual([])
  expect(await shown(region, id)).toMatchObject({ accepted: false })
  await round(tougouri)
  await round(boulsa)
  await round(tougouri, boulsa)
  expect((await region.call('cases.search', { text: 'Salif', limit: 5 })).items).toHaveLength(1)
  expect(await shown(region, id)).toEqual(await shown(tougouri, id))
  expect((await boulsa.call('cases.get', { id })).transfer).toMatchObject({ accepted: true })
  expect((await boulsa.call('transfers.direct', { caseId: id })).why).toBe('transfer.answered')
  for (const office of [region, tougouri]) {
    expect((await office.call('aside.list', { offset: 0, limit: 5 })).items).toEqual([])
    expect((await office.call('exchange.overview', {})).peers.map(({ pendingChanges }) => pendingChanges)).toEqual(
      (await office.call('exchange.overview', {})).peers.map(() => 0),
    )
  }
})

type Step = 'file at the region' | 'giver' | 'receiver' | 'down'
const orders: Step[][] = [
  ['receiver', 'file at the region', 'giver', 'down'],
  ['giver', 'down', 'receiver', 'file at the region'],
  ['file at the region', 'down', 'giver', 'receiver'],
]

test.each(orders.map((steps) => [steps.join(', '), steps] as const))(
  'in any order all end equal: %s',
  async (_name, steps) => {
    const between = await register(boulsa, 'Entre')
    const id = await register(boulsa, 'Awa')
    await boulsa.call('cases.addNote', { caseId: between, text: 'Reste à Boulsa.' })
    await give(boulsa, id, 'TGR')
    const { file } = await carryUrgent(boulsa, id)
    expect(await take(tougouri, file)).toMatchObject({ outcome: 'applied', aside: 0 })
    await tougouri.call('transfers.accept', { caseId: id, worker: null })
    await tougouri.call('cases.addNote', { caseId: id, text: 'Arrivée.' })
    for (const step of steps) {
      if (step === 'file at the region') expect(await take(region, file)).toMatchObject({ error: null })
      else if (step === 'giver') await carry(boulsa, region)
      else if (step === 'receiver') await carry(tougouri, region)
      else await carry(region, boulsa, tougouri, mane)
    }
    expect(await take(tougouri, file)).toMatchObject({ outcome: 'already' })
    await round(boulsa, tougouri)
    await round(boulsa, tougouri)
    expect(await shown(region, id)).toEqual(await shown(tougouri, id))
    expect(await shown(region, between)).toEqual(await shown(boulsa, between))
    expect((await boulsa.call('cases.get', { id })).transfer).toMatchObject({ accepted: true })
    for (const office of [region, tougouri, boulsa]) {
      expect((await office.call('aside.list', { offset: 0, limit: 5 })).items).toEqual([])
      const { peers } = await office.call('exchange.overview', {})
      expect(peers.map(({ pendingChanges }) => pendingChanges)).toEqual(peers.map(() => 0))
    }
  },
)
