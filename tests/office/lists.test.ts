import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallInput, CallOutput } from '../../src-main/contract/index.ts'
import type { OptionList } from '../../src-main/domain/forms/types.ts'
import { registerChild } from '../support/child.ts'
import { carryKey, enrolOffices } from '../support/enrol.ts'
import { newTestOffice, type TestOffice } from '../support/office.ts'

const folder = mkdtempSync(join(tmpdir(), 'lakana-lists-'))
const key = join(folder, 'KEY')
const boulsa = 'BF490202'
let national: TestOffice
let region: TestOffice
let district: TestOffice

beforeAll(async () => {
  mkdirSync(key)
  national = await newTestOffice({ level: 'national', code: 'NAT', name: 'Ministère', home: join(folder, 'national') })
  region = await newTestOffice({ level: 'region', home: join(folder, 'region') })
  district = await newTestOffice({ home: join(folder, 'district') })
  await enrolOffices(region, national, key)
  await enrolOffices(district, region, key)
}, 60_000)
afterAll(async () => {
  for (const office of [national, region, district]) await office.close()
  rmSync(folder, { recursive: true, force: true })
})

const edit = (at: TestOffice, input: CallInput<'lists.edit'>) => at.call('lists.edit', input)
const add = (at: TestOffice, list: string, fr: string, en = '') =>
  edit(at, { what: 'option', list, id: null, fr, en, reserved: null })
const layDown = (at: TestOffice) => at.call('exchange.layDown', { kind: 'lists' })
const carry = async (from: TestOffice, to: TestOffice) => (await carryKey(key, from, to))[0]
const optionsOf = async (at: TestOffice, list: string) => {
  const all = (await at.call('forms.all', {})).lists as unknown as OptionList[]
  return all.find((each) => each.list === list)?.options ?? []
}
const idOf = async (at: TestOffice, list: string, fr: string): Promise<string> =>
  (await optionsOf(at, list)).find(({ label }) => label.fr === fr)?.id ?? ''
const code = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'ok',
    (error: { code: string }) => error.code,
  )

/** Writes into form 1B of a case. */
async function answer(at: TestOffice, caseId: string, values: object): Promise<void> {
  const form = await registrationOf(at, caseId)
  const input = {
    caseId,
    formId: form.id,
    form: form.form,
    revision: form.revision,
    values: { ...form.values, ...values },
  }
  await at.call('cases.saveForm', input as unknown as CallInput<'cases.saveForm'>)
}
async function registrationOf(at: TestOffice, id: string): Promise<CallOutput<'cases.get'>['forms'][number]> {
  const found = (await at.call('cases.get', { id })).forms.find(({ form }) => form === 'registration')
  if (!found) throw new Error('no registration')
  return found
}

test('what region and national level add is offered in the district after a key, and an answer holds it', async () => {
  await add(national, 'provider_type', 'Centre d’écoute', 'Listening centre')
  await add(region, 'ethnicity', 'Kurumba')
  expect(await idOf(region, 'ethnicity', 'Kurumba')).toBe('')
  expect((await region.call('lists.get', {})).edits).toMatchObject([{ state: 'new', fr: 'Kurumba', list: 'ethnicity' }])
  await layDown(national)
  await layDown(region)
  expect(await code(layDown(region))).toBe('lists.nothing')
  await carry(national, region)
  expect(await carry(region, district)).toMatchObject({ documents: [{ kind: 'lists' }, { kind: 'lists' }] })

  const kurumba = await idOf(district, 'ethnicity', 'Kurumba')
  expect(kurumba).toMatch(/^x-[0-9a-f]{16}$/)
  const providers = await optionsOf(district, 'provider_type')
  expect(providers.map(({ label }) => label.en).slice(-2)).toEqual([
    'Listening centre',
    expect.stringMatching(/^Other/),
  ])
  const { id } = await registerChild(district, 3)
  await answer(district, id, { ethnicity: kurumba })
  await carry(district, region)
  expect((await registrationOf(region, id)).values).toMatchObject({ ethnicity: kurumba })
  const { inForce } = await district.call('exchange.documents', {})
  expect(inForce.map(({ kind, from }) => [kind, from])).toEqual([
    ['lists', 'Direction régionale du Kuilsé'],
    ['lists', 'Ministère'],
  ])
  expect(await district.call('lists.get', {})).toMatchObject({
    above: false,
    laid: [
      { from: 'Ministère', level: 'national', version: 1, own: false },
      { from: 'Direction régionale du Kuilsé', level: 'region', version: 1, own: false },
    ],
  })
})

test('an answer that is retired stays where it was and is not given anew; brought back, it is', async () => {
  const { id } = await registerChild(district, 4)
  const { id: other } = await registerChild(district, 5)
  await answer(district, id, { religion: 'catholic' })
  await answer(district, other, { religion: 'protestant' })
  await edit(region, { what: 'state', key: 'religion/catholic', retired: true })
  await layDown(region)
  await carry(region, district)
  expect((await optionsOf(district, 'religion')).filter(({ retired }) => retired).map((each) => each.id)).toEqual([
    'catholic',
  ])
  await answer(district, id, { nickname: 'Tilga' })
  expect((await registrationOf(district, id)).values).toMatchObject({ religion: 'catholic', nickname: 'Tilga' })
  expect(await code(answer(district, other, { religion: 'catholic' }))).toBe('form.retired')
  await edit(region, { what: 'state', key: 'religion/catholic', retired: false })
  await layDown(region)
  await carry(region, district)
  await answer(district, other, { religion: 'catholic' })
})

test('a key that comes late with an older version changes nothing', async () => {
  await add(region, 'religion', 'Religion ancienne')
  await layDown(region)
  const [late] = (await region.call('exchange.export', { path: key, officeIds: null })).written.filter(
    ({ to }) => to === 'BLS',
  )
  const aside = join(folder, 'late.lkb')
  copyFileSync(join(key, late!.file), aside)
  await add(region, 'religion', 'Religion nouvelle')
  await layDown(region)
  await carry(region, district)
  copyFileSync(aside, join(key, late!.file))
  const { results } = await district.call('exchange.import', { path: key, files: [late!.file] })
  expect(results[0]).toMatchObject({ documents: [{ kind: 'lists', outcome: 'older' }] })
  const labels = (await optionsOf(district, 'religion')).map(({ label }) => label.fr)
  expect(labels.filter((each) => each.startsWith('Religion'))).toEqual(['Religion ancienne', 'Religion nouvelle'])
  rmSync(join(key, late!.file))
})

test('an answer that nobody here has heard of is kept as it is, read as such, and never in a list that rules decide by', async () => {
  const { id } = await registerChild(district, 6)
  const unknown = 'x-00000000000000ff'
  await answer(district, id, { ethnicity: unknown, languages: ['moore', unknown] })
  await answer(district, id, { nickname: 'Tibo' })
  expect((await registrationOf(district, id)).values).toMatchObject({
    ethnicity: unknown,
    languages: ['moore', unknown],
  })
  expect(await code(answer(district, id, { risk_level: unknown }))).toBe('form.invalid')
  expect(await code(answer(district, id, { ethnicity: 'x-1' }))).toBe('form.invalid')
})

test('a village, a sector and a site are found by name in the district, count in their commune, and go', async () => {
  await edit(region, { what: 'places', commune: boulsa, kind: 'village', names: ['Zambanga', ' Bonam ', ''] })
  await edit(region, { what: 'places', commune: boulsa, kind: 'site', names: ['Site de Tanlili'] })
  await edit(region, { what: 'spelling', place: boulsa, name: 'Bulsa', gone: false })
  expect(
    await code(edit(region, { what: 'places', commune: boulsa, kind: 'village', names: ['Tanga', 'BONAM'] })),
  ).toBe('lists.taken')
  const { places } = await region.call('lists.places', { commune: boulsa })
  expect(places.map(({ name, kind, pending }) => [name, kind, pending])).toEqual([
    ['Bonam', 'village', true],
    ['Site de Tanlili', 'site', true],
    ['Zambanga', 'village', true],
  ])
  const site = places[1]!.id
  const spelt = places[2]!.id
  await edit(region, { what: 'spelling', place: spelt, name: 'Zambaga', gone: false })
  await layDown(region)
  await carry(region, district)
  const find = (text: string, more: object = {}) => district.call('places.search', { text, limit: 5, ...more })
  expect(await find('tanlili')).toEqual([
    { code: site, name: 'Site de Tanlili', label: 'Site de Tanlili — Boulsa, Namentenga, Kuilsé', known: true },
  ])
  expect((await find('Zambaga'))[0]?.code).toBe(spelt)
  expect((await find('bulsa'))[0]?.code).toBe(boulsa)
  expect(await find('tanlili', { communes: true })).toEqual([])

  const { id } = await registerChild(district, 7)
  await answer(district, id, { address_place: site })
  const { items } = await district.call('cases.list', {
    filters: { commune: boulsa },
    sort: 'name',
    offset: 0,
    limit: 50,
  })
  expect(items.find((each) => each.id === id)).toMatchObject({
    commune: boulsa,
    communeLabel: 'Boulsa — Namentenga, Kuilsé',
  })

  await edit(region, { what: 'spelling', place: spelt, name: 'Zambaga', gone: true })
  // The site is no more: it is found no longer, and the child's file still says where it lived.
  await edit(region, { what: 'state', key: site, retired: true })
  await layDown(region)
  await carry(region, district)
  expect(await find('tanlili')).toEqual([])
  expect(await find('Zambaga')).toEqual([])
  expect(await district.call('places.labels', { codes: [site] })).toMatchObject([
    { name: 'Site de Tanlili', known: true },
  ])
  const { id: other } = await registerChild(district, 8)
  expect(await code(answer(district, other, { address_place: site }))).toBe('form.retired')
  expect(await district.call('places.labels', { codes: [`${boulsa}-00000000ff`] })).toMatchObject([
    { label: 'Boulsa — Namentenga, Kuilsé', known: false },
  ])
})

test('what another office laid down, rules rest on, or a district would lay down is refused; what is meant is taken back', async () => {
  const national0 = await idOf(region, 'provider_type', 'Centre d’écoute')
  const correct = {
    what: 'option',
    list: 'provider_type',
    id: national0,
    fr: 'Autre nom',
    en: '',
    reserved: null,
  } as const
  expect(await code(edit(region, correct))).toBe('lists.not-yours')
  expect(await code(add(region, 'risk_level', 'Très élevé'))).toBe('lists.fixed')
  expect(await code(edit(region, { what: 'state', key: 'violence_type/rape', retired: true }))).toBe('lists.fixed')
  expect(await code(edit(region, { what: 'state', key: boulsa, retired: true }))).toBe('call.input')
  expect(await code(add(region, 'religion', 'CATHOLIQUE'))).toBe('lists.taken')
  expect(await code(add(district, 'religion', 'Autre'))).toBe('lists.only-above')
  expect(await code(layDown(district))).toBe('lists.only-above')
  await add(region, 'religion', 'À oublier')
  await edit(region, { what: 'state', key: 'religion/muslim', retired: true })
  const { edits } = await region.call('lists.get', {})
  expect(edits.map(({ state, fr }) => [state, fr])).toEqual([
    ['new', 'À oublier'],
    ['retired', expect.stringMatching(/usulman/)],
  ])
  await region.call('lists.takeBack', { subject: edits[0]!.subject })
  expect((await region.call('lists.get', {})).edits).toHaveLength(1)
  await edit(region, { what: 'state', key: 'religion/muslim', retired: false })
  expect((await region.call('lists.get', {})).edits).toEqual([])
})

test('an answer that an office adds as reserved is kept from who may not see such answers, whether or not its office knows it', async () => {
  await edit(region, {
    what: 'option',
    list: 'risk_code',
    id: null,
    fr: 'Mariage par rapt',
    en: '',
    reserved: 'sexual',
  })
  await layDown(region)
  await carry(region, district)
  const id = await idOf(district, 'risk_code', 'Mariage par rapt')
  expect(id).toMatch(/^xs-/)
  expect((await optionsOf(district, 'risk_code')).find((each) => each.id === id)?.sensitive).toBe('sexual')
})
