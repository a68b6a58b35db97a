import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallInput, CallOutput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { enter, newPerson } from '../support/colleague.ts'
import { carryKey, enrolOffices } from '../support/enrol.ts'
import { newTestOffice, someOffice, type TestOffice, testPassword } from '../support/office.ts'
import { plainPages } from '../support/pages.ts'
import { png } from '../support/some-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'lakana-erasure-'))
const key = join(folder, 'KEY')
const today = new Date().toISOString().slice(0, 10)
const rasmata = { signIn: someOffice.person.signIn, password: testPassword }
const awa = { signIn: 'awa.k', password: 'un mot de passe bien long' }
let region: TestOffice
let boulsa: TestOffice
let tougouri: TestOffice

/** None of these may be left anywhere. */
const words = ['Zorgholinga', 'Derrierelemoulin', 'Motecritici', 'Photodelafille']

async function register(office: TestOffice, names: object): Promise<{ id: string; code: string }> {
  const { consent, registration } = inventChild(seededRandom(3), { today, detail: 'usual' })
  const agreed = { ...consent, lawful_basis: 'consent', consent_collect: 'yes', consent_photo: 'yes' }
  const input = { consent: agreed, registration: { ...registration, ...names }, notSame: [] }
  return office.call('cases.register', input as unknown as CallInput<'cases.register'>)
}

async function save(office: TestOffice, caseId: string, form: string, values: object): Promise<void> {
  const file = await office.call('cases.get', { id: caseId })
  const held = file.forms.find((each) => each.form === form)
  const base = { caseId, formId: held?.id ?? null, form, revision: held?.revision ?? null }
  await office.call('cases.saveForm', {
    ...base,
    values: { ...held?.values, ...values } as CallInput<'cases.saveForm'>['values'],
  })
}

const closing = {
  closure_date: { precision: 'exact', date: today },
  closure_reason: 'overall_goal_of_the_case_plan',
  closure_details: 'Tout va bien.',
  risk_level_closure: 'low',
  discussed_child: 'yes',
}

async function carry(from: TestOffice, to: TestOffice): Promise<CallOutput<'exchange.import'>['results']> {
  const results = await carryKey(key, from, to)
  expect(results.map(({ error }) => error)).toEqual(results.map(() => null))
  return results
}

/** As the search index writes them too: folded, and without what a word shares with the one before it. */
const traces = words.map((word) => word.slice(3).toLowerCase())

/** Everything readable in the office's file and its WAL, as they lie on the disk, in small letters. */
async function pages({ home }: TestOffice, { signIn, password } = rasmata): Promise<string> {
  return (await plainPages(home, signIn, password)).toString('latin1').toLowerCase()
}

const entry = async (office: TestOffice, caseId: string) =>
  (await office.call('erasures.list', {})).done.find((each) => each.caseId === caseId)

beforeAll(async () => {
  mkdirSync(key)
  region = await newTestOffice({ level: 'region', home: join(folder, 'region') })
  boulsa = await newTestOffice({ home: join(folder, 'boulsa') })
  tougouri = await newTestOffice({
    code: 'TGR',
    name: 'Service social de Tougouri',
    place: 'BF490206',
    home: join(folder, 'tougouri'),
    person: { name: 'Issa Kaboré', signIn: 'issa' },
  })
  for (const district of [boulsa, tougouri]) await enrolOffices(district, region, key)
  await carry(region, boulsa)
})
afterAll(async () => {
  for (const office of [region, boulsa, tougouri]) await office.close()
  rmSync(folder, { recursive: true, force: true })
})

test('two people erase a closed case: nothing is left of it on the disk, and the confirmation comes back', async () => {
  const { id, code } = await register(boulsa, {
    family_name: words[0],
    given_names: 'Awa',
    safe_contact: words[1],
    care_address: words[1],
  })
  const kept = await register(boulsa, { family_name: 'Compaoré', given_names: 'Fatou' })
  const photo = await boulsa.call('attachments.keep', {
    name: `${words[3]}.png`,
    data: png(7).toString('base64'),
  })
  await save(boulsa, id, 'registration', { photo })
  await boulsa.call('cases.addNote', { caseId: id, text: `${words[2]} chez sa tante` })
  await boulsa.call('drafts.save', { subject: `case:${id}:follow_up`, payload: JSON.stringify({ text: words[2] }) })
  await expect(boulsa.call('erasures.propose', { caseId: id, reason: 'retention' })).rejects.toMatchObject({
    code: 'erasure.not-closed',
  })
  await save(boulsa, id, 'closure', closing)
  await carry(boulsa, region)
  for (const office of [boulsa, region]) expect(readdirSync(join(office.home, 'attachments'))).toHaveLength(1)
  expect(await pages(region)).toContain(traces[0])

  // While she alone may erase, she confirms herself; from here on another has to.
  expect((await boulsa.call('erasures.ofCase', { caseId: id })).obstacle).toBeNull()
  expect((await region.call('erasures.ofCase', { caseId: id })).obstacle).toBe('elsewhere')
  await expect(region.call('erasures.propose', { caseId: id, reason: 'court' })).rejects.toMatchObject({
    code: 'case.not-yours-to-edit',
  })
  await boulsa.call('erasures.propose', { caseId: id, reason: 'retention' })
  expect((await boulsa.call('erasures.list', {})).waiting).toMatchObject([{ caseId: id, code, mayConfirm: true }])
  await boulsa.call('erasures.withdraw', { caseId: id })
  const { password } = await boulsa.call('people.create', newPerson({ role: 'administrator' }))
  await expect(boulsa.call('erasures.confirm', { caseId: id, password: rasmata.password })).rejects.toMatchObject({
    code: 'erasure.not-proposed',
  })
  await boulsa.call('erasures.propose', { caseId: id, reason: 'asked' })
  await expect(boulsa.call('erasures.propose', { caseId: id, reason: 'court' })).rejects.toMatchObject({
    code: 'erasure.proposed',
  })
  await expect(boulsa.call('erasures.confirm', { caseId: id, password: rasmata.password })).rejects.toMatchObject({
    code: 'erasure.same-person',
  })
  await boulsa.call('session.lock', { reason: 'person' })
  await enter(boulsa, awa.signIn, password, awa.password)
  await expect(boulsa.call('erasures.confirm', { caseId: id, password: 'faux' })).rejects.toMatchObject({
    code: 'session.wrong-password',
  })
  // After a wrong password the next try waits a second.
  await new Promise((done) => setTimeout(done, 1100))
  expect(await boulsa.call('erasures.confirm', { caseId: id, password: awa.password })).toEqual({ code })

  const gone = { code: 'case.erased' }
  await expect(boulsa.call('cases.get', { id })).rejects.toMatchObject(gone)
  await expect(boulsa.call('cases.history', { id, offset: 0, limit: 10 })).rejects.toMatchObject(gone)
  await expect(boulsa.call('cases.addNote', { caseId: id, text: 'Encore' })).rejects.toMatchObject(gone)
  // What somebody searches for stays in the access log: so not by her family name.
  expect((await boulsa.call('cases.search', { text: 'Awa', limit: 5 })).items).toEqual([])
  expect((await boulsa.call('cases.get', { id: kept.id })).item.familyName).toBe('Compaoré')
  expect(readdirSync(join(boulsa.home, 'attachments'))).toEqual([])
  const here = await pages(boulsa, awa)
  for (const trace of traces) expect(here.includes(trace), trace).toBe(false)
  expect(here).toContain('compaor')
  expect(await entry(boulsa, id)).toMatchObject({
    code,
    reason: 'asked',
    office: 'Service social de Boulsa',
    proposedBy: 'Rasmata Sawadogo',
    confirmedBy: 'Awa Kaboré',
    partners: [{ code: 'KUI', level: 'region', confirmedAt: null }],
  })

  await carry(boulsa, region)
  const above = await pages(region)
  for (const trace of traces) expect(above.includes(trace), trace).toBe(false)
  expect(readdirSync(join(region.home, 'attachments'))).toEqual([])
  await expect(region.call('cases.get', { id })).rejects.toMatchObject({ code: 'case.erased' })
  expect(await entry(region, id)).toMatchObject({ code, reason: 'asked', partners: [] })
  await carry(region, boulsa)
  expect((await entry(boulsa, id))?.partners).toMatchObject([{ code: 'KUI', confirmedAt: expect.stringMatching(/^2/) }])
  // Nothing of it is told again, and the exchange goes on.
  await boulsa.call('cases.addNote', { caseId: kept.id, text: 'Suite' })
  await carry(boulsa, region)
  expect((await region.call('cases.get', { id: kept.id })).notes).toMatchObject([{ text: 'Suite' }])
  expect(readFileSync(join(boulsa.home, 'office.db')).includes(words[0] ?? '')).toBe(false)
})

test('an office that kept the case before learns of its erasure, and the region sees who has confirmed', async () => {
  await boulsa.call('session.lock', { reason: 'person' })
  await boulsa.call('session.signIn', rasmata)
  const { id, code } = await register(boulsa, { family_name: words[0], given_names: 'Safi', safe_contact: words[1] })
  const { offices } = await boulsa.call('transfers.offices', {})
  await carry(boulsa, region)
  await boulsa.call('transfers.give', {
    caseId: id,
    to: offices.find((each) => each.code === 'TGR')?.id ?? '',
    urgent: false,
    values: {
      transfer_reason: 'new_location',
      child_agrees: 'yes',
      case_history: `${words[2]} depuis mars.`,
      current_situation: 'Chez sa tante.',
    },
  })
  await carry(boulsa, region)
  await carry(region, tougouri)
  await tougouri.call('transfers.accept', { caseId: id, worker: null })
  await save(tougouri, id, 'closure', closing)
  await carry(tougouri, region)
  await carry(region, boulsa)
  await expect(boulsa.call('erasures.propose', { caseId: id, reason: 'asked' })).rejects.toMatchObject({
    code: 'case.not-yours-to-edit',
  })
  // Written at the region's side of the road, before anybody knows.
  await tougouri.call('erasures.propose', { caseId: id, reason: 'court' })
  await tougouri.call('erasures.confirm', { caseId: id, password: testPassword })
  await carry(tougouri, region)
  expect((await entry(region, id))?.partners).toMatchObject([{ code: someOffice.code, confirmedAt: null }])
  expect((await boulsa.call('cases.get', { id })).item.familyName).toBe(words[0])
  await carry(region, boulsa)
  await expect(boulsa.call('cases.get', { id })).rejects.toMatchObject({ code: 'case.erased' })
  expect(await entry(boulsa, id)).toMatchObject({ code, office: 'Service social de Tougouri' })
  await carry(boulsa, region)
  expect((await entry(region, id))?.partners).toMatchObject([{ confirmedAt: expect.stringMatching(/^2/) }])
  await carry(region, tougouri)
  expect((await entry(tougouri, id))?.partners).toMatchObject([
    { code: 'KUI', confirmedAt: expect.stringMatching(/^2/) },
  ])
  for (const office of [boulsa, region, tougouri]) {
    const person = office === tougouri ? { signIn: 'issa', password: testPassword } : rasmata
    const left = await pages(office, person)
    for (const trace of traces) expect(left.includes(trace), `${trace} at ${office.home}`).toBe(false)
  }
})

test('a district that goes back to a backup of before gets the erasure again from the region', async () => {
  await boulsa.call('session.lock', { reason: 'person' })
  await boulsa.call('session.signIn', rasmata)
  const { id, code } = await register(boulsa, { family_name: words[0], given_names: 'Mariam' })
  await save(boulsa, id, 'closure', closing)
  await carry(boulsa, region)
  await carry(region, boulsa)
  await boulsa.call('backups.make', {})
  await boulsa.call('erasures.propose', { caseId: id, reason: 'retention' })
  await boulsa.call('session.lock', { reason: 'person' })
  await boulsa.call('session.signIn', awa)
  await boulsa.call('erasures.confirm', { caseId: id, password: awa.password })
  expect((await boulsa.call('erasures.list', {})).oldestBackup).toMatch(/^2/)
  await carry(boulsa, region)
  const backup = (await boulsa.call('backups.list', {})).find(({ reason }) => reason === 'by-hand')
  if (!backup) throw new Error('no backup')
  await boulsa.call('backups.restore', { place: backup.place, credentials: rasmata })
  await boulsa.call('session.signIn', rasmata)
  expect((await boulsa.call('cases.get', { id })).item.familyName).toBe(words[0])
  await enrolOffices(boulsa, region, key)
  await carry(region, boulsa)
  await expect(boulsa.call('cases.get', { id })).rejects.toMatchObject({ code: 'case.erased' })
  expect(await entry(boulsa, id)).toMatchObject({ code, proposedBy: 'Rasmata Sawadogo' })
  const left = await pages(boulsa)
  for (const trace of traces) expect(left.includes(trace), trace).toBe(false)
})
