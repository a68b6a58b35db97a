import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallInput } from '../../src-main/contract/index.ts'
import { wordDrafts } from '../../src-main/domain/cases/others-words.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { carryKey, enrolOffices } from '../support/enrol.ts'
import { newTestOffice, type TestOffice } from '../support/office.ts'
import { openPlainOffice } from '../support/plain-office.ts'
import { children } from '../support/team.ts'
import { within } from '../support/within.ts'

const folder = mkdtempSync(join(tmpdir(), 'lakana-words-'))
const key = join(folder, 'KEY')
const today = new Date().toISOString().slice(0, 10)
let region: TestOffice
let boulsa: TestOffice
let tougouri: TestOffice

async function register(seed = 3): Promise<{ id: string; code: string }> {
  const { consent, registration } = inventChild(seededRandom(seed), { today, detail: 'usual' })
  const agreed = { ...consent, lawful_basis: 'consent', consent_collect: 'yes' }
  return boulsa.call('cases.register', {
    consent: agreed,
    registration,
    notSame: [],
  } as unknown as CallInput<'cases.register'>)
}

async function carry(from: TestOffice, ...to: TestOffice[]): Promise<void> {
  const results = await carryKey(key, from, ...to)
  expect(results.map(({ error, aside }) => [error, aside])).toEqual(results.map(() => [null, 0]))
}
const words = async (office: TestOffice, caseId: string) => (await office.call('words.ofCase', { caseId })).items
const unread = async (office: TestOffice) => (await office.call('words.unread', {})).items

const recordOf = async (office: TestOffice, id: string, form = 'registration') => {
  const found = (await office.call('cases.get', { id })).forms.find((each) => each.form === form)
  if (!found) throw new Error('no such form')
  return found
}
/** What the region would write about one question, from what it sees. */
async function proposing(caseId: string, group: string, values: Record<string, string>, reason = 'Voir l’acte') {
  const { id: record, revision } = await recordOf(region, caseId)
  return { caseId, record, group, revision, values, reason }
}
const proposalIn = async (office: TestOffice, caseId: string) => (await words(office, caseId))[0]
const answering = async (office: TestOffice, caseId: string) => {
  const found = await proposalIn(office, caseId)
  return { caseId, word: found?.id ?? '', seen: found?.proposal?.seen ?? '', why: '' }
}

beforeAll(async () => {
  mkdirSync(key)
  const person = { name: 'Aïssata Sanou', signIn: 'aissata' }
  region = await newTestOffice({ level: 'region', home: join(folder, 'region'), person })
  boulsa = await newTestOffice({ home: join(folder, 'boulsa') })
  tougouri = await newTestOffice({ code: 'TGR', name: 'Service social de Tougouri', home: join(folder, 'tgr') })
  for (const district of [boulsa, tougouri]) await enrolOffices(district, region, key)
  await carry(region, boulsa, tougouri)
})
afterAll(async () => {
  for (const office of [region, boulsa, tougouri]) await office.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the region says a word on a case: it waits at the district that keeps it, nowhere else, and the region learns that it was read', async () => {
  const { id, code } = await register()
  await expect(boulsa.call('words.write', { caseId: id, text: 'Non' })).rejects.toMatchObject({
    code: 'word.not-below',
  })
  await carry(boulsa, region)
  expect(await region.raw('words.write', { caseId: id, text: ' ' })).toMatchObject({ error: { code: 'call.input' } })
  const word = await region.call('words.write', { caseId: id, text: 'Voyez la grand-mère avant le plan' })
  const before = (await region.call('cases.get', { id })).forms.map(({ values }) => values)
  expect(await words(region, id)).toMatchObject([{ id: word.id, readOn: null, person: 'Aïssata Sanou' }])
  await expect(region.call('words.note', { caseId: id, word: word.id })).rejects.toMatchObject({
    code: 'case.not-yours-to-edit',
  })
  await carry(region, boulsa, tougouri)
  await expect(tougouri.call('words.ofCase', { caseId: id })).rejects.toMatchObject({ code: 'case.not-found' })
  expect(await unread(tougouri)).toEqual([])
  expect(await unread(boulsa)).toMatchObject([{ caseId: id, code, office: 'Direction régionale du Kuilsé' }])
  expect(await words(boulsa, id)).toMatchObject([
    { text: 'Voyez la grand-mère avant le plan', person: 'Aïssata Sanou', readOn: null },
  ])
  // Nothing of the case is other than before.
  expect((await boulsa.call('cases.get', { id })).forms.map(({ values }) => values)).toEqual(before)

  await expect(boulsa.call('words.note', { caseId: id, word: 'ab'.repeat(16) })).rejects.toMatchObject({
    code: 'word.not-found',
  })
  await boulsa.call('words.note', { caseId: id, word: word.id })
  expect(await unread(boulsa)).toEqual([])
  await carry(boulsa, region)
  expect(await words(region, id)).toMatchObject([{ readOn: today }])
  expect(JSON.stringify(await boulsa.call('cases.history', { id, offset: 0, limit: 50 }))).not.toContain('grand-mère')
})

test('a word and a proposal go with the case to its next keeper, who answers', async () => {
  const { id } = await register()
  await carry(boulsa, region)
  const { risk_level: risk } = (await recordOf(boulsa, id)).values
  const proposed = { risk_level: risk === 'high' ? 'low' : 'high' }
  await region.call('words.propose', await proposing(id, 'risk', proposed))
  await region.call('words.write', { caseId: id, text: 'À suivre de près' })
  await carry(region, boulsa)
  const { offices } = await boulsa.call('transfers.offices', {})
  await boulsa.call('transfers.give', {
    caseId: id,
    to: offices.find(({ code }) => code === 'TGR')?.id ?? '',
    urgent: false,
    values: {
      transfer_reason: 'new_location',
      child_agrees: 'yes',
      case_history: 'Suivie depuis mars.',
      current_situation: 'Chez sa tante.',
    },
  })
  await carry(boulsa, region)
  await carry(region, tougouri)
  expect(await unread(tougouri)).toMatchObject([{ caseId: id }, { caseId: id }])
  await region.call('words.write', { caseId: id, text: 'Voyez l’école' })
  await carry(region, tougouri)
  const there = await words(tougouri, id)
  expect(there.map(({ text }) => text)).toEqual(['Voyez l’école', 'À suivre de près', 'Voir l’acte'])
  expect(await unread(boulsa)).toEqual([])
  const { id: word = '', proposal } = there.find((each) => each.proposal !== null) ?? {}
  expect(proposal).toMatchObject({ values: proposed, now: { risk_level: risk }, changed: null, answerable: true })
  const taking = { caseId: id, word, seen: proposal?.seen ?? '', decision: { how: 'accept' }, why: '' } as const
  await expect(boulsa.call('words.answer', taking)).rejects.toMatchObject({ code: 'case.not-yours-to-edit' })
  await tougouri.call('words.answer', taking)
  await carry(tougouri, region)
  expect((await recordOf(region, id)).values).toMatchObject(proposed)
  expect((await words(region, id)).find((each) => each.proposal)?.proposal?.answer).toBe('accepted')
})

test('the region proposes a value: nothing changes until the district takes it as an edit of its own, which says whose proposal it was', async () => {
  const { id, code } = await register()
  await carry(boulsa, region)
  const before = await recordOf(boulsa, id)
  const input = await proposing(id, 'risk', { risk_level: before.values.risk_level === 'high' ? 'low' : 'high' })
  await expect(boulsa.call('words.propose', input)).rejects.toMatchObject({ code: 'word.not-below' })
  const refused: [Partial<typeof input>, string][] = [
    [{ values: { risk_level: String(before.values.risk_level) } }, 'proposal.same'],
    [{ values: { risk_level: 'enormous' } }, 'form.invalid'],
    [{ values: {} }, 'form.invalid'],
    [{ values: { family_name: 'Zongo' } }, 'call.input'],
    [{ group: 'no_such_group' }, 'form.reserved'],
    [{ revision: '1-2-3' }, 'case.changed-since'],
    [{ reason: ' ' }, 'call.input'],
  ]
  for (const [wrong, error] of refused)
    await expect(region.call('words.propose', { ...input, ...wrong })).rejects.toMatchObject({ code: error })
  expect(await words(region, id)).toEqual([])
  await region.call('words.propose', input)
  await carry(region, boulsa, tougouri)
  await expect(tougouri.call('words.ofCase', { caseId: id })).rejects.toMatchObject({ code: 'case.not-found' })
  expect(await unread(boulsa)).toMatchObject([{ caseId: id, code, proposal: true }])
  expect(await recordOf(boulsa, id)).toEqual(before)
  const read = await proposalIn(boulsa, id)
  expect(read).toMatchObject({ text: 'Voir l’acte', person: 'Aïssata Sanou', readOn: null })
  expect(read?.proposal).toMatchObject({
    form: 'registration',
    fields: ['risk_level'],
    values: input.values,
    now: { risk_level: before.values.risk_level },
    changed: null,
    answerable: true,
    answer: null,
  })
  expect((await proposalIn(region, id))?.proposal?.answerable).toBe(false)
  await expect(boulsa.call('words.note', { caseId: id, word: read?.id ?? '' })).rejects.toMatchObject({
    code: 'proposal.to-answer',
  })
  const taking = { ...(await answering(boulsa, id)), decision: { how: 'accept' } } as const
  await expect(region.call('words.answer', taking)).rejects.toMatchObject({ code: 'case.not-yours-to-edit' })
  await expect(boulsa.call('words.answer', { ...taking, seen: 'x' })).rejects.toMatchObject({
    code: 'case.changed-since',
  })
  await boulsa.call('words.answer', taking)
  await expect(boulsa.call('words.answer', taking)).rejects.toMatchObject({ code: 'proposal.answered' })
  expect((await recordOf(boulsa, id)).values).toEqual({ ...before.values, ...input.values })
  expect(await unread(boulsa)).toEqual([])
  await carry(boulsa, region)
  expect(await proposalIn(region, id)).toMatchObject({ readOn: today, proposal: { answer: 'accepted' } })
  for (const office of [boulsa, region]) {
    const { entries } = await office.call('cases.history', { id, offset: 0, limit: 2 })
    const told = entries.map(({ items }) => items.map(({ kind, field, to }) => [kind, field, to]))
    expect(told).toEqual([
      [
        ['field', 'risk_level', input.values.risk_level],
        ['word', 'accepted', 'Direction régionale du Kuilsé'],
      ],
      [['word', 'proposed', 'Direction régionale du Kuilsé']],
    ])
  }
})

test('what was changed meanwhile is said, a third value goes through the checks of the form, and a refusal gives its reason', async () => {
  const { id } = await register(5)
  await carry(boulsa, region)
  const { values } = await recordOf(boulsa, id)
  const other = values.risk_level === 'medium' ? 'low' : 'medium'
  await region.call(
    'words.propose',
    await proposing(id, 'risk', { risk_level: 'high' === values.risk_level ? 'low' : 'high' }),
  )
  const record = await recordOf(boulsa, id)
  await boulsa.call('cases.saveForm', {
    caseId: id,
    formId: record.id,
    form: 'registration',
    values: { ...values, risk_level: other },
    revision: record.revision,
  } as CallInput<'cases.saveForm'>)
  await carry(region, boulsa)
  expect((await proposalIn(boulsa, id))?.proposal).toMatchObject({
    now: { risk_level: other },
    changed: { person: 'Rasmata Sawadogo', before: { risk_level: values.risk_level } },
  })
  const mine = await answering(boulsa, id)
  const write = { how: 'write', values: { risk_level: 'enormous' } } as const
  await expect(boulsa.call('words.answer', { ...mine, decision: write })).rejects.toMatchObject({
    code: 'form.invalid',
  })
  await boulsa.call('words.answer', {
    ...mine,
    decision: { how: 'write', values: { risk_level: String(values.risk_level) } },
  })
  expect((await recordOf(boulsa, id)).values).toEqual(values)
  await carry(boulsa, region)
  expect((await proposalIn(region, id))?.proposal).toMatchObject({ answer: 'other', changed: null })

  await region.call('words.propose', await proposing(id, 'risk', { risk_level: other }))
  await carry(region, boulsa)
  const again = { ...(await answering(boulsa, id)), decision: { how: 'decline' } } as const
  await expect(boulsa.call('words.answer', again)).rejects.toMatchObject({ code: 'form.invalid' })
  await boulsa.call('words.answer', { ...again, why: 'Vu hier : rien n’a changé' })
  await carry(boulsa, region)
  expect(await proposalIn(region, id)).toMatchObject({
    readOn: today,
    proposal: { answer: 'declined', why: 'Vu hier : rien n’a changé' },
  })
})

test('what consent takes back from the region cannot be proposed on, and what it had proposed there is shown no more', async () => {
  const { id } = await register(6)
  await carry(boulsa, region)
  await region.call('words.propose', await proposing(id, 'name', { family_name: 'Zorgho', given_names: 'Awa' }))
  await carry(region, boulsa)
  const consent = await recordOf(boulsa, id, 'consent')
  await boulsa.call('cases.saveForm', {
    caseId: id,
    formId: consent.id,
    form: 'consent',
    values: { ...consent.values, consent_collect: 'no' },
    revision: consent.revision,
  } as CallInput<'cases.saveForm'>)
  await carry(boulsa, region)
  expect((await proposalIn(region, id))?.proposal?.values).toBeNull()
  await expect(
    region.call('words.propose', await proposing(id, 'name', { family_name: 'Zorgho' })),
  ).rejects.toMatchObject({ code: 'proposal.withheld' })
  const mine = await answering(boulsa, id)
  await boulsa.call('words.answer', { ...mine, decision: { how: 'decline' }, why: 'Motsecret de la tante' })
  await carry(boulsa, region)
  expect((await proposalIn(region, id))?.proposal).toMatchObject({ answer: 'declined', why: '' })
})

test('a proposal about a question that this program does not know is a word to be read: it does not wait for ever', async () => {
  const plain = await openPlainOffice()
  const { ledger, person } = plain.office
  const [caseId = ''] = children(plain, person.id, 1)
  const word = 'cd'.repeat(16)
  const author = { person: person.id, role: person.role, time: '2026-11-01T08:00:00Z' }
  ledger.append(author, [
    ...wordDrafts(word, caseId, 'Voir l’acte'),
    { t: 'set', r: word, g: 'about', value: { record: 'ab'.repeat(16), seen: [] } },
    { t: 'set', r: word, g: 'proposed.later.name', value: { name: 'Kaboré' } },
  ])
  const ask = within(plain.context)
  expect((await ask('words.unread', {})).items).toHaveLength(1)
  expect((await ask('words.ofCase', { caseId })).items).toMatchObject([{ text: 'Voir l’acte', proposal: null }])
  await ask('words.note', { caseId, word })
  expect((await ask('words.unread', {})).items).toEqual([])
  plain.close()
})
