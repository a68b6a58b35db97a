import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { registerChild } from '../support/child.ts'
import { carryKey, enrolOffices } from '../support/enrol.ts'
import { type NewTestOffice, newTestOffice, someOffice, type TestOffice, testPassword } from '../support/office.ts'

const folder = mkdtempSync(join(tmpdir(), 'lakana-region-'))
const key = join(folder, 'KEY')
const offices: TestOffice[] = []

async function office(home: string, more: NewTestOffice): Promise<TestOffice> {
  const made = await newTestOffice({ home: join(folder, home), ...more })
  offices.push(made)
  return made
}
const cases = async (of: TestOffice): Promise<number> => (await of.call('machine.about', {})).cases
const namesOf = async (of: TestOffice): Promise<string[][]> => {
  const { items } = await of.call('cases.list', { filters: {}, sort: 'name', offset: 0, limit: 10 })
  return items.map(({ officeCode, familyName }) => [officeCode, familyName])
}
const applied = expect.objectContaining({ outcome: 'applied', error: null })
const carry = async (from: TestOffice, to: TestOffice): Promise<void> => {
  expect(await carryKey(key, from, to)).toEqual([applied])
}

let national: TestOffice
let old: TestOffice
let next: TestOffice
let mover: TestOffice
let stayer: TestOffice
/** A child that the new region kept for a while, and one registered there whose name goes to nobody above. */
let passed = ''
let unnamed = ''

beforeAll(async () => {
  mkdirSync(key)
  national = await office('national', { level: 'national', code: 'NAT', name: 'Direction centrale' })
  old = await office('old', { level: 'region', code: 'EST', name: 'Région de l’Est' })
  next = await office('next', { level: 'region', code: 'SIR', name: 'Région de la Sirba' })
  mover = await office('mover', { code: 'BOG', name: 'Service de Bogandé' })
  stayer = await office('stayer', { code: 'FAD', name: 'Service de Fada' })
  await enrolOffices(mover, old, key)
  await enrolOffices(stayer, old, key)
}, 60_000)
afterAll(async () => {
  for (const each of offices) await each.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a region that worked alone comes under the national level, and its districts learn it by key', async () => {
  await registerChild(mover, 3200)
  await carry(mover, old)
  await enrolOffices(old, national, key)
  await enrolOffices(next, national, key)
  await carry(old, national)
  const [came] = await carryKey(key, old, mover)
  expect(came).toMatchObject({ outcome: 'applied', moves: [{ code: 'EST', to: 'Direction centrale', left: false }] })
  expect(await carryKey(key, old, stayer)).toMatchObject([{ outcome: 'applied' }])
  await national.call('settings.set', { standards: { firstResponseHours: { high: 5, medium: 50, low: 90 } } })
  await national.call('exchange.layDown', { kind: 'settings' })
  await carry(national, old)
  await carry(old, mover)
  expect((await mover.call('settings.get', {})).standards.firstResponseHours.high).toBe(5)
})

describe('an office that changes regions', () => {
  let late = ''
  let handed = { id: '', code: '' }
  test('is certified by the other one once both have said so', async () => {
    handed = await registerChild(stayer, 3201)
    await give(stayer, handed.id, 'BOG')
    await carry(stayer, old)
    await carry(old, mover)
    await carry(old, national)
    await carry(national, next)

    await registerChild(mover, 3202)
    late = (await mover.call('exchange.export', { path: key, officeIds: null })).written[0]?.file ?? ''
    const request = await mover.call('enrolment.writeRequest', { path: key })
    const asked = (await next.call('exchange.scan', { path: key })).requests.find(({ code }) => code === 'BOG')
    expect(asked).toMatchObject({ leaves: { name: 'Région de l’Est', back: false }, answered: false })
    const input = { path: key, file: request.file, words: request.words }
    expect(await next.raw('enrolment.certify', input)).toMatchObject({ error: { code: 'enrolment.other-region' } })
    const { file } = await next.call('enrolment.certify', { ...input, from: asked?.leaves?.id })
    const { words } = await next.call('enrolment.state', {})
    const [answer] = (await mover.call('exchange.scan', { path: key })).answers.filter(({ forUs }) => forUs)
    expect(answer).toMatchObject({ accepted: false, leaves: { name: 'Région de l’Est' } })
    expect(await mover.raw('enrolment.accept', { path: key, file, words })).toMatchObject({
      error: { code: 'enrolment.other-region', details: { office: 'Région de l’Est' } },
    })
    await mover.call('enrolment.accept', { path: key, file, words, leaving: answer?.leaves?.id })
    expect(await mover.call('enrolment.state', {})).toMatchObject({ parent: { code: 'SIR' } })
    const { peers } = await mover.call('exchange.overview', {})
    expect(peers.map(({ code, direction }) => [code, direction])).toEqual([['SIR', 'up']])
  })

  test('what was on its way to and from the region that it left is read', async () => {
    const other = await registerChild(stayer, 3203)
    await give(stayer, other.id, 'BOG')
    await carry(stayer, old)
    await carry(old, mover)
    expect(await cases(mover)).toBe(4)
    expect((await old.call('exchange.import', { path: key, files: [late] })).results).toEqual([applied])
  })

  test('brings its new region all that it wrote; what others had begun waits until the national level has said so', async () => {
    await carry(old, national)
    const [came] = await carryKey(key, mover, next)
    expect(came).toMatchObject({ outcome: 'applied', error: null })
    expect(await cases(next)).toBe(2)
    const [refused] = await carryKey(key, next, national)
    expect(refused).toMatchObject({
      outcome: 'refused',
      error: {
        code: 'bundle.office-moved',
        details: { code: 'BOG', before: 'Région de l’Est', to: 'Région de la Sirba' },
      },
    })
    const { officeId, toId } = (refused?.error?.details ?? {}) as { officeId: string; toId: string }
    expect(await old.raw('enrolment.move', { officeId, to: toId })).toMatchObject({
      error: { code: 'enrolment.not-below' },
    })
    expect(await national.call('enrolment.move', { officeId, to: toId })).toMatchObject({ code: 'BOG' })
    // What the old region wrote before it knew is still taken.
    await carry(old, national)
    await carry(next, national)
    expect(await cases(national)).toBe(4)
  })

  test('the region that it left is told, keeps what counts the children and not who they are, and gets no more; the new one has every case', async () => {
    const [told] = await carryKey(key, national, old)
    expect(told).toMatchObject({ moves: [{ code: 'BOG', to: 'Région de la Sirba', left: true }] })
    // Two were handed over by an office that is still there, which takes back itself what it told of them.
    expect((await namesOf(old)).filter(([keeper, name]) => keeper === 'BOG' && name === '')).toHaveLength(2)
    expect((await old.call('exchange.overview', {})).peers.map(({ code }) => code).sort()).toEqual(['FAD', 'NAT'])
    // The request still lies on the key. To certify it would take the office back.
    const asked = (await old.call('exchange.scan', { path: key })).requests.find(({ code }) => code === 'BOG')
    expect(asked).toMatchObject({ answered: false, leaves: { name: 'Région de la Sirba', back: true } })
    const again = { path: key, file: asked?.file ?? '', words: asked?.words ?? [] }
    expect(await old.raw('enrolment.certify', again)).toMatchObject({
      error: { code: 'enrolment.other-region', details: { office: 'Région de la Sirba' } },
    })
    await carry(national, next)
    expect(await cases(next)).toBe(4)
    await registerChild(mover, 3204)
    await carry(mover, next)
    await carry(next, mover)
    await carry(next, national)
    await carry(old, national)
    expect([await cases(next), await cases(national), await cases(old)]).toEqual([5, 5, 4])
    const up = (await mover.call('exchange.overview', {})).peers.find(({ direction }) => direction === 'up')
    expect(up).toMatchObject({ code: 'SIR', pendingChanges: 0 })
    expect((await next.call('aside.list', { offset: 0, limit: 10 })).items).toEqual([])
    expect((await mover.call('transfers.offices', {})).offices.map(({ code }) => code)).not.toContain('FAD')
  })
})

test('a case goes to the other region by way of the national level, and on to a district there; both sides know where it is', async () => {
  await carry(national, old)
  await carry(old, stayer)
  const { offices: known } = await stayer.call('transfers.offices', {})
  expect(known).toContainEqual(expect.objectContaining({ code: 'SIR', elsewhere: true }))
  expect(known).toContainEqual(expect.objectContaining({ code: 'EST', elsewhere: false }))
  expect(known.map(({ code }) => code)).not.toContain('NAT')
  expect((await stayer.call('referrals.offices', {})).offices.map(({ code }) => code)).not.toContain('SIR')

  const child = await registerChild(stayer, 3205)
  passed = child.id
  await stayer.call('cases.addNote', { caseId: child.id, text: 'Part chez son oncle à la Sirba' })
  const before = await stayer.call('cases.get', { id: child.id })
  const name = String(before.item.familyName)
  const nameAt = async (of: TestOffice) => (await of.call('cases.get', { id: child.id })).item.familyName
  await give(stayer, child.id, 'SIR')
  await carry(stayer, old)
  await carry(old, national)
  expect(await nameAt(national)).toBe(name)
  await carry(national, next)
  expect((await next.call('transfers.waiting', {})).items).toMatchObject([{ item: { id: child.id, familyName: name } }])
  const there = await next.call('cases.get', { id: child.id })
  expect(there.notes.map(({ text }) => text)).toEqual(['Part chez son oncle à la Sirba'])
  expect(there.forms.slice(0, 2).map(({ values }) => values)).toEqual(
    before.forms.slice(0, 2).map(({ values }) => values),
  )
  await next.call('transfers.accept', { caseId: child.id, worker: null })
  for (const [from, to] of [
    [next, national],
    [national, old],
    [old, stayer],
    [old, national],
  ] as const)
    await carry(from, to)
  expect((await stayer.call('cases.get', { id: child.id })).transfer).toMatchObject({
    to: 'Région de la Sirba',
    accepted: true,
  })
  expect(await nameAt(national)).toBe('')
  await give(next, child.id, 'BOG')
  await carry(next, mover)
  await mover.call('transfers.accept', { caseId: child.id, worker: null })
  expect(await nameAt(mover)).toBe(name)
  for (const [from, to] of [
    [mover, next],
    [next, national],
    [national, old],
    [old, stayer],
  ] as const)
    await carry(from, to)
  for (const of of [old, stayer])
    expect((await of.call('cases.get', { id: child.id })).transfer).toMatchObject({
      to: 'Service de Bogandé',
      accepted: true,
    })
  expect(await nameAt(national)).toBe('')
  expect((await next.call('aside.list', { offset: 0, limit: 10 })).items).toEqual([])
})

test('a region hands a child over whose name may not go to its own district, and to no other region', async () => {
  const today = new Date().toISOString().slice(0, 10)
  const { consent, registration } = inventChild(seededRandom(3), { today, detail: 'usual' })
  const silent = {
    ...consent,
    lawful_basis: 'consent',
    consent_collect: 'no',
    consent_collect_refusal: ['fear_of_stigma'],
  }
  const input = { consent: silent, registration, notSame: [] } as unknown as CallInput<'cases.register'>
  const { id } = await next.call('cases.register', input)
  unnamed = id
  const { offices: known } = await next.call('transfers.offices', {})
  const stays = async (code: string | null) => {
    const to = known.find((each) => each.code === code)?.id ?? null
    return (await next.call('transfers.identity', { caseId: id, to })).stays
  }
  expect([await stays(null), await stays('BOG'), await stays('EST')]).toEqual([null, null, 'refused'])
  await expect(give(next, id, 'EST')).rejects.toMatchObject({ code: 'transfer.nameless' })
  await give(next, id, 'BOG')
})

const why = {
  transfer_reason: 'new_location',
  child_agrees: 'yes',
  case_history: 'Suivi.',
  current_situation: 'Bien.',
}
test('where no office stands above both regions, only an office that keeps nothing of others may change', async () => {
  const alone = await office('alone', { level: 'region', code: 'SAH', name: 'Région du Sahel' })
  const ask = async (from: TestOffice, leaving: string) => {
    const { file, words } = await from.call('enrolment.writeRequest', { path: key })
    const found = (await alone.call('exchange.scan', { path: key })).requests.find((each) => each.file === file)
    const answer = await alone.call('enrolment.certify', { path: key, file, words, from: found?.leaves?.id })
    const state = await alone.call('enrolment.state', {})
    return from.raw('enrolment.accept', { path: key, file: answer.file, words: state.words, leaving })
  }
  const up = (await mover.call('exchange.overview', {})).peers.find(({ direction }) => direction === 'up')
  expect(await ask(mover, up?.officeId ?? '')).toMatchObject({ error: { code: 'enrolment.no-common-top' } })
  expect(await mover.call('enrolment.state', {})).toMatchObject({ parent: { code: 'SIR' } })
})

test('an office that goes back to its former region is known there by name again, and counted in the one that it leaves', async () => {
  for (const [from, to] of [
    [mover, next],
    [next, national],
    [national, old],
    [national, next],
    [next, mover],
    [stayer, old],
  ] as const)
    await carry(from, to)
  const whole = await namesOf(next)
  expect((await namesOf(old)).filter(([keeper, name]) => keeper === 'BOG' && name === '')).toHaveLength(2)
  const { file, words } = await mover.call('enrolment.writeRequest', { path: key })
  const asked = (await old.call('exchange.scan', { path: key })).requests.find((each) => each.file === file)
  expect(asked).toMatchObject({ leaves: { name: 'Région de la Sirba', back: false } })
  const answer = await old.call('enrolment.certify', { path: key, file, words, from: asked?.leaves?.id })
  const state = await old.call('enrolment.state', {})
  const leaving = asked?.leaves?.id
  await mover.call('enrolment.accept', { path: key, file: answer.file, words: state.words, leaving })
  expect(await carryKey(key, mover, old)).toMatchObject([{ outcome: 'applied' }])
  const [unsure] = await carryKey(key, old, national)
  const { officeId, toId } = (unsure?.error?.details ?? {}) as { officeId: string; toId: string }
  await national.call('enrolment.move', { officeId, to: toId })
  await carry(old, national)
  const [told] = await carryKey(key, national, next)
  expect(told).toMatchObject({ moves: [{ code: 'BOG', to: 'Région de l’Est', left: true }] })
  for (const [from, to] of [
    [next, national],
    [national, old],
    [old, mover],
    [mover, old],
  ] as const)
    await carry(from, to)
  // One child's name may go to no office above: it was registered in the region that is left, which keeps what it wrote itself.
  const refused = await mover.call('cases.get', { id: unnamed })
  const own = ['BOG', String(refused.item.familyName)]
  expect(await namesOf(old)).toEqual([['BOG', ''], ...whole.filter((each) => each.join() !== own.join())])
  const moved = await next.call('cases.get', { id: passed })
  const known = (await namesOf(next)).filter(([, name]) => name !== '')
  expect(known.sort()).toEqual([own, ['BOG', String(moved.item.familyName)]].sort())
})

test('a level chosen wrongly is corrected while nothing stands on it, and refused afterwards', async () => {
  const wrong = await office('wrong', { code: 'DOR', name: 'Direction régionale du Liptako' })
  expect(await wrong.call('enrolment.changeLevel', { level: 'region' })).toEqual({ level: 'region' })
  expect((await wrong.call('setup.status', {})).session?.office.level).toBe('region')
  await wrong.call('session.lock', { reason: 'person' })
  expect((await wrong.call('setup.status', {})).office?.level).toBe('region')
  await wrong.call('session.signIn', { signIn: someOffice.person.signIn, password: testPassword })
  const below = await office('below', { code: 'SEB', name: 'Service de Sebba' })
  await enrolOffices(below, wrong, key)
  await registerChild(below, 3210)
  await carry(below, wrong)
  const refused = { ok: false, error: { code: 'enrolment.level-in-use' } }
  expect(await wrong.raw('enrolment.changeLevel', { level: 'district' })).toMatchObject(refused)
  expect(await below.raw('enrolment.changeLevel', { level: 'region' })).toMatchObject(refused)
  const keeps = await office('keeps', { code: 'GOR', name: 'Service de Gorgadji' })
  await registerChild(keeps, 3211)
  expect(await keeps.raw('enrolment.changeLevel', { level: 'region' })).toMatchObject(refused)
}, 30_000)

async function give(from: TestOffice, caseId: string, code: string): Promise<void> {
  const to = (await from.call('transfers.offices', {})).offices.find((each) => each.code === code)
  await from.call('transfers.give', { caseId, to: to?.id ?? '', urgent: false, values: why })
}
