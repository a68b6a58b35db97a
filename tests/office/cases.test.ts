import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { CallFailed, newTestOffice, type TestOffice, testPassword } from '../support/office.ts'

const today = new Date().toISOString().slice(0, 10)
const child = inventChild(seededRandom(7), { today })
type Register = CallInput<'cases.register'>
const input = (registration: object = {}): Register => ({
  consent: child.consent as Register['consent'],
  registration: { ...child.registration, ...registration } as Register['registration'],
  notSame: [],
})

describe('a case, from registration to history', () => {
  let office: TestOffice
  let id = ''

  beforeAll(async () => {
    office = await newTestOffice()
    const saved = await office.call('cases.register', input({ family_name: 'Ouédraogo', given_names: 'Fatimata' }))
    id = saved.id
    expect(saved.code).toMatch(/^BLS-\d{4}-0001-[0-9A-Z]$/)
  })
  afterAll(() => office.close())

  test.each(['ouedraogo fati', 'Fatoumata Wedraogo', 'FATIMATA', 'bls'])('is found by « %s »', async (text) => {
    const { items } = await office.call('cases.search', { text, limit: 10 })
    expect(items.map((item) => item.id)).toContain(id)
    const list = await office.call('cases.list', { filters: { text }, sort: 'name', offset: 0, limit: 50 })
    expect(list).toMatchObject({ total: 1, items: [{ id }] })
  })

  test('is shown as likely the same when somebody types the name another way', async () => {
    const { items } = await office.call('cases.likely', {
      sketch: { familyName: 'Wedraogo', givenNames: 'Fatoumata', sex: String(child.registration.sex) },
    })
    expect(items[0]).toMatchObject({ item: { id } })
  })

  test('changes one field: only that is written, and the history says from what to what', async () => {
    const before = await office.call('cases.get', { id })
    const form = before.forms.find((each) => each.form === 'registration')
    if (!form) throw new Error('no registration')
    const values = { ...form.values, nickname: 'Minata' }
    const save = { caseId: id, formId: form.id, form: 'registration', values, revision: form.revision }
    expect(await office.call('cases.saveForm', save)).toMatchObject({ changed: 1 })
    await expect(office.call('cases.saveForm', save)).rejects.toMatchObject({ code: 'case.changed-since' })
    const { entries } = await office.call('cases.history', { id, offset: 0, limit: 10 })
    expect(entries[0]).toMatchObject({
      person: 'Rasmata Sawadogo',
      items: [{ form: 'registration', field: 'nickname', to: 'Minata' }],
    })
  })

  test('keeps notes and tells who wrote them', async () => {
    await office.call('cases.addNote', { caseId: id, text: 'Visite faite.' })
    const { notes } = await office.call('cases.get', { id })
    expect(notes).toMatchObject([{ text: 'Visite faite.', author: 'Rasmata Sawadogo' }])
  })

  test('what the validator refuses is refused here too, and nothing is written', async () => {
    const before = (await office.call('cases.facets', {})).total
    const wrong = input({ birth_date: { precision: 'exact', date: '1960-01-01' } })
    await expect(office.call('cases.register', wrong)).rejects.toMatchObject({ code: 'form.invalid' })
    expect((await office.call('cases.facets', {})).total).toBe(before)
  })

  test('survives lock and sign-in; drafts wait for their person', async () => {
    await office.call('drafts.save', { subject: 'register', payload: '{"title":"Essai"}' })
    await office.call('session.lock', { reason: 'person' })
    await expect(office.call('cases.get', { id })).rejects.toBeInstanceOf(CallFailed)
    await office.call('session.signIn', { signIn: 'rasmata.s', password: testPassword })
    expect((await office.call('cases.get', { id })).item.nickname).toBe('Minata')
    expect(await office.call('drafts.list', {})).toMatchObject([{ subject: 'register', title: 'Essai' }])
    expect((await office.call('home.summary', {})).mine.open).toBe(1)
  })
})
