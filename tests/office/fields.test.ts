import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { situations } from '../../config/access-situations.ts'
import type { CaseFile } from '../../src-main/contract/cases.ts'
import type { Role } from '../../src-main/domain/access/role.ts'
import { standardRole } from '../../src-main/domain/access/standard-roles.ts'
import { proposalDrafts } from '../../src-main/domain/cases/proposal.ts'
import { seesFile } from '../../src-main/office/case-history.ts'
import { author } from '../../src-main/office/case-writes.ts'
import { newId } from '../../src-main/office/new-id.ts'
import { everyRole } from '../support/access.ts'
import { RoleOffice } from '../support/role-office.ts'

const head = standardRole('administrator')!
const withoutCare: Role = { ...everyRole, sensitive: ['sexual', 'armed', 'hiv', 'perpetrator'] }
const withoutSexual: Role = { ...everyRole, sensitive: ['armed', 'hiv', 'perpetrator', 'care'] }
const nameless: Role = { ...everyRole, names: false }

let office: RoleOffice
let id = ''

beforeAll(async () => {
  office = await RoleOffice.open()
  id = await office.register({
    family_name: 'Ouédraogo',
    given_names: 'Fatimata',
    nickname: 'Fati',
    care_arrangement: 'foster_care',
    care_address: 'Secteur 4, chez Awa',
    risk_codes: ['neglect'],
    main_risk: 'neglect',
  })
}, 60_000)
afterAll(() => office.close())

async function registration(role: Role): Promise<CaseFile['forms'][number]> {
  office.become(role)
  const { forms } = await office.value('cases.get', { id })
  return forms.find(({ form }) => form === 'registration')!
}

async function save(role: Role, change: object): Promise<string> {
  const form = await registration(role)
  const values = { ...form.values, ...change }
  const input = { caseId: id, formId: form.id, form: 'registration', values, revision: form.revision }
  const result = await office.ask('cases.saveForm', input)
  if (!result.ok) return result.error.code
  expect((result.value as { dropped: string[] }).dropped).not.toContain('care_address')
  return 'ok'
}

describe('a role without one right', () => {
  test('does not get the part, is told how many there are, and keeps it when it saves', async () => {
    const form = await registration(withoutCare)
    expect(Object.keys(form.values)).not.toContain('care_address')
    expect(form.reserved).toBeGreaterThanOrEqual(1)
    expect(await save(withoutCare, { occupation: 'Écolière' })).toBe('ok')
    expect((await registration(head)).values).toMatchObject({
      occupation: 'Écolière',
      care_address: 'Secteur 4, chez Awa',
    })
  })

  test('keeps the part too when an answer that it hung on changes under its hands', async () => {
    expect(await save(withoutCare, { care_arrangement: 'no_care_arrangement' })).toBe('ok')
    expect((await registration(head)).values.care_address).toBe('Secteur 4, chez Awa')
    expect(await save(withoutCare, { care_arrangement: 'foster_care' })).toBe('ok')
  })

  test('cannot write the part, neither over it nor anew', async () => {
    expect(await save(withoutCare, { care_address: 'Ailleurs' })).toBe('form.reserved')
    expect(await save(withoutCare, { care_phone: '70112233' })).toBe('form.reserved')
    expect(await save(withoutSexual, { risk_codes: ['neglect', 'sexual_exploitation'] })).toBe('form.reserved')
    expect((await registration(head)).values.care_address).toBe('Secteur 4, chez Awa')
  })

  test('does not read the part out of the history', async () => {
    office.become(withoutCare)
    const history = await office.value('cases.history', { id, offset: 0, limit: 50 })
    expect(JSON.stringify(history)).not.toContain('Secteur 4')
    expect(history.entries.at(-1)?.reserved).toBeGreaterThan(0)
    office.become(head)
    expect(JSON.stringify(await office.value('cases.history', { id, offset: 0, limit: 50 }))).toContain('Secteur 4')
  })
})

test('without names: no name, no birth, no contact, no note, a code and an age; writing keeps them all', async () => {
  office.become(head)
  await office.value('cases.addNote', { caseId: id, text: 'Fatimata va mieux.' })
  office.become(nameless)
  const file = await office.value('cases.get', { id })
  expect(JSON.stringify(file)).not.toMatch(/Fati|Ou[eé]draogo/)
  expect(file).toMatchObject({ item: { familyName: '', birth: null }, notes: [], reservedNotes: 1 })
  expect(file.item.age).not.toBeNull()
  expect(file.known.child_age).toEqual(file.item.age)
  expect(await save(nameless, { occupation: 'Vendeuse' })).toBe('ok')
  expect((await registration(head)).values).toMatchObject({ occupation: 'Vendeuse', given_names: 'Fatimata' })
  expect(await save(nameless, { given_names: 'Autre' })).toBe('form.reserved')
  office.become({ ...nameless, permissions: ['case.create'] })
  const opened = await office.ask('cases.register', { consent: {}, registration: {}, notSame: [] })
  expect(opened).toMatchObject({ ok: false, error: { code: 'form.read-only' } })
})

test('forms that a role only reads are not written, those closed to it are only mentioned', async () => {
  const reader: Role = { ...everyRole, forms: { others: 'write', registration: 'read', consent: 'none' } }
  expect(await save(reader, { occupation: 'Rien' })).toBe('form.read-only')
  const file = await office.value('cases.get', { id })
  expect(file.forms.map(({ form }) => form)).not.toContain('consent')
  expect(file.reservedForms).toEqual(['consent'])
  const { entries } = await office.value('cases.history', { id, offset: 0, limit: 50 })
  expect(entries.flatMap(({ items }) => items).map(({ form }) => form)).not.toContain('consent')
  const save2 = { caseId: id, formId: null, form: 'consent', values: {}, revision: null }
  expect(await office.ask('cases.saveForm', save2)).toMatchObject({ error: { code: 'form.read-only' } })
})

test('a case with a reserved answer keeps its narratives back, and is not written by who does not know it', async () => {
  expect(
    await save(head, { risk_codes: ['neglect', 'sexual_abuse_violence'], situation_narrative: 'Elle a tout dit.' }),
  ).toBe('ok')
  office.become(withoutSexual)
  const file = await office.value('cases.get', { id })
  expect(file).toMatchObject({ narratives: false, editable: false, readOnly: 'reserved', notes: [], reservedNotes: 1 })
  expect(JSON.stringify(file)).not.toMatch(/tout dit|sexual_abuse/)
  const form = await registration(withoutSexual)
  expect(form.values.risk_codes).toEqual(['neglect'])
  expect(form.partly).toEqual(['risk_codes'])
  expect(await save(withoutSexual, { occupation: 'Rien' })).toBe('form.reserved')
  expect(await save(head, { risk_codes: ['neglect'] })).toBe('ok')
})

test('a file is read by who sees the question that holds it', async () => {
  const photo = { sha256: 'ab'.repeat(32), name: 'photo.png', type: 'image/png', bytes: 68 }
  expect(await save(head, { photo })).toBe('ok')
  const read = (role: Role) => {
    office.become(role)
    return office.ask('attachments.read', { caseId: id, sha256: photo.sha256 })
  }
  expect(seesFile(id, photo.sha256, office.made.context.open!)).toBe(true)
  expect(JSON.stringify(await registration(nameless))).not.toContain(photo.sha256)
  expect(seesFile(id, photo.sha256, office.made.context.open!)).toBe(false)
  expect(await read(nameless)).toMatchObject({ error: { code: 'attachment.absent' } })
  expect(await save(head, { photo: null })).toBe('ok')
  // Its history still names it, to those who read that question there.
  expect(seesFile(id, photo.sha256, office.made.context.open!)).toBe(true)
  office.become(nameless)
  expect(seesFile(id, photo.sha256, office.made.context.open!)).toBe(false)
})

test('a likely child of a colleague is told by what it takes to ask him, and no more', async () => {
  const worker = standardRole('case_worker')!
  office.place(id, situations.find(({ name }) => name === 'same office')!)
  office.become(worker)
  const { items } = await office.value('cases.likely', { sketch: { familyName: 'Wedraogo', givenNames: 'Fatoumata' } })
  expect(items[0]).toMatchObject({
    beyond: true,
    item: { id, familyName: '', caregiver: '', birth: null },
    reasons: [],
  })
  expect(items[0]?.item.code).toMatch(/^BLS-/)
  expect(JSON.stringify(items)).not.toMatch(/Fati|Ou[eé]draogo/)
  office.become(nameless)
  expect(await office.value('cases.likely', { sketch: { familyName: 'Ouédraogo', givenNames: 'Fatimata' } })).toEqual({
    items: [],
  })
})

test('a draft about a case leaves with the case, and comes back with it', async () => {
  const subject = `case:${id}:registration`
  office.become(head)
  await office.value('drafts.save', { subject, payload: '{"title":"x","values":{}}' })
  office.become(standardRole('case_worker')!)
  expect(await office.value('drafts.get', { subject })).toBeNull()
  expect(await office.value('drafts.list', {})).toEqual([])
  expect(await office.ask('drafts.save', { subject, payload: '' })).toMatchObject({
    error: { code: 'case.out-of-scope' },
  })
  office.become(head)
  expect(await office.value('drafts.list', {})).toHaveLength(1)
})

test('a proposal of an office above about a closed question says nothing to whom it is closed, and cannot be answered by him', async () => {
  office.become(head)
  const { forms } = await office.value('cases.get', { id })
  const record = forms.find(({ form }) => form === 'registration')?.id ?? ''
  const { office: open, context } = office.made
  const say = (group: string, value: Record<string, string | string[]>, text: string): void => {
    const place = { form: 'registration', group, record, seen: [] }
    open.ledger.append(author(context.machine, open), proposalDrafts(newId(), id, place, value, text))
  }
  say('care.address', { care_address: 'Motlieu', care_phone: '70112233' }, 'Motraison du lieu')
  say('name', { family_name: 'Motnom', given_names: 'Fatimata' }, 'Motraison du nom')
  const told = async (role: Role): Promise<string> => {
    office.become(role)
    return JSON.stringify(await office.value('words.ofCase', { caseId: id }))
  }
  const all = await told(everyRole)
  for (const each of ['Motlieu', 'Motnom', 'Motraison du lieu', 'Motraison du nom']) expect(all).toContain(each)
  const careless = await told(withoutCare)
  expect(careless).toContain('Motnom')
  for (const each of ['Motlieu', 'lieu']) expect(careless).not.toContain(each)
  expect(await told(nameless)).not.toMatch(/Motnom|Motraison/)
  office.become(withoutCare)
  const { items } = await office.value('words.ofCase', { caseId: id })
  const word = items.find(({ proposal }) => proposal === null)?.id ?? ''
  const input = { caseId: id, word, seen: '', decision: { how: 'accept' }, why: '' }
  expect(await office.ask('words.answer', input)).toMatchObject({ error: { code: 'form.reserved' } })
})
