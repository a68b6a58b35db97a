import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { linkDrafts } from '../../../src-main/domain/cases/link-drafts.ts'
import { wordDrafts } from '../../../src-main/domain/cases/others-words.ts'
import type { Id } from '../../../src-main/domain/ledger/types.ts'
import { asideAbout, transferOf } from '../../../src-main/store/custody.ts'
import { groupWrites } from '../../../src-main/store/group-writes.ts'
import { beginIncarnation, incarnationsOf } from '../../../src-main/store/incarnation.ts'
import { lackingHere } from '../../../src-main/store/lacking.ts'
import { hasReached } from '../../../src-main/store/reach.ts'
import { allAside } from '../../../src-main/store/set-aside.ts'
import { stateHash } from '../../../src-main/store/state-hash.ts'
import { wordsOf } from '../../../src-main/store/words.ts'
import { changeRegion, cloneDesk, Desk, enrol, handOver, id, newDesk, newKeys } from '../../support/desk.ts'
import { pass, secondDesk } from '../../support/second-desk.ts'

let key = ''
let national: Desk
let kuilse: Desk
let goulmou: Desk
let boulsa: Desk
let bogande: Desk
let all: Desk[]

beforeEach(async () => {
  key = mkdtempSync(join(tmpdir(), 'lakana-regions-'))
  national = await newDesk({ level: 'national', code: 'NAT' })
  kuilse = await newDesk({ level: 'region', code: 'KUI' })
  goulmou = await newDesk({ level: 'region', code: 'GOU' })
  boulsa = await newDesk({ code: 'BLS' })
  bogande = await newDesk({ code: 'BGD' })
  all = [national, kuilse, goulmou, boulsa, bogande]
  for (const region of [kuilse, goulmou]) enrol(national, region)
  enrol(kuilse, boulsa)
  enrol(goulmou, bogande)
})
afterEach(() => {
  for (const desk of all) desk.close()
  rmSync(key, { recursive: true, force: true })
})

/** Each office of the way writes for the next. */
async function carry(...way: Desk[]): Promise<void> {
  for (const [index, to] of way.slice(1).entries()) {
    const from = way[index] as Desk
    await to.take((await from.send(key, to.code)).path)
  }
}
const values = (desk: Desk): string => JSON.stringify(desk.db.prepare('SELECT vals FROM change').all())
const noneAside = (): void => {
  for (const desk of all) expect(allAside(desk.db, 10)).toEqual([])
}

const nameIn = (desk: Desk, caseId: Id): string | undefined =>
  desk.db.prepare('SELECT family_name FROM case_item WHERE id = ?').pluck().get(caseId) as string | undefined
const accept = (desk: Desk, caseId: Id, epoch: number): void =>
  desk.write([{ t: 'set', r: caseId, g: 'accepted', value: { accepted: epoch } }])

/** Boulsa goes from one region to the other. */
const moveTo = (region: Desk, before: Desk): void => changeRegion(boulsa, before, region, national)

/** One more district of Boulsa's first region. */
async function districtBeside(): Promise<Desk> {
  const diapaga = await newDesk({ code: 'DPG' })
  all.push(diapaga)
  enrol(kuilse, diapaga)
  return diapaga
}

/** A child goes to the other region, where it gets another name, and comes home, with why it was sent back. */
async function sentBack(): Promise<ReturnType<Desk['child']>> {
  const child = boulsa.child('Kaboré')
  const { caseId, formId } = child
  handOver(boulsa, caseId, goulmou)
  await carry(boulsa, kuilse, national, goulmou)
  goulmou.rename(formId, 'Kaboré-Vu')
  goulmou.write([{ t: 'set', r: caseId, g: 'refusal', value: { refusal: 'Troploin', refused_at: 2 } }])
  handOver(goulmou, caseId, boulsa, { refused: 'yes' })
  await carry(goulmou, national, kuilse, boulsa)
  return child
}

test('a case goes to another region with its name and history and on to its district; between the two, the national level holds them on the way only', async () => {
  const { caseId, formId } = boulsa.child('Kaboré')
  boulsa.child('Zongo')
  boulsa.rename(formId, 'Kaboré-Neuf')
  await carry(boulsa, kuilse, national, goulmou)
  expect(national.names()).toEqual(['', ''])
  expect(goulmou.names()).toEqual([])

  handOver(boulsa, caseId, goulmou)
  await carry(boulsa, kuilse, national, goulmou, bogande)
  expect(goulmou.names()).toEqual(['Kaboré-Neuf'])
  expect(lackingHere(goulmou.db, { cases: [caseId] })).toEqual({})
  expect(bogande.names()).toEqual([])
  for (const desk of [national, goulmou]) expect(values(desk)).not.toContain('Zongo')
  expect(transferOf(goulmou.db, caseId)).toMatchObject({ office: goulmou.self.office.id, giver: boulsa.self.office.id })

  // That it has arrived comes home before anybody answers.
  const [[replica, seq] = ['', 0]] = groupWrites(boulsa.db, caseId, 'office')?.dots ?? []
  const hasArrived = (): boolean => hasReached(boulsa.db, goulmou.self.office.id, replica, seq)
  await carry(kuilse, boulsa)
  expect(hasArrived()).toBe(false)
  await carry(goulmou, national, kuilse, boulsa)
  expect(hasArrived()).toBe(true)

  goulmou.rename(formId, 'Kaboré-Vu')
  accept(goulmou, caseId, 1)
  await carry(goulmou, national, kuilse, boulsa)
  for (const desk of [kuilse, boulsa]) {
    expect(transferOf(desk.db, caseId)).toMatchObject({ accepted: true, office: goulmou.self.office.id })
    expect(nameIn(desk, caseId)).toBe('Kaboré-Neuf')
    expect(values(desk)).not.toContain('Kaboré-Vu')
  }
  // It has arrived: what was needed on the way is taken back.
  expect(values(national)).toContain('Kaboré-Neuf')
  await carry(kuilse, national, goulmou)
  expect(values(national)).not.toContain('Kaboré')
  expect(nameIn(goulmou, caseId)).toBe('Kaboré-Vu')

  handOver(goulmou, caseId, bogande)
  await carry(goulmou, bogande)
  expect(nameIn(bogande, caseId)).toBe('Kaboré-Vu')
  expect(lackingHere(bogande.db, { cases: [caseId] })).toEqual({})
  accept(bogande, caseId, 2)
  await carry(bogande, goulmou, national, kuilse, boulsa)
  await carry(kuilse, national)
  expect(values(national)).not.toContain('Kaboré')
  for (const desk of all)
    expect(transferOf(desk.db, caseId)).toMatchObject({ office: bogande.self.office.id, accepted: true })
  noneAside()
  for (const desk of all) {
    const before = stateHash(desk.db)
    desk.ledger.rebuild()
    expect(stateHash(desk.db)).toBe(before)
  }
})

test('sent back by the other region it comes home with all that was written there and why; then the national level has nothing left of it', async () => {
  const { caseId } = await sentBack()
  expect(nameIn(boulsa, caseId)).toBe('Kaboré-Vu')
  expect(transferOf(boulsa.db, caseId)).toMatchObject({ epoch: 2, refusal: 'Troploin', accepted: true })
  expect(lackingHere(boulsa.db, { cases: [caseId] })).toEqual({})
  await carry(boulsa, kuilse, national, goulmou, national, kuilse, national)
  for (const word of ['Kaboré', 'Troploin']) expect(values(national)).not.toContain(word)
  expect((await goulmou.send(key, 'NAT')).counts.changes).toBe(0)
  noneAside()
})

test('consent withdrawn once it has come home: the region forgets what the other one wrote, and gets it back once that is agreed to', async () => {
  const { caseId, consentId } = await sentBack()
  expect(nameIn(kuilse, caseId)).toBe('Kaboré-Vu')

  boulsa.consent(consentId, { consent_collect: 'no' })
  await carry(boulsa, kuilse)
  for (const word of ['Kaboré', 'Troploin']) expect(values(kuilse)).not.toContain(word)
  expect(transferOf(kuilse.db, caseId)).toMatchObject({ office: boulsa.self.office.id, refusal: '' })
  // The other one hears of it, and takes from the national level what had passed by it.
  await carry(kuilse, national, goulmou, national, kuilse, boulsa)
  for (const desk of [kuilse, national])
    for (const word of ['Kaboré', 'Troploin']) expect(values(desk)).not.toContain(word)
  expect(nameIn(boulsa, caseId)).toBe('Kaboré-Vu')

  boulsa.consent(consentId, { consent_collect: 'yes' })
  await carry(boulsa, kuilse, national, goulmou, national, kuilse)
  expect(nameIn(kuilse, caseId)).toBe('Kaboré-Vu')
  expect(transferOf(kuilse.db, caseId)).toMatchObject({ refusal: 'Troploin' })
  expect(lackingHere(kuilse.db, { cases: [caseId] })).toEqual({})
  await carry(kuilse, national, goulmou, national)
  expect(values(national)).not.toContain('Kaboré')
  noneAside()
})

test('consent withdrawn reaches every PC of the region, and none of them brings back what another still held', async () => {
  const { caseId, consentId } = boulsa.child('Kaboré')
  const other = boulsa.child('Zongo')
  boulsa.write(linkDrafts(id(), caseId, other.caseId, 'different', 'Deux cousines Kaboré'))
  const second = await secondDesk(kuilse)
  all.push(second)
  await carry(boulsa, kuilse)
  await pass(kuilse, second, key)
  expect(nameIn(second, caseId)).toBe('Kaboré')
  boulsa.consent(consentId, { consent_collect: 'no' })
  await carry(kuilse, boulsa, kuilse)
  expect(values(kuilse)).not.toContain('Kaboré')
  // It does not know yet, and takes for lost what the other PC holds no more.
  await pass(kuilse, second, key)
  await pass(second, kuilse, key)
  await pass(kuilse, second, key)
  for (const desk of [kuilse, second]) expect(values(desk)).not.toContain('Kaboré')

  boulsa.consent(consentId, { consent_collect: 'yes' })
  await carry(kuilse, boulsa, kuilse)
  await pass(kuilse, second, key)
  await pass(second, kuilse, key)
  await pass(kuilse, second, key)
  for (const desk of [kuilse, second]) {
    expect(nameIn(desk, caseId)).toBe('Kaboré')
    expect(values(desk)).toContain('Deux cousines Kaboré')
  }
  noneAside()
})

test('a region that an office has left keeps what counts its children, on each of its PCs, and nothing that tells who they are', async () => {
  const { caseId } = boulsa.child('Kaboré')
  const erased = boulsa.child('Zongo')
  const second = await secondDesk(kuilse)
  all.push(second)
  const diapaga = await districtBeside()
  // One goes to a district that stays, one comes from there.
  const given = boulsa.child('Sawadogo')
  handOver(boulsa, given.caseId, diapaga)
  const taken = diapaga.child('Compaoré')
  handOver(diapaga, taken.caseId, boulsa)
  await carry(boulsa, kuilse, diapaga, kuilse, boulsa)
  boulsa.rename(taken.formId, 'Compaoré-Neuf')
  await carry(boulsa, kuilse, national, goulmou)
  await pass(kuilse, second, key)
  await pass(second, kuilse, key)

  moveTo(goulmou, kuilse)
  await carry(boulsa, goulmou, national, kuilse)
  const before = kuilse.db.prepare('SELECT count(*) FROM case_item').pluck().get()
  const isGone = (desk: Desk): void => {
    for (const word of ['Kaboré', 'Zongo', 'Compaoré-Neuf']) expect(values(desk)).not.toContain(word)
    // It stands above the district that keeps the one, and above the one that wrote the other.
    expect(nameIn(desk, given.caseId)).toBe('Sawadogo')
    expect(values(desk)).toContain('Compaoré')
    expect(desk.db.prepare('SELECT count(*) FROM case_item').pluck().get()).toBe(before)
    const state = stateHash(desk.db)
    desk.ledger.rebuild()
    expect(stateHash(desk.db)).toBe(state)
  }
  isGone(kuilse)
  await pass(kuilse, second, key)
  await pass(second, kuilse, key)
  for (const desk of [kuilse, second]) isGone(desk)

  const erasing = { code: 'X', office: boulsa.self.office.id, was: [], reason: 'asked', proposed: id() }
  boulsa.write([{ t: 'erase', r: erased.caseId, value: erasing }])
  await carry(boulsa, goulmou, national, kuilse, national, goulmou, boulsa)
  for (const desk of all) expect(values(desk)).not.toContain('Zongo')
  // What the other district had written of the one that it gave follows it to the new region.
  expect(lackingHere(goulmou.db, { cases: [taken.caseId] })).toEqual({})
  expect(values(goulmou)).toContain('Compaoré 0')
  expect([nameIn(goulmou, caseId), nameIn(goulmou, taken.caseId)]).toEqual(['Kaboré', 'Compaoré-Neuf'])
  noneAside()
})

test('consent withdrawn for a child of an office that has left reaches every PC of its former region, also for what others had written', async () => {
  const second = await secondDesk(kuilse)
  all.push(second)
  const diapaga = await districtBeside()
  const { caseId, consentId } = diapaga.child('Kaboré')
  handOver(diapaga, caseId, boulsa)
  await carry(diapaga, kuilse, boulsa, kuilse, national)
  await pass(kuilse, second, key)
  accept(boulsa, caseId, 1)
  await carry(boulsa, kuilse, national)
  moveTo(goulmou, kuilse)
  for (let round = 0; round < 3; round += 1)
    await carry(boulsa, goulmou, national, kuilse, diapaga, kuilse, national, goulmou, boulsa)
  await pass(kuilse, second, key)
  expect(nameIn(second, caseId)).toBe('Kaboré')
  boulsa.consent(consentId, { consent_collect: 'no' })
  await carry(boulsa, goulmou, national, kuilse, diapaga, kuilse)
  for (let round = 0; round < 2; round += 1) {
    await pass(second, kuilse, key)
    await pass(kuilse, second, key)
  }
  for (const desk of [kuilse, second]) expect(values(desk)).not.toContain('Kaboré')
})

test('a region takes back from itself what an office that has left had written of cases kept elsewhere, or here without agreement', async () => {
  const diapaga = await districtBeside()
  const [away, here] = [boulsa.child('Kaboré'), boulsa.child('Zongo')]
  handOver(boulsa, away.caseId, goulmou)
  handOver(boulsa, here.caseId, diapaga)
  await carry(boulsa, kuilse, diapaga, kuilse, national, goulmou)
  accept(goulmou, away.caseId, 1)
  accept(diapaga, here.caseId, 1)
  moveTo(goulmou, kuilse)
  for (let round = 0; round < 2; round += 1)
    await carry(boulsa, goulmou, national, kuilse, diapaga, kuilse, national, goulmou, boulsa)
  expect([nameIn(kuilse, away.caseId), nameIn(kuilse, here.caseId)]).toEqual(['', 'Zongo'])
  expect(nameIn(goulmou, away.caseId)).toBe('Kaboré')
  diapaga.consent(here.consentId, { consent_collect: 'no' })
  await carry(diapaga, kuilse, national, goulmou, boulsa)
  expect(values(kuilse)).not.toMatch(/Kaboré|Zongo/)
  diapaga.consent(here.consentId, { consent_collect: 'yes' })
  for (let round = 0; round < 3; round += 1)
    await carry(diapaga, kuilse, national, goulmou, boulsa, goulmou, national, kuilse, diapaga)
  expect(nameIn(kuilse, here.caseId)).toBe('Zongo')
  noneAside()
})

test('an office that goes back is known by name in its old region again, and the one between gives up also what others than it had written of its children', async () => {
  const { caseId } = boulsa.child('Kaboré')
  const diapaga = await districtBeside()
  const taken = diapaga.child('Compaoré')
  handOver(diapaga, taken.caseId, boulsa)
  // The region between keeps this one a while itself: as any office that kept a case, it goes on to know it.
  const kept = diapaga.child('Ilboudo')
  handOver(diapaga, kept.caseId, goulmou)
  await carry(diapaga, kuilse, boulsa, kuilse, national, goulmou)
  accept(goulmou, kept.caseId, 1)
  const names = (desk: Desk): (string | undefined)[] =>
    [caseId, taken.caseId, kept.caseId].map((each) => nameIn(desk, each))
  const all3 = ['Kaboré', 'Compaoré', 'Ilboudo']

  for (const round of [1, 2]) {
    moveTo(goulmou, kuilse)
    await carry(boulsa, goulmou, national, kuilse, national, goulmou, boulsa)
    if (round === 1) handOver(goulmou, kept.caseId, boulsa)
    await carry(goulmou, boulsa, goulmou, national, kuilse, diapaga, kuilse, national, goulmou)
    expect(names(goulmou)).toEqual(all3)
    expect(names(kuilse)).toEqual(['', 'Compaoré', 'Ilboudo'])

    moveTo(kuilse, goulmou)
    await carry(boulsa, kuilse, national, goulmou, national, kuilse, boulsa, kuilse)
    expect(names(kuilse)).toEqual(all3)
    expect(names(goulmou)).toEqual(['', '', 'Ilboudo'])
    expect(values(goulmou)).not.toMatch(/Kaboré|Compaoré/)
  }
  noneAside()
})

test('a case given to an office that comes under another region before it has arrived goes there by the national level, and leaves nothing with it', async () => {
  const diapaga = await districtBeside()
  boulsa.child('Ouattara')
  await carry(boulsa, kuilse, national, kuilse, diapaga)
  const { caseId } = diapaga.child('Kaboré')
  handOver(diapaga, caseId, boulsa)
  await carry(diapaga, kuilse, national)
  expect(values(national)).not.toContain('Kaboré')
  moveTo(goulmou, kuilse)
  for (let round = 0; round < 3; round += 1) await carry(boulsa, goulmou, national, kuilse, national, goulmou, boulsa)
  expect(nameIn(boulsa, caseId)).toBe('Kaboré')
  accept(boulsa, caseId, 1)
  await carry(boulsa, goulmou, national, kuilse, national)
  expect(values(national)).not.toContain('Kaboré')
  expect(nameIn(goulmou, caseId)).toBe('Kaboré')
  noneAside()
})

test('an office hands on, and erases, cases of its former region that the new one has never heard of: their keeper gets them, and all know', async () => {
  const diapaga = await districtBeside()
  boulsa.child('Ouattara')
  const [given, erased] = [diapaga.child('Kaboré'), diapaga.child('Zongo')]
  for (const { caseId } of [given, erased]) handOver(diapaga, caseId, boulsa)
  await carry(boulsa, kuilse, diapaga, kuilse, national, kuilse, boulsa)
  handOver(boulsa, given.caseId, goulmou)
  const erasing = {
    code: 'X',
    office: boulsa.self.office.id,
    was: [diapaga.self.office.id],
    reason: 'asked',
    proposed: id(),
  }
  boulsa.write([{ t: 'erase', r: erased.caseId, value: erasing }])
  moveTo(goulmou, kuilse)
  for (let round = 0; round < 3; round += 1)
    await carry(boulsa, goulmou, national, kuilse, diapaga, kuilse, national, goulmou, boulsa)
  expect(nameIn(goulmou, given.caseId)).toBe('Kaboré')
  expect(transferOf(diapaga.db, given.caseId)).toMatchObject({ office: goulmou.self.office.id })
  for (const desk of all) expect(values(desk)).not.toContain('Zongo')
  noneAside()
})

test('consent withdrawn by an office whose new region has never heard of the case reaches those who kept it before', async () => {
  const diapaga = await districtBeside()
  boulsa.child('Ouattara')
  const { caseId, consentId } = diapaga.child('Kaboré')
  handOver(diapaga, caseId, boulsa)
  await carry(boulsa, kuilse, diapaga, kuilse, national, kuilse, boulsa)
  boulsa.consent(consentId, { consent_collect: 'no' })
  handOver(boulsa, caseId, goulmou)
  moveTo(goulmou, kuilse)
  for (let round = 0; round < 3; round += 1)
    await carry(boulsa, goulmou, national, kuilse, diapaga, kuilse, national, goulmou, boulsa)
  expect(values(kuilse)).not.toContain('Kaboré')
  noneAside()
})

test('what an office had agreed upon with its former region only does not go to the new one', async () => {
  const { caseId } = boulsa.child('Kaboré', 2, { consent_collect: 'no' })
  handOver(boulsa, caseId, kuilse)
  await carry(boulsa, kuilse)
  accept(kuilse, caseId, 1)
  await carry(kuilse, national, kuilse, boulsa)
  expect(nameIn(kuilse, caseId)).toBe('Kaboré')
  await carry(boulsa, kuilse)
  moveTo(goulmou, kuilse)
  await carry(boulsa, goulmou, national, kuilse, national, goulmou)
  for (const desk of [goulmou, national]) expect(values(desk)).not.toContain('Kaboré')
})

test('decided above but not yet shown there by the new region: the one that an office leaves gets nothing that it could not understand', async () => {
  const { caseId } = boulsa.child('Kaboré')
  handOver(boulsa, caseId, kuilse)
  await carry(boulsa, kuilse, national)
  moveTo(goulmou, kuilse)
  await carry(national, kuilse, national)
  accept(kuilse, caseId, 1)
  await carry(boulsa, goulmou, national, kuilse, national, goulmou, boulsa)
  expect(nameIn(kuilse, caseId)).toBe('Kaboré')
  expect(transferOf(boulsa.db, caseId)).toMatchObject({ accepted: true })
})

test('an office goes to another region and back before anybody has heard of it: both regions are still heard above, and the one between learns that it has left', async () => {
  boulsa.child('Kaboré')
  await carry(boulsa, kuilse, national, goulmou)
  moveTo(goulmou, kuilse)
  await carry(boulsa, goulmou)
  moveTo(kuilse, goulmou)
  await carry(kuilse, national)
  await carry(goulmou, national, goulmou)
  expect(values(goulmou)).not.toContain('Kaboré')
  await carry(boulsa, kuilse, national)
  expect(kuilse.names()).toEqual(['Kaboré'])
})

test('a second PC of that region hears that it has arrived, and brings nothing of it back to the national level', async () => {
  const { caseId, formId } = boulsa.child('Kaboré')
  handOver(boulsa, caseId, goulmou)
  await carry(boulsa, kuilse, national, goulmou)
  const second = await secondDesk(goulmou)
  all.push(second)
  goulmou.rename(formId, 'Kaboré-Vu')
  handOver(goulmou, caseId, boulsa, { refused: 'yes' })
  await pass(goulmou, second, key)
  await carry(goulmou, national)
  await pass(second, national, key)
  await pass(national, second, key)
  await carry(national, kuilse, boulsa, kuilse, national)
  await pass(national, goulmou, key)
  await pass(goulmou, second, key)
  await pass(goulmou, national, key)
  await carry(kuilse, national)
  await pass(national, second, key)
  await pass(second, national, key)
  expect(values(national)).not.toContain('Kaboré')
  expect(nameIn(boulsa, caseId)).toBe('Kaboré-Vu')
})

test('what its former keeper still wrote reaches the new one to be looked at, and an erasure there comes home', async () => {
  const { caseId, formId } = boulsa.child('Kaboré')
  handOver(boulsa, caseId, goulmou)
  boulsa.rename(formId, 'Kaboré-Tard')
  await carry(boulsa, kuilse, national, goulmou)
  const lateIn = (desk: Desk) =>
    asideAbout(desk.db, caseId).map(({ aside, vals }) => [aside, vals.includes('Kaboré-Tard')])
  for (const desk of [kuilse, national, goulmou]) expect(lateIn(desk)).toEqual([['late', true]])
  expect(nameIn(goulmou, caseId)).toBe('Kaboré')
  accept(goulmou, caseId, 1)
  await carry(goulmou, national, kuilse, boulsa)
  boulsa.rename(formId, 'Kaboré-Tard, encore')
  await carry(boulsa, kuilse, national, goulmou)
  expect(lateIn(goulmou)).toEqual([
    ['late', true],
    ['late', true],
  ])
  const erasing = {
    code: 'X',
    office: goulmou.self.office.id,
    was: [boulsa.self.office.id],
    reason: 'asked',
    proposed: id(),
  }
  goulmou.write([{ t: 'erase', r: caseId, value: erasing }])
  await carry(goulmou, national, kuilse, boulsa)
  for (const desk of all) expect(values(desk)).not.toContain('Kaboré')
})

test('without an agreement that lets the name go it does not pass by the national level either, and one that is given later brings it', async () => {
  const { caseId, consentId } = boulsa.child('Kaboré', 2, { consent_collect: 'no' })
  handOver(boulsa, caseId, goulmou)
  await carry(boulsa, kuilse, national, goulmou)
  for (const desk of [kuilse, national, goulmou]) expect(values(desk)).not.toContain('Kaboré')
  expect(goulmou.names()).toEqual([''])
  goulmou.consent(consentId, { consent_collect: 'yes' })
  await carry(goulmou, national, kuilse, boulsa)
  await carry(boulsa, kuilse, national, goulmou)
  expect(goulmou.names()).toEqual(['Kaboré'])
  goulmou.consent(consentId, { consent_collect: 'no' })
  await carry(goulmou, national, kuilse, boulsa)
  await carry(boulsa, kuilse, national)
  for (const desk of [kuilse, national]) expect(values(desk)).not.toContain('Kaboré')
  expect(goulmou.names()).toEqual(['Kaboré'])
})

test('a case accepted without its name gets it once that is agreed to, and what is written late too; the national level has nothing left of it', async () => {
  const { caseId, formId, consentId } = boulsa.child('Kaboré', 2, { consent_collect: 'no' })
  handOver(boulsa, caseId, goulmou)
  await carry(boulsa, kuilse, national, goulmou)
  accept(goulmou, caseId, 1)
  handOver(goulmou, caseId, bogande)
  await carry(goulmou, bogande)
  accept(bogande, caseId, 2)
  await carry(bogande, goulmou, national, kuilse, boulsa)
  boulsa.rename(formId, 'Kaboré-Tard')
  await carry(boulsa, kuilse, national, goulmou, bogande)
  for (const desk of [kuilse, national, goulmou, bogande]) expect(values(desk)).not.toContain('Kaboré')

  bogande.consent(consentId, { consent_collect: 'yes' })
  await carry(bogande, goulmou, national, kuilse, boulsa)
  await carry(boulsa, kuilse, national, goulmou, bogande)
  for (const desk of [goulmou, bogande]) {
    expect(nameIn(desk, caseId)).toBe('Kaboré')
    expect(asideAbout(desk.db, caseId).map(({ vals }) => vals.includes('Kaboré-Tard'))).toEqual([true])
    expect(lackingHere(desk.db, { cases: [caseId] })).toEqual({})
  }
  expect(values(national)).toContain('Kaboré')
  await carry(goulmou, national, kuilse, national)
  expect(values(national)).not.toContain('Kaboré')
  for (const region of [kuilse, goulmou]) {
    await carry(national, region)
    expect((await region.send(key, 'NAT')).zeroReport).toBe(true)
  }
})

test('what a region had got from another before it went back to a backup comes again from there', async () => {
  const backup = cloneDesk(goulmou)
  const { caseId } = boulsa.child('Kaboré')
  handOver(boulsa, caseId, goulmou)
  await carry(boulsa, kuilse, national, goulmou)
  accept(goulmou, caseId, 1)
  await carry(goulmou, national, kuilse, national)
  expect(values(national)).not.toContain('Kaboré')

  const self = beginIncarnation(backup.db, { replica: id(), ...(await newKeys()) }, incarnationsOf(backup.db))
  const again = new Desk(mkdtempSync(join(tmpdir(), 'lakana-desk-')), backup.db, self)
  all.push(again)
  enrol(national, again)
  await pass(national, again, key)
  expect(again.names()).toEqual([''])
  await pass(again, national, key)
  await carry(national, kuilse, national)
  await pass(national, again, key)
  expect(again.names()).toEqual(['Kaboré'])
  await pass(again, national, key)
  await carry(national, kuilse, national)
  expect(values(national)).not.toContain('Kaboré')
})

test('a word of the national level comes to the district that keeps the case', async () => {
  const { caseId } = boulsa.child('Kaboré')
  await carry(boulsa, kuilse, national)
  const word = id()
  national.write(wordDrafts(word, caseId, 'Motdunational'))
  await carry(national, kuilse, boulsa)
  expect(wordsOf(boulsa.db, caseId)).toMatchObject([{ id: word, text: 'Motdunational' }])
  boulsa.write([{ t: 'set', r: word, g: 'noted', value: { read_on: '2026-03-02' } }])
  await carry(boulsa, kuilse, national)
  expect(wordsOf(national.db, caseId)).toMatchObject([{ readOn: '2026-03-02' }])
  noneAside()
})

test('each region tells its districts which regions there are, and nothing of the offices under these', async () => {
  await carry(national, kuilse, boulsa)
  const codes = boulsa.db
    .prepare('SELECT o.code FROM certificate c JOIN office o ON o.id = c.office ORDER BY o.code')
    .pluck()
    .all()
  expect(codes).toEqual(['BLS', 'GOU', 'KUI', 'NAT'])
})
