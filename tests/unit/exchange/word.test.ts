import { afterEach, beforeEach, expect, test } from 'vitest'
import { wordDrafts } from '../../../src-main/domain/cases/others-words.ts'
import { proposalDrafts } from '../../../src-main/domain/cases/proposal.ts'
import type { Draft, Id } from '../../../src-main/domain/ledger/types.ts'
import { conflictsOf } from '../../../src-main/store/conflicts.ts'
import { nextHandOver } from '../../../src-main/store/custody.ts'
import { allAside } from '../../../src-main/store/set-aside.ts'
import { stateHash } from '../../../src-main/store/state-hash.ts'
import { wordsOf } from '../../../src-main/store/words.ts'
import { type Desk, id, newRegion } from '../../support/desk.ts'
import { Replica } from '../../support/replica.ts'

let world: Awaited<ReturnType<typeof newRegion>>
let region: Desk
let boulsa: Desk
let tougouri: Desk

beforeEach(async () => {
  world = await newRegion(['BLS', 'TGR'])
  region = world.region
  ;[boulsa, tougouri] = world.districts as [Desk, Desk]
})
afterEach(() => world.close())

async function carry(from: Desk, to: Desk): Promise<void> {
  await to.take((await from.send(world.key, to.code)).path)
}
function say(from: Desk, caseId: Id, text: string): Id {
  const word = id()
  from.write(wordDrafts(word, caseId, text))
  return word
}
const noted = (r: Id): Draft => ({ t: 'set', r, g: 'noted', value: { read_on: '2026-03-02' } })
const aside = (desk: Desk): string[] => allAside(desk.db, 10).map(({ reason }) => reason)
/** Somebody who holds this office's keys says that there is such a record, so that his program lets him write about it. */
function pretend(desk: Desk, record: Id, kind: string): void {
  desk.db.prepare('INSERT INTO record (id, kind, at) VALUES (?, ?, 1)').run(record, kind)
}

test('only an office above says a word, and only who keeps the case says that it was read', async () => {
  const { caseId } = boulsa.child('Kaboré')
  await carry(boulsa, region)
  say(boulsa, caseId, 'À soi-même')
  pretend(tougouri, caseId, 'case')
  const beside = say(tougouri, caseId, 'D’à côté')
  tougouri.write([noted(beside)])
  await carry(boulsa, region)
  await carry(tougouri, region)
  expect(aside(region).sort()).toEqual(['out-of-scope', 'out-of-scope', 'out-of-scope'])
  expect(wordsOf(region.db, caseId)).toEqual([])

  const word = say(region, caseId, 'De la région')
  await carry(region, boulsa)
  expect(aside(boulsa)).toEqual([])
  expect(wordsOf(boulsa.db, caseId).map(({ text }) => text)).toContain('De la région')
  // The keeper does not put other words into its mouth, nor does the region say for him that he has read them.
  boulsa.write([{ t: 'set', r: word, g: 'word', value: { text: 'Autre chose' } }])
  boulsa.write([noted(word)])
  await carry(boulsa, region)
  expect(aside(region)).toHaveLength(4)
  expect(wordsOf(region.db, caseId)).toMatchObject([{ text: 'De la région', readOn: '2026-03-02' }])
  region.write([noted(say(region, caseId, 'Encore'))])
  await carry(region, boulsa)
  expect(aside(boulsa)).toEqual(['out-of-scope'])
  for (const desk of [boulsa, region]) {
    const before = stateHash(desk.db)
    desk.ledger.rebuild()
    expect(stateHash(desk.db)).toBe(before)
  }
})

test('a proposal is one record: said once from above, answered by the keeper alone, and gone with the case', async () => {
  const { caseId, formId } = boulsa.child('Kaboré')
  const place = { form: 'registration', group: 'family_name', record: formId, seen: [] }
  const proposed = (from: Desk, name: string): Id => {
    const word = id()
    from.write(proposalDrafts(word, caseId, place, { family_name: name }, 'Vu sur l’acte'))
    return word
  }
  proposed(boulsa, 'Soi-même')
  await carry(boulsa, region)
  expect(aside(region)).toEqual(['out-of-scope'])
  const word = proposed(region, 'Motecrit')
  await carry(region, boulsa)
  expect(boulsa.names()).toEqual(['Kaboré'])
  const held = (desk: Desk) => wordsOf(desk.db, caseId).find((each) => each.id === word)
  expect(held(boulsa)).toMatchObject({ proposal: { ...place, value: { family_name: 'Motecrit' }, answer: null } })
  const answered = (answer: string): Draft => ({
    t: 'set',
    r: word,
    g: 'noted',
    value: { read_on: '2026-03-02', answer },
  })
  region.write([answered('accepted'), { t: 'set', r: word, g: 'why', value: { text: 'À sa place' } }])
  await carry(region, boulsa)
  expect(aside(boulsa)).toEqual(['out-of-scope'])
  expect(held(boulsa)?.proposal?.answer).toBeNull()
  boulsa.write([answered('declined'), { t: 'set', r: word, g: 'why', value: { text: 'Motpourquoi' } }])
  await carry(boulsa, region)
  for (const desk of [boulsa, region]) {
    expect(held(desk)?.proposal).toMatchObject({ answer: 'declined', why: 'Motpourquoi' })
  }
  const erasing = { code: 'X', office: boulsa.self.office.id, was: [], reason: 'asked', proposed: boulsa.person }
  boulsa.write([{ t: 'erase', r: caseId, value: erasing }])
  await carry(boulsa, region)
  for (const desk of [boulsa, region])
    for (const gone of ['Motecrit', 'Motpourquoi', 'Vu sur'])
      expect(JSON.stringify(desk.db.prepare('SELECT vals FROM change').all())).not.toContain(gone)
})

test('it is no late edit of a region that kept the case before, and goes when the case is erased', async () => {
  const { caseId } = region.child('Kaboré')
  const value = { ...nextHandOver(region.db, caseId, region.self.office.id, boulsa.self.office.id) }
  region.write([{ t: 'set', r: caseId, g: 'office', value }])
  const word = say(region, caseId, 'Motecrit de la région')
  await carry(region, boulsa)
  boulsa.write([noted(word)])
  boulsa.write([
    {
      t: 'set',
      r: caseId,
      g: 'office',
      value: { ...nextHandOver(boulsa.db, caseId, boulsa.self.office.id, tougouri.self.office.id) },
    },
  ])
  await carry(boulsa, region)
  await carry(region, tougouri)
  for (const desk of [boulsa, region, tougouri]) {
    expect(aside(desk)).toEqual([])
    expect(wordsOf(desk.db, caseId)).toMatchObject([{ text: 'Motecrit de la région', readOn: '2026-03-02' }])
  }
  const erasing = { code: 'X', office: tougouri.self.office.id, was: [], reason: 'asked', proposed: tougouri.person }
  tougouri.write([{ t: 'erase', r: caseId, value: erasing }])
  await carry(tougouri, region)
  await carry(region, boulsa)
  for (const desk of [boulsa, region, tougouri]) {
    expect(JSON.stringify(desk.db.prepare('SELECT vals, secret FROM change').all())).not.toContain('Motecrit')
    expect(wordsOf(desk.db, caseId).map(({ text }) => text)).toEqual([''])
  }
})

test('two who read it or answer it without knowing of each other leave no question open: the same answer is shown to both', () => {
  const [one, other] = [new Replica(), new Replica()]
  const [caseId, word] = [id(), id()]
  one.write([{ t: 'new', r: caseId, k: 'case' }, ...wordDrafts(word, caseId, 'Voyez la tante')])
  other.take(one)
  one.write([{ t: 'set', r: word, g: 'noted', value: { read_on: '2026-03-02' } }])
  other.write([{ t: 'set', r: word, g: 'noted', value: { read_on: '2026-03-03' } }])
  one.take(other)
  other.take(one)
  expect(wordsOf(one.db, caseId)).toEqual(wordsOf(other.db, caseId))
  for (const { db, ledger } of [one, other]) {
    expect(conflictsOf(db, caseId)).toEqual([])
    ledger.rebuild()
    expect(conflictsOf(db, caseId)).toEqual([])
  }
  one.close()
  other.close()
})
