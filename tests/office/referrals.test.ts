import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallInput, CallOutput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { carryKey, enrolOffices } from '../support/enrol.ts'
import { newTestOffice, type TestOffice } from '../support/office.ts'

const folder = mkdtempSync(join(tmpdir(), 'lakana-referral-'))
const key = join(folder, 'KEY')
const today = new Date().toISOString().slice(0, 10)
const day = { precision: 'exact', date: today }
let region: TestOffice
let boulsa: TestOffice
let tougouri: TestOffice
let beside: TestOffice
let ids: Record<string, string> = {}

async function register(names: object, agreed: object = {}): Promise<string> {
  const { consent, registration } = inventChild(seededRandom(3), { today, detail: 'usual' })
  const input = {
    consent: { ...consent, lawful_basis: 'consent', consent_collect: 'yes', consent_share_services: 'yes', ...agreed },
    registration: { ...registration, ...names },
    notSame: [],
  }
  return (await boulsa.call('cases.register', input as unknown as CallInput<'cases.register'>)).id
}

async function carry(from: TestOffice, ...to: TestOffice[]): Promise<void> {
  const results = await carryKey(key, from, ...to)
  expect(results.map(({ error, aside }) => [error, aside])).toEqual(results.map(() => [null, 0]))
}

const refer = (caseId: string, more: Partial<CallInput<'referrals.send'>> = {}): Promise<{ id: string }> =>
  boulsa.call('referrals.send', {
    caseId,
    to: ids.TGR ?? '',
    priority: 'urgent',
    service: 'medical',
    serviceOther: '',
    reason: 'Brûlure au bras, à soigner au CMA',
    parts: ['name', 'sex', 'birth', 'caregiver'],
    ...more,
  })
const received = async (office: TestOffice): Promise<CallOutput<'referrals.received'>['items']> =>
  (await office.call('referrals.received', {})).items
const answered = async (): Promise<CallOutput<'referrals.answered'>['items']> =>
  (await boulsa.call('referrals.answered', {})).items
const ofCase = async (office: TestOffice, caseId: string): Promise<CallOutput<'referrals.ofCase'>['items']> =>
  (await office.call('referrals.ofCase', { caseId })).items
const form5A = async (office: TestOffice, id: string): Promise<object | undefined> =>
  (await office.call('cases.get', { id })).forms.find(({ form }) => form === 'referral')?.values

beforeAll(async () => {
  mkdirSync(key)
  region = await newTestOffice({ level: 'region', home: join(folder, 'region') })
  boulsa = await newTestOffice({ home: join(folder, 'boulsa') })
  const near = { place: 'BF490206', person: { name: 'Issa Kaboré', signIn: 'issa' } }
  tougouri = await newTestOffice({
    ...near,
    code: 'TGR',
    name: 'Service social de Tougouri',
    home: join(folder, 'tgr'),
  })
  beside = await newTestOffice({ ...near, code: 'KAY', name: 'Service social de Kaya', home: join(folder, 'kay') })
  for (const district of [boulsa, tougouri, beside]) await enrolOffices(district, region, key)
  await carry(region, boulsa, tougouri, beside)
  const { offices } = await boulsa.call('referrals.offices', {})
  ids = Object.fromEntries(offices.map(({ code, id }) => [code, id]))
  expect(Object.keys(ids).sort()).toEqual(['KAY', 'KUI', 'TGR'])
}, 60_000)
afterAll(async () => {
  for (const office of [region, boulsa, tougouri, beside]) await office.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a child is referred, answered for and followed: each office sees what it is to see, and form 5A is filled in', async () => {
  const caseId = await register({ family_name: 'Ouédraogo', given_names: 'Aminata', caregiver_name: 'Awa Zida' })
  const { parts, words, code } = await boulsa.call('referrals.preview', { caseId })
  expect([...parts.map(({ stays }) => stays), words]).toEqual(Array(7).fill(null))
  expect(parts[0]).toMatchObject({ part: 'name', values: { family_name: 'Ouédraogo', given_names: 'Aminata' } })
  await expect(refer(caseId, { to: 'ab'.repeat(16) })).rejects.toMatchObject({ code: 'transfer.unknown-office' })
  await expect(refer(caseId, { service: 'nothing_known' })).rejects.toMatchObject({ code: 'form.invalid' })
  expect(await form5A(boulsa, caseId)).toBeUndefined()
  const { id } = await refer(caseId)
  expect(await form5A(boulsa, caseId)).toMatchObject({
    referral_status: 'in_progress',
    provider_name: 'Service social de Tougouri',
    referral_date: day,
    shared_information: ['identity', 'caregiver', 'needs'],
  })
  expect(await ofCase(boulsa, caseId)).toMatchObject([{ id, state: 'waiting', reached: 'here', sentOn: today }])

  await carry(boulsa, region)
  expect(await ofCase(region, caseId)).toMatchObject([{ id, reached: 'above', from: 'Service social de Boulsa' }])
  await carry(region, tougouri, beside, boulsa)
  expect(await ofCase(boulsa, caseId)).toMatchObject([{ reached: 'above' }])
  expect(await received(beside)).toEqual([])
  const [there] = await received(tougouri)
  expect(there).toMatchObject({
    id,
    caseId,
    code,
    from: 'Service social de Boulsa',
    priority: 'urgent',
    service: 'medical',
    reason: 'Brûlure au bras, à soigner au CMA',
    child: { family_name: 'Ouédraogo', given_names: 'Aminata', caregiver_name: 'Awa Zida' },
    hidden: false,
    state: 'waiting',
    form: null,
  })
  // The sender learns from the region that it has arrived, before anybody answers.
  await carry(tougouri, region)
  await carry(region, boulsa)
  expect(await ofCase(boulsa, caseId)).toMatchObject([{ state: 'waiting', reached: 'receiver' }])
  expect(there?.child).not.toHaveProperty('address_place')
  expect((await tougouri.call('cases.search', { text: 'Aminata', limit: 5 })).items).toEqual([])
  await expect(tougouri.call('cases.get', { id: caseId })).rejects.toMatchObject({ code: 'case.not-found' })
  await expect(beside.call('referrals.answer', { referral: id, answer: 'accepted', why: '' })).rejects.toMatchObject({
    code: 'referral.not-found',
  })
  await expect(
    tougouri.call('referrals.tell', { referral: id, on: today, did: 'Soignée', next: '', done: true }),
  ).rejects.toMatchObject({ code: 'referral.answered' })
  expect(await tougouri.raw('referrals.answer', { referral: id, answer: 'refused', why: ' ' })).toMatchObject({
    error: { code: 'call.input' },
  })

  await tougouri.call('referrals.answer', { referral: id, answer: 'accepted', why: 'Qu’elle vienne mardi' })
  await carry(tougouri, region)
  await carry(region, boulsa)
  expect(await answered()).toMatchObject([{ id, state: 'accepted', why: 'Qu’elle vienne mardi', read: false }])
  await expect(boulsa.call('referrals.withdraw', { caseId, referral: id })).rejects.toMatchObject({
    code: 'referral.answered',
  })
  await boulsa.call('referrals.note', { caseId, referral: id })
  expect(await answered()).toEqual([])
  expect(await form5A(boulsa, caseId)).toMatchObject({
    referral_status: 'accepted',
    answer_date: day,
    provider_note: 'Qu’elle vienne mardi',
  })

  const told = { referral: id, on: today, next: 'Pansement dans trois jours' }
  await tougouri.call('referrals.tell', { ...told, did: 'Vue au CMA', done: false })
  await tougouri.call('referrals.tell', { ...told, did: 'Guérie', next: '', done: true })
  expect(await received(tougouri)).toEqual([])
  await carry(tougouri, region)
  await carry(region, boulsa)
  const feedback = [
    { on: today, did: 'Vue au CMA', next: 'Pansement dans trois jours' },
    { on: today, did: 'Guérie', next: '' },
  ]
  expect(await answered()).toMatchObject([{ state: 'done', doneOn: today, feedback }])
  expect(await ofCase(region, caseId)).toMatchObject([{ state: 'done', feedback }])
  await boulsa.call('referrals.note', { caseId, referral: id })
  const [year, month, date] = today.split('-')
  expect(await form5A(boulsa, caseId)).toMatchObject({
    referral_status: 'done',
    service_provided: 'yes',
    service_details: `${date}/${month}/${year} : Vue au CMA\n${date}/${month}/${year} : Guérie`,
    provider_recommendations: `${date}/${month}/${year} : Pansement dans trois jours`,
    feedback_date: day,
  })
  await carry(boulsa, region)
  expect(await form5A(region, caseId)).toEqual(await form5A(boulsa, caseId))
  for (const office of [boulsa, region, tougouri])
    expect((await office.call('aside.list', { offset: 0, limit: 10 })).total).toBe(0)
})

test('without agreement to share with services the child goes without a name, and the reason stays', async () => {
  const caseId = await register(
    { family_name: 'Nikiema' },
    { consent_share_services: 'no', consent_share_services_refusal: ['fear_of_stigma'] },
  )
  const { parts, words } = await boulsa.call('referrals.preview', { caseId })
  expect(words).toBe('refused')
  expect(parts.find(({ part }) => part === 'name')?.stays).toBe('refused')
  expect(parts.find(({ part }) => part === 'sex')?.stays).toBeNull()
  await expect(refer(caseId)).rejects.toMatchObject({
    code: 'referral.stays',
    details: { part: 'name', why: 'refused' },
  })
  const { id } = await refer(caseId, { parts: ['sex'] })
  expect(await form5A(boulsa, caseId)).toMatchObject({
    consent_to_share: 'no',
    shared_information: ['needs', 'code_only'],
  })
  await carry(boulsa, region)
  await carry(region, tougouri)
  const [there] = await received(tougouri)
  expect(there).toMatchObject({ id, service: 'medical', reason: '', hidden: true })
  expect(Object.keys(there?.child ?? {})).toEqual(['sex'])
  await boulsa.call('referrals.withdraw', { caseId, referral: id })
  expect(await form5A(boulsa, caseId)).toMatchObject({ referral_status: 'revoked' })
  await carry(boulsa, region)
  await carry(region, tougouri)
  expect(await received(tougouri)).toEqual([])
  await expect(tougouri.call('referrals.answer', { referral: id, answer: 'accepted', why: '' })).rejects.toMatchObject({
    code: 'referral.answered',
  })
})

test('a refusal says why; a referral to the region itself is answered there', async () => {
  const caseId = await register({ family_name: 'Kiendrebeogo' })
  const { id } = await refer(caseId)
  const up = await refer(caseId, { to: ids.KUI ?? '', reason: 'Placement hors de la région' })
  await carry(boulsa, region)
  expect(await received(region)).toMatchObject([{ id: up.id, reason: 'Placement hors de la région' }])
  await carry(region, tougouri)
  await tougouri.call('referrals.answer', { referral: id, answer: 'refused', why: 'Le CMA est fermé' })
  await region.call('referrals.answer', { referral: up.id, answer: 'accepted', why: '' })
  await carry(tougouri, region)
  await carry(region, boulsa)
  expect((await answered()).map(({ state, why }) => [state, why])).toEqual([
    ['refused', 'Le CMA est fermé'],
    ['accepted', ''],
  ])
  await boulsa.call('referrals.note', { caseId, referral: id })
  expect((await ofCase(boulsa, caseId)).map(({ id, state, read }) => [id, state, read])).toEqual([
    [up.id, 'accepted', false],
    [id, 'refused', true],
  ])
})

test('agreement that is withdrawn takes the words back: the receiver sees them no more, and can still answer', async () => {
  const caseId = await register({ family_name: 'Sanou', given_names: 'Bintou' })
  const { id } = await refer(caseId)
  await carry(boulsa, region)
  await carry(region, tougouri)
  const there = async () => (await received(tougouri)).find((each) => each.id === id)
  expect(await there()).toMatchObject({ child: { family_name: 'Sanou' }, hidden: false })
  const consent = (await boulsa.call('cases.get', { id: caseId })).forms.find(({ form }) => form === 'consent')
  const withdrawn = {
    ...consent?.values,
    withdrawn: 'yes',
    withdrawn_date: day,
    withdrawn_by: 'caregiver',
    withdrawn_purposes: ['share_services'],
  }
  await boulsa.call('cases.saveForm', {
    caseId,
    formId: consent?.id ?? '',
    form: 'consent',
    values: withdrawn as CallInput<'cases.saveForm'>['values'],
    revision: consent?.revision ?? '',
  })
  await carry(boulsa, region)
  await carry(region, tougouri)
  expect(await there()).toMatchObject({ service: 'medical', reason: '', hidden: true })
  expect(
    Object.keys((await there())?.child ?? {}).filter((name) => !['sex', 'birth_date', 'age_source'].includes(name)),
  ).toEqual([])
  expect(JSON.stringify(await ofCase(region, caseId))).not.toContain('Sanou')
  await tougouri.call('referrals.answer', { referral: id, answer: 'refused', why: 'Sans nom, nous ne pouvons pas' })
})
