import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { carryKey, enrolOffices } from '../support/enrol.ts'
import { newTestOffice, someOffice, type TestOffice, testPassword } from '../support/office.ts'

const folder = mkdtempSync(join(tmpdir(), 'lakana-transfer-'))
const key = join(folder, 'KEY')
const today = new Date().toISOString().slice(0, 10)
const credentials = { signIn: someOffice.person.signIn, password: testPassword }
let region: TestOffice
let boulsa: TestOffice
let tougouri: TestOffice
let tougouriId = ''

const handOverForm = {
  transfer_reason: 'new_location',
  child_agrees: 'yes',
  caregiver_agrees: 'yes',
  case_history: 'Suivie depuis mars pour négligence.',
  current_situation: 'Vit chez sa tante à Tougouri.',
}

async function register(office: TestOffice, names: object): Promise<{ id: string; code: string }> {
  const { consent, registration } = inventChild(seededRandom(3), { today, detail: 'usual' })
  const input = { consent, registration: { ...registration, ...names }, notSame: [] }
  return office.call('cases.register', input as unknown as CallInput<'cases.register'>)
}

async function carry(from: TestOffice, ...to: TestOffice[]): Promise<void> {
  const results = await carryKey(key, from, ...to)
  expect(results.map(({ error }) => error)).toEqual(results.map(() => null))
}

const give = (id: string, more: Partial<CallInput<'transfers.give'>> = {}): Promise<{ epoch: number }> =>
  boulsa.call('transfers.give', { caseId: id, to: tougouriId, urgent: true, values: handOverForm, ...more })
const transferIn = async (office: TestOffice, id: string) => (await office.call('cases.get', { id })).transfer
/** What form 5B says of the answer. */
const answerIn = async (office: TestOffice, id: string) =>
  (await office.call('cases.get', { id })).forms.find(({ form }) => form === 'transfer')?.values
const tell = async (office: TestOffice, id: string): Promise<string> =>
  JSON.stringify((await office.call('cases.history', { id, offset: 0, limit: 200 })).entries)

beforeAll(async () => {
  mkdirSync(key)
  region = await newTestOffice({ level: 'region', home: join(folder, 'region') })
  boulsa = await newTestOffice({ home: join(folder, 'boulsa') })
  const person = { name: 'Issa Kaboré', signIn: 'issa' }
  tougouri = await newTestOffice({
    code: 'TGR',
    name: 'Service social de Tougouri',
    place: 'BF490206',
    home: join(folder, 'tougouri'),
    person,
  })
  for (const district of [boulsa, tougouri]) await enrolOffices(district, region, key)
  expect((await boulsa.call('transfers.offices', {})).offices.map(({ code }) => code)).toEqual(['KUI'])
  await carry(region, boulsa, tougouri)
  const { offices } = await boulsa.call('transfers.offices', {})
  expect(offices.map(({ code }) => code).sort()).toEqual(['KUI', 'TGR'])
  tougouriId = offices.find(({ code }) => code === 'TGR')?.id ?? ''
}, 60_000)
afterAll(async () => {
  for (const office of [region, boulsa, tougouri]) await office.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a case goes to the office beside: read-only here, waiting there, accepted, and the region sees the same', async () => {
  const { id } = await register(boulsa, { family_name: 'Ouédraogo', given_names: 'Aminata' })
  const other = await register(boulsa, { family_name: 'Zongo', given_names: 'Issa' })
  await expect(give(id, { values: { ...handOverForm, case_history: '' } })).rejects.toMatchObject({
    code: 'form.invalid',
  })
  expect(await boulsa.call('transfers.identity', { caseId: id })).toEqual({ stays: null })
  await expect(give(id, { to: 'ab'.repeat(16) })).rejects.toMatchObject({ code: 'transfer.unknown-office' })
  expect(await transferIn(boulsa, id)).toBeNull()
  expect(await give(id)).toEqual({ epoch: 1 })

  const here = await boulsa.call('cases.get', { id })
  expect(here).toMatchObject({ editable: false, readOnly: 'custodian', officeName: 'Service social de Tougouri' })
  expect(here.transfer).toEqual({
    from: 'Service social de Boulsa',
    to: 'Service social de Tougouri',
    givenOn: today,
    urgent: true,
    reached: 'here',
    accepted: false,
    refusal: '',
    toAnswer: false,
    late: 0,
  })
  await expect(boulsa.call('cases.addNote', { caseId: id, text: 'Trop tard' })).rejects.toMatchObject({
    code: 'case.not-yours-to-edit',
  })
  await expect(give(id)).rejects.toMatchObject({ code: 'case.not-yours-to-edit' })
  await expect(boulsa.call('transfers.accept', { caseId: id, worker: null })).rejects.toMatchObject({
    code: 'case.not-yours-to-edit',
  })
  expect((await boulsa.call('cases.search', { text: 'Aminata', limit: 5 })).items).toHaveLength(1)

  await carry(boulsa, region)
  expect((await region.call('exchange.overview', {})).peers.find(({ code }) => code === 'TGR')?.pendingChanges).toBe(3)
  await carry(region, tougouri)
  const { items } = await tougouri.call('transfers.waiting', {})
  expect(items).toMatchObject([{ item: { id }, from: 'Service social de Boulsa', givenOn: today, urgent: true }])
  const there = await tougouri.call('cases.get', { id })
  expect(there.transfer?.reached).toBe('receiver')
  // The giver learns that it has arrived from what the region says of the other, before anybody answers there.
  const reached = async () => (await transferIn(boulsa, id))?.reached
  await carry(region, boulsa)
  expect(await reached()).toBe('above')
  await carry(tougouri, region)
  await carry(region, boulsa)
  expect(await reached()).toBe('receiver')
  expect(there.forms.map((form) => form.values)).toEqual(here.forms.map((form) => form.values))
  expect(there).toMatchObject({ editable: true, transfer: { toAnswer: true } })
  expect(await tell(tougouri, id)).toContain('Rasmata Sawadogo')
  await expect(tougouri.call('cases.get', { id: other.id })).rejects.toMatchObject({ code: 'case.not-found' })

  const me = (await tougouri.call('assign.people', {})).people[0]?.id ?? ''
  await tougouri.call('transfers.accept', { caseId: id, worker: me })
  expect((await tougouri.call('transfers.waiting', {})).items).toEqual([])
  await expect(tougouri.call('transfers.refuse', { caseId: id, reason: 'Non' })).rejects.toMatchObject({
    code: 'transfer.answered',
  })
  await tougouri.call('cases.addNote', { caseId: id, text: 'Rencontrée ce matin' })
  await carry(tougouri, region)
  await carry(region, boulsa)
  expect(await transferIn(boulsa, id)).toMatchObject({ accepted: true })
  expect(await transferIn(region, id)).toMatchObject({ accepted: true, to: 'Service social de Tougouri' })
  expect(await answerIn(region, id)).toMatchObject({
    transfer_status: 'accepted',
    acceptance_date: { precision: 'exact', date: today },
    accepted_by: 'Issa Kaboré',
  })
  expect((await region.call('cases.get', { id })).item.workerName).toBe('Issa Kaboré')
  expect(await tell(region, id)).toContain('Rencontrée ce matin')
  expect(await tell(boulsa, id)).not.toContain('Rencontrée ce matin')
  expect((await boulsa.call('cases.get', { id })).item.workerName).toBe('Rasmata Sawadogo')
})

test('a child whose name may not go to the region is not handed over without it', async () => {
  const { consent, registration } = inventChild(seededRandom(3), { today, detail: 'usual' })
  const refused = {
    ...consent,
    lawful_basis: 'consent',
    consent_collect: 'no',
    consent_collect_refusal: ['fear_of_stigma'],
  }
  const input = { consent: refused, registration: { ...registration, family_name: 'Nikiema' }, notSame: [] }
  const { id } = await boulsa.call('cases.register', input as unknown as CallInput<'cases.register'>)
  expect(await boulsa.call('transfers.identity', { caseId: id })).toEqual({ stays: 'refused' })
  await expect(give(id)).rejects.toMatchObject({ code: 'transfer.nameless', details: { why: 'refused' } })
  const { forms, transfer } = await boulsa.call('cases.get', { id })
  expect(transfer).toBeNull()
  expect(forms.map(({ form }) => form)).not.toContain('transfer')
})

test('a case sent back comes with the reason and what was written meanwhile, and can be edited again', async () => {
  const { id } = await register(boulsa, { family_name: 'Compaoré', given_names: 'Fatou' })
  await give(id)
  await carry(boulsa, region)
  await carry(region, tougouri)
  await tougouri.call('cases.addNote', { caseId: id, text: 'La famille est repartie' })
  expect(await tougouri.call('transfers.refuse', { caseId: id, reason: 'La famille est retournée à Boulsa' })).toEqual({
    epoch: 2,
  })
  expect((await tougouri.call('cases.get', { id })).editable).toBe(false)
  await carry(tougouri, region)
  await carry(region, boulsa)
  const back = await boulsa.call('cases.get', { id })
  expect(await answerIn(boulsa, id)).toMatchObject({ transfer_status: 'rejected', accepted_by: 'Issa Kaboré' })
  expect(back).toMatchObject({
    editable: true,
    notes: [{ text: 'La famille est repartie', author: 'Issa Kaboré' }],
    transfer: { refusal: 'La famille est retournée à Boulsa', toAnswer: false },
  })
  await boulsa.call('cases.addNote', { caseId: id, text: 'Repris' })
  await carry(boulsa, region)
  expect((await region.call('aside.list', { offset: 0, limit: 10 })).total).toBe(0)
})

test('what an office wrote before it knew is late: not applied, shown to the keeper, taken over or left', async () => {
  const { id, code } = await register(boulsa, { family_name: 'Sawadogo', given_names: 'Safi' })
  await carry(boulsa, region)
  await boulsa.call('backups.make', {})
  await give(id)
  await carry(boulsa, region)
  await carry(region, tougouri)

  // The disk of Boulsa dies: the backup of the day before does not know of the transfer.
  const backup = (await boulsa.call('backups.list', {})).find(({ reason }) => reason === 'by-hand')
  if (!backup) throw new Error('no backup')
  await boulsa.call('backups.restore', { place: backup.place, credentials })
  await boulsa.call('session.signIn', credentials)
  await enrolOffices(boulsa, region, key)
  await boulsa.call('cases.addNote', { caseId: id, text: 'Vue au marché de Boulsa' })
  await boulsa.call('cases.addNote', { caseId: id, text: 'Note sans intérêt' })
  await carry(boulsa, region)
  expect((await region.call('cases.get', { id })).notes).toEqual([])
  expect(await region.call('aside.list', { offset: 0, limit: 10 })).toMatchObject({
    total: 2,
    items: [{ reason: 'late', codes: [code] }, { reason: 'late' }],
  })
  await carry(region, tougouri)
  expect((await tougouri.call('cases.get', { id })).notes).toEqual([])
  expect(await transferIn(tougouri, id)).toMatchObject({ late: 2 })
  const { entries } = await tougouri.call('transfers.late', { caseId: id })
  expect(entries.map(({ items }) => items[0]?.to)).toEqual(['Note sans intérêt', 'Vue au marché de Boulsa'])
  expect(entries[0]).toMatchObject({ person: 'Rasmata Sawadogo', office: 'Service social de Boulsa' })

  const decide = (index: number, take: boolean): Promise<{ written: number }> => {
    const { replica = '', seq = 0 } = entries[index] ?? {}
    return tougouri.call('transfers.decide', { caseId: id, replica, seq, take })
  }
  await decide(0, false)
  await decide(1, true)
  await expect(decide(1, true)).rejects.toMatchObject({ code: 'transfer.answered' })
  expect(await transferIn(tougouri, id)).toMatchObject({ late: 0 })
  expect((await tougouri.call('cases.get', { id })).notes).toMatchObject([
    { text: 'Vue au marché de Boulsa', author: 'Issa Kaboré' },
  ])
  await carry(tougouri, region)
  expect((await region.call('cases.get', { id })).notes).toMatchObject([{ text: 'Vue au marché de Boulsa' }])

  // Boulsa learns of its own transfer: its late notes wait there too, and the case is read-only again.
  expect((await boulsa.call('cases.get', { id })).notes).toHaveLength(2)
  await carry(region, boulsa)
  expect(await boulsa.call('cases.get', { id })).toMatchObject({ editable: false, notes: [] })
  expect((await boulsa.call('aside.list', { offset: 0, limit: 10 })).total).toBe(2)
})
