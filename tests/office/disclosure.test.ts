import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallInput, CallOutput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { enrolOffices } from '../support/enrol.ts'
import { newTestOffice, someOffice, type TestOffice, testPassword } from '../support/office.ts'
import { plainPages } from '../support/pages.ts'

const now = (): Date => new Date('2026-03-02T09:00:00Z')
let district: TestOffice
let region: TestOffice
let key: string

beforeAll(async () => {
  district = await newTestOffice({ now })
  region = await newTestOffice({ now, level: 'region' })
  key = mkdtempSync(join(tmpdir(), 'lakana-key-'))
  await enrolOffices(district, region, key)
})
afterAll(async () => {
  await district.close()
  await region.close()
  rmSync(key, { recursive: true, force: true })
})

const lean = inventChild(seededRandom(5), { today: '2026-03-01', detail: 'lean' })
const refusal = { lawful_basis: 'consent', consent_collect: 'no', consent_share_statistics: 'yes', consent_photo: 'no' }

async function register(name: string, consent: object): Promise<string> {
  const input = {
    consent: { ...lean.consent, ...consent },
    registration: {
      ...lean.registration,
      family_name: name,
      best_language: 'moore',
      risk_level: 'high',
      risk_reasons: `${name} est battue.`,
    },
    notSame: [],
  }
  return (await district.call('cases.register', input as CallInput<'cases.register'>)).id
}

async function carry(from: TestOffice, to: TestOffice): Promise<void> {
  const { written } = await from.call('exchange.export', { path: key, officeIds: null })
  const { results } = await to.call('exchange.import', { path: key, files: written.map(({ file }) => file) })
  expect(results.map(({ outcome }) => outcome)).toEqual(written.map(() => 'applied'))
}

const formOf = (file: CallOutput<'cases.get'>, name: string): CallOutput<'cases.get'>['forms'][number] =>
  file.forms.find(({ form }) => form === name)!

test('the region reads what was not sent as not sent, counts the child, and reads it once it is agreed to', async () => {
  const id = await register('Zoungrana', refusal)
  await district.call('cases.addNote', { caseId: id, text: 'Zoungrana vit chez sa tante.' })
  await carry(district, region)

  const file = await region.call('cases.get', { id })
  const { code } = (await district.call('cases.get', { id })).item
  expect(file.item).toMatchObject({ code, familyName: '', givenNames: '', risk: 'high', sex: lean.registration.sex })
  const registration = formOf(file, 'registration')
  expect(registration.withheld).toEqual(expect.arrayContaining(['family_name', 'given_names', 'risk_reasons']))
  expect(registration.withheld).not.toContain('risk_level')
  expect(registration.values).toMatchObject({ risk_level: 'high' })
  expect(file.notes).toMatchObject([{ withheld: true, text: '' }])
  const history = await region.call('cases.history', { id, offset: 0, limit: 50 })
  const steps = history.entries.flatMap(({ items }) => items)
  expect(steps).toContainEqual(expect.objectContaining({ form: 'registration', field: 'family_name', withheld: true }))
  expect(steps).toContainEqual(expect.objectContaining({ kind: 'note', withheld: true, to: null }))
  expect(JSON.stringify([file, history])).not.toContain('Zoungrana')
  expect((await region.call('cases.search', { text: 'zoungrana', limit: 5 })).items).toEqual([])
  expect((await region.call('cases.search', { text: code, limit: 5 })).items).toHaveLength(1)

  await carry(region, district)
  const consent = formOf(await district.call('cases.get', { id }), 'consent')
  await district.call('cases.saveForm', {
    caseId: id,
    formId: consent.id,
    form: 'consent',
    values: { ...consent.values, consent_collect: 'yes' } as CallInput<'cases.saveForm'>['values'],
    revision: consent.revision,
  })
  await carry(district, region)
  const whole = await region.call('cases.get', { id })
  expect(whole.item.familyName).toBe('Zoungrana')
  expect(formOf(whole, 'registration').withheld).toEqual([])
  expect(whole.notes).toMatchObject([{ withheld: false, text: 'Zoungrana vit chez sa tante.' }])
  expect((await region.call('cases.search', { text: 'zoungrana', limit: 5 })).items).toHaveLength(1)
})

test('what is withdrawn is on no page of the region’s file any more, freed ones and the search index too', async () => {
  const id = await register('Nikiema', { ...refusal, consent_collect: 'yes' })
  await carry(district, region)
  const onDisk = async (): Promise<boolean> => {
    const pages = await plainPages(region.home, someOffice.person.signIn, testPassword)
    return pages.toString('latin1').toLowerCase().includes('kiema')
  }
  expect(await onDisk()).toBe(true)
  const consent = formOf(await district.call('cases.get', { id }), 'consent')
  await district.call('cases.saveForm', {
    caseId: id,
    formId: consent.id,
    form: 'consent',
    values: { ...consent.values, consent_collect: 'no' } as CallInput<'cases.saveForm'>['values'],
    revision: consent.revision,
  })
  await carry(region, district)
  await carry(district, region)
  expect((await region.call('cases.get', { id })).item.familyName).toBe('')
  expect(await onDisk()).toBe(false)
})

test('before a key is written, it is shown what goes, what stays and why; then the bundle holds exactly that', async () => {
  await carry(district, region)
  await carry(region, district)
  expect(await district.call('exchange.preview', {})).toMatchObject({ to: { code: 'KUI' }, most: 'full', cases: 0 })
  expect(await region.call('exchange.preview', {})).toBeNull()
  const { items } = await region.call('cases.search', { text: 'zoungrana', limit: 1 })
  expect((await region.call('exchange.previewCase', { caseId: items[0]?.id ?? '' })).fields).toEqual([])
  const kept = await register('Zoungrana', { ...refusal, consent_share_statistics: 'no' })
  const open = await register('Kinda', { ...refusal, consent_collect: 'yes', consent_photo: 'yes' })
  const preview = await district.call('exchange.preview', {})
  expect(preview).toMatchObject({ purpose: 'supervision', cases: 2, whole: 1 })
  expect(preview?.partly).toMatchObject([{ id: kept, identity: 'refused', facts: 'refused' }])

  const { fields } = await district.call('exchange.previewCase', { caseId: kept })
  const why = (field: string): unknown =>
    fields.find((each) => each.form === 'registration' && each.field === field)?.why
  expect([why('family_name'), why('risk_reasons'), why('best_language')]).toEqual(['refused', 'refused', 'refused'])
  expect([why('sex'), why('risk_level'), why('registration_date')]).toEqual([null, null, null])
  expect(JSON.stringify(fields)).not.toContain('Zoungrana')
  const whole = await district.call('exchange.previewCase', { caseId: open })
  expect(whole.fields.filter((each) => each.why !== null)).toEqual([])

  await carry(district, region)
  const told = formOf(await region.call('cases.get', { id: kept }), 'registration')
  const going = fields.filter((each) => each.form === 'registration' && each.why === null && !each.field.includes('.'))
  expect(Object.keys(told.values).filter((id) => !Array.isArray(told.values[id]))).toEqual(
    expect.arrayContaining(going.map(({ field }) => field)),
  )
  for (const { field } of fields.filter((each) => each.form === 'registration' && each.why !== null))
    expect(told.values).not.toHaveProperty(field)
})
