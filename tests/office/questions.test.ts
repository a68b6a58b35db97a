import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallInput, CallOutput } from '../../src-main/contract/index.ts'
import type { FormDefinition } from '../../src-main/domain/forms/types.ts'
import { typesetFrench } from '../../src-main/domain/forms/typeset.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { carryKey, enrolOffices } from '../support/enrol.ts'
import { newTestOffice, someOffice, type TestOffice } from '../support/office.ts'

const folder = mkdtempSync(join(tmpdir(), 'lakana-questions-'))
const key = join(folder, 'KEY')
let region: TestOffice
let district: TestOffice

beforeAll(async () => {
  mkdirSync(key)
  region = await newTestOffice({ level: 'region', home: join(folder, 'region') })
  district = await newTestOffice({ home: join(folder, 'district') })
  await enrolOffices(district, region, key)
}, 60_000)
afterAll(async () => {
  for (const office of [region, district]) await office.close()
  rmSync(folder, { recursive: true, force: true })
})

type Question = Extract<CallInput<'lists.edit'>, { what: 'question' }>
const plain = {
  what: 'question',
  form: 'registration',
  section: 'situation',
  id: null,
  type: 'yesNoUnknown',
  en: '',
  answers: '',
  reserved: null,
} as const
const ask = (at: TestOffice, more: Partial<Question> & { fr: string }) => at.call('lists.edit', { ...plain, ...more })
const layDown = (at: TestOffice) => at.call('exchange.layDown', { kind: 'lists' })
const carry = (from: TestOffice, to: TestOffice) => carryKey(key, from, to)
const formsOf = async (at: TestOffice) => (await at.call('forms.all', {})).forms as unknown as FormDefinition[]
async function idOf(at: TestOffice, fr: string): Promise<string> {
  const fields = (await formsOf(at)).flatMap(({ sections }) => sections.flatMap((each) => each.fields))
  return fields.find(({ label }) => label.fr === typesetFrench(fr))?.id ?? ''
}
const code = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'ok',
    (error: { code: string }) => error.code,
  )

async function register(values: object, consent: object = {}): Promise<string> {
  const today = new Date().toISOString().slice(0, 10)
  const invented = inventChild(seededRandom(3), { today, homeCommune: someOffice.place, detail: 'usual' })
  const agreed = { ...invented.consent, lawful_basis: 'consent', consent_collect: 'yes', ...consent }
  const input = { consent: agreed, registration: { ...invented.registration, ...values }, notSame: [] }
  return (await district.call('cases.register', input as unknown as CallInput<'cases.register'>)).id
}
async function registrationOf(at: TestOffice, id: string): Promise<CallOutput<'cases.get'>['forms'][number]> {
  const found = (await at.call('cases.get', { id })).forms.find(({ form }) => form === 'registration')
  if (!found) throw new Error('no registration')
  return found
}
async function answer(caseId: string, values: object): Promise<unknown> {
  const { id: formId, form, revision, values: before } = await registrationOf(district, caseId)
  const input = { caseId, formId, form, revision, values: { ...before, ...values } }
  return district.call('cases.saveForm', input as unknown as CallInput<'cases.saveForm'>)
}

const water = 'L’enfant a-t-il accès à l’eau potable ?'
const faith = 'Qui l’accompagne à la prière ?'

test('a question of the region is asked in the district after a key, and its answer reaches the region', async () => {
  await ask(region, { fr: water, en: 'Has the child access to drinking water?' })
  await ask(region, { fr: faith, type: 'severalOf', answers: 'religion' })
  expect(await idOf(region, water)).toBe('')
  expect((await region.call('lists.get', {})).edits).toMatchObject([
    { state: 'new', fr: water, form: 'registration', list: null },
    { state: 'new', fr: faith },
  ])
  await layDown(region)
  expect((await carry(region, district))[0]).toMatchObject({ documents: [{ kind: 'lists' }] })
  const [first, second] = [await idOf(district, water), await idOf(district, faith)]
  expect([first, second]).toEqual([expect.stringMatching(/^q-[0-9a-f]{16}$/), expect.stringMatching(/^q-/)])

  const id = await register({ [first]: 'yes', [second]: ['muslim'] })
  await answer(id, { [first]: 'no' })
  const preview = await district.call('exchange.previewCase', { caseId: id })
  expect(preview.fields).toContainEqual({ form: 'registration', field: first, why: null })
  await carry(district, region)
  expect((await registrationOf(region, id)).values).toMatchObject({ [first]: 'no', [second]: ['muslim'] })
  const { entries } = await region.call('cases.history', { id, offset: 0, limit: 10 })
  expect(entries.flatMap(({ items }) => items)).toContainEqual(
    expect.objectContaining({ form: 'registration', field: first, from: 'yes', to: 'no' }),
  )
  expect(await district.call('lists.questions', { form: 'registration' })).toMatchObject([
    { id: first, fr: water, own: false, from: 'Direction régionale du Kuilsé', retiredBy: null },
    { id: second, answers: 'religion' },
  ])
  expect(await code(answer(id, { [second]: ['blue'] }))).toBe('form.invalid')
})

test('where the name may not go, no answer of it goes', async () => {
  const first = await idOf(district, water)
  const id = await register({ [first]: 'yes' }, { consent_collect: 'no', consent_photo: 'no' })
  const { fields } = await district.call('exchange.previewCase', { caseId: id })
  expect(fields.find(({ field }) => field === first)?.why).not.toBeNull()
  await carry(district, region)
  expect((await registrationOf(region, id)).withheld).toContain(first)
})

test('corrected, it stays the question it was; asked no longer, it stays where it was answered; brought back, it is asked', async () => {
  const first = await idOf(district, water)
  const id = await register({ [first]: 'yes' })
  const other = await register({})
  await ask(region, { fr: 'A-t-il de l’eau potable ?', id: first, type: 'text', reserved: 'hiv' })
  await layDown(region)
  await carry(region, district)
  expect(await idOf(district, 'A-t-il de l’eau potable ?')).toBe(first)
  expect((await district.call('lists.questions', { form: 'registration' }))[0]).toMatchObject({
    type: 'yesNoUnknown',
    reserved: null,
  })

  await region.call('lists.edit', { what: 'state', key: first, retired: true })
  await layDown(region)
  await carry(region, district)
  await answer(id, { nickname: 'Tilga' })
  expect((await registrationOf(district, id)).values).toMatchObject({ [first]: 'yes', nickname: 'Tilga' })
  expect(await code(answer(other, { [first]: 'yes' }))).toBe('form.retired')

  await region.call('lists.edit', { what: 'state', key: first, retired: false })
  await layDown(region)
  await carry(region, district)
  expect(await code(answer(other, { [first]: 'yes' }))).toBe('ok')
})

test('what cannot be asked is refused by name', async () => {
  expect(await code(ask(district, { fr: 'Du district ?' }))).toBe('lists.only-above')
  expect(await code(ask(region, { fr: 'Accord ?', form: 'consent', section: 'basis' }))).toBe('lists.fixed')
  expect(await code(ask(region, { fr: 'Nulle part ?', section: 'nowhere' }))).toBe('call.input')
  expect(await code(ask(region, { fr: 'Sans liste ?', type: 'oneOf' }))).toBe('call.input')
  expect(await code(ask(region, { fr: '  A-T-IL  de l’eau potable ? ' }))).toBe('lists.taken')
  expect(await code(ask(region, { fr: 'D’un autre ?', id: 'q-00000000000000ff' }))).toBe('lists.not-yours')
  const { forms } = await region.call('lists.get', {})
  expect(forms.filter(({ open }) => !open).map(({ form }) => form)).toEqual(['consent', 'referral', 'transfer'])
  expect(forms.find(({ form }) => form === 'registration')?.questions).toBe(2)
})
