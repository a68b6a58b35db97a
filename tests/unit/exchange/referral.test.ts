import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { referralDrafts } from '../../../src-main/domain/cases/referral.ts'
import type { Draft, Id } from '../../../src-main/domain/ledger/types.ts'
import { confirmationsOf } from '../../../src-main/store/erasure-list.ts'
import { isErased } from '../../../src-main/store/erasures.ts'
import { referralOf, referralsOf, referralsTo } from '../../../src-main/store/referrals.ts'
import { allAside } from '../../../src-main/store/set-aside.ts'
import { stateHash } from '../../../src-main/store/state-hash.ts'
import { type Desk, handOver, id, newRegion } from '../../support/desk.ts'
import { type Parts, takeApart } from '../../support/forge.ts'

const agreed = { consent_collect: 'yes', consent_share_services: 'yes' }
let world: Awaited<ReturnType<typeof newRegion>>
let region: Desk
let boulsa: Desk
let tougouri: Desk
let yalgo: Desk

beforeEach(async () => {
  world = await newRegion(['BLS', 'TGR', 'YLG'])
  region = world.region
  ;[boulsa, tougouri, yalgo] = world.districts as [Desk, Desk, Desk]
})
afterEach(() => world.close())

async function carry(from: Desk, to: Desk): Promise<Parts> {
  const { path } = await from.send(world.key, to.code)
  const parts = await takeApart(path, to)
  await to.take(path)
  return parts
}

function refer(from: Desk, caseId: Id, to: Desk, name = 'Kaboré'): Id {
  const referral = id()
  const request = { referral_priority: 'urgent', service_type: 'medical', referral_reason: `Soins pour ${name}` }
  const parts = { name: { family_name: name } }
  const given = { to: to.self.office.id, form: id(), code: 'X', today: '2026-03-01', request, parts }
  from.write(referralDrafts(referral, caseId, given))
  return referral
}
const answer = (r: Id): Draft => ({
  t: 'set',
  r,
  g: 'answer',
  value: { answered: 'accepted', answered_on: '2026-03-02' },
})
const withdrawal = (r: Id): Draft => ({ t: 'set', r, g: 'withdrawn', value: { withdrawn_on: '2026-03-03' } })
/** Somebody who holds this office's keys says that there is such a record, so that his program lets him write about it. */
function pretend(desk: Desk, referral: Id, caseId: Id): void {
  desk.db.prepare("INSERT INTO record (id, kind, about, at) VALUES (?, 'referral', ?, 1)").run(referral, caseId)
}
const aside = (desk: Desk): string[] => allAside(desk.db, 10).map(({ reason }) => reason)
const textOf = (desk: Desk): string => JSON.stringify(desk.db.prepare('SELECT vals, secret FROM change').all())
function sameAfterRebuild(...desks: Desk[]): void {
  for (const desk of desks) {
    const before = stateHash(desk.db)
    desk.ledger.rebuild()
    expect(stateHash(desk.db)).toBe(before)
  }
}

describe('a referral', () => {
  test('reaches its receiver without anything else of the case, and nobody else', async () => {
    const { caseId, formId } = boulsa.child('Zongo-Secret', 2, agreed)
    const referral = refer(boulsa, caseId, tougouri)
    boulsa.rename(formId, 'Zongo-Neuf')
    await carry(boulsa, region)
    expect((await carry(region, yalgo)).lines).toEqual([])
    const { lines } = await carry(region, tougouri)
    expect(lines.map((line) => line.startsWith('{"h":'))).toEqual([true, false])
    const text = lines.join('\n')
    expect(text).not.toContain('Zongo')
    expect(text).toContain('Soins pour Kaboré')
    expect(referralsTo(tougouri.db, tougouri.self.office.id)).toMatchObject([{ id: referral, caseId, known: false }])
    expect(tougouri.names()).toEqual([])
    tougouri.write([answer(referral)])
    await carry(tougouri, region)
    await carry(region, boulsa)
    for (const desk of [region, boulsa])
      expect(referralOf(desk.db, referral)).toMatchObject({ state: 'accepted', known: true })
    expect((await carry(region, yalgo)).lines).toEqual([])
    for (const desk of [region, boulsa, tougouri]) expect(aside(desk)).toEqual([])
    sameAfterRebuild(region, boulsa, tougouri)
  })

  test('goes with the case to its next keeper, who goes on with it; and becomes part of the case where that is handed to the receiver', async () => {
    const { caseId } = boulsa.child('Kaboré', 2, agreed)
    const referral = refer(boulsa, caseId, tougouri)
    await carry(boulsa, region)
    await carry(region, tougouri)
    tougouri.write([answer(referral)])
    await carry(tougouri, region)
    await carry(region, boulsa)
    handOver(boulsa, caseId, yalgo)
    await carry(boulsa, region)
    await carry(region, yalgo)
    expect(referralsOf(yalgo.db, caseId)).toMatchObject([{ id: referral, state: 'accepted', known: true }])
    yalgo.write([withdrawal(referral)])
    const second = refer(yalgo, caseId, tougouri)
    await carry(yalgo, region)
    await carry(region, tougouri)
    expect(referralsOf(tougouri.db, caseId).map((each) => each.id)).toEqual([second, referral])
    expect(referralOf(tougouri.db, referral)?.values.withdrawn_on).toBe('2026-03-03')

    handOver(yalgo, caseId, tougouri)
    await carry(yalgo, region)
    await carry(region, tougouri)
    expect(tougouri.names()).toEqual(['Kaboré'])
    expect(referralsOf(tougouri.db, caseId)).toMatchObject([{ known: true }, { known: true }])
    for (const desk of [region, yalgo, tougouri]) expect(aside(desk)).toEqual([])
    sameAfterRebuild(region, yalgo, tougouri)
  })

  test('an answer of an office that kept the case before is no late edit when the case is handed over again', async () => {
    const { caseId } = tougouri.child('Kaboré', 2, agreed)
    handOver(tougouri, caseId, boulsa)
    await carry(tougouri, region)
    await carry(region, boulsa)
    const referral = refer(boulsa, caseId, tougouri)
    await carry(boulsa, region)
    await carry(region, tougouri)
    tougouri.write([answer(referral)])
    await carry(tougouri, region)
    handOver(boulsa, caseId, yalgo)
    await carry(boulsa, region)
    await carry(region, yalgo)
    for (const desk of [region, yalgo]) {
      expect(aside(desk)).toEqual([])
      expect(referralOf(desk.db, referral)).toMatchObject({ state: 'accepted' })
    }
  })
})

describe('who may write what', () => {
  test('only who keeps the case refers, and says once to whom', async () => {
    const { caseId } = boulsa.child('Kaboré', 2, agreed)
    await carry(boulsa, region)
    refer(tougouri, caseId, yalgo)
    await carry(tougouri, region)
    expect(aside(region)).toEqual(['out-of-scope'])
    const referral = refer(boulsa, caseId, tougouri)
    boulsa.write([{ t: 'set', r: referral, g: 'to', value: { office: yalgo.self.office.id } }])
    await carry(boulsa, region)
    expect(aside(region)).toEqual(['out-of-scope', 'out-of-scope'])
    expect(referralOf(region.db, referral)?.receiver).toBe(tougouri.self.office.id)
    expect((await carry(region, yalgo)).lines.join('\n')).not.toContain('Kaboré')
  })

  test('only who is named answers; the keeper does not answer himself', async () => {
    const { caseId } = boulsa.child('Kaboré', 2, agreed)
    const referral = refer(boulsa, caseId, tougouri)
    await carry(boulsa, region)
    pretend(yalgo, referral, caseId)
    yalgo.write([answer(referral)])
    await carry(yalgo, region)
    boulsa.write([answer(referral)])
    await carry(boulsa, region)
    expect(aside(region)).toEqual(['out-of-scope', 'out-of-scope'])
    expect(referralOf(region.db, referral)?.state).toBe('waiting')
    await carry(region, tougouri)
    tougouri.write([withdrawal(referral)])
    await carry(tougouri, region)
    expect(aside(region)).toEqual(['out-of-scope', 'out-of-scope', 'out-of-scope'])
  })

  test('a referral of a case that the region does not know yet waits for it, and is judged then', async () => {
    const { caseId } = boulsa.child('Kaboré', 2, agreed)
    const forged = refer(tougouri, caseId, yalgo)
    await carry(tougouri, region)
    expect(aside(region)).toEqual(['unknown-record'])
    expect((await carry(region, yalgo)).lines).toEqual([])
    await carry(boulsa, region)
    expect(aside(region)).toEqual(['out-of-scope'])
    expect(referralOf(region.db, forged)).toBeNull()
    sameAfterRebuild(region)
  })
})

describe('what is told no more', () => {
  test('without agreement for services the words stay; once withdrawn, the office above drops them', async () => {
    const { caseId, consentId } = boulsa.child('Kaboré', 2, agreed)
    const referral = refer(boulsa, caseId, tougouri)
    await carry(boulsa, region)
    await carry(region, boulsa)
    expect(referralOf(region.db, referral)?.values.referral_reason).toBe('Soins pour Kaboré')
    boulsa.consent(consentId, { consent_share_services: 'no' })
    await carry(boulsa, region)
    const { values, withheld } = referralOf(region.db, referral)!
    expect(values).not.toHaveProperty('referral_reason')
    expect(values).not.toHaveProperty('family_name')
    expect(values).toMatchObject({ service_type: 'medical', code: 'X' })
    expect([...withheld].sort()).toEqual(['name', 'reason'])
    expect(textOf(region)).not.toContain('Soins pour')
  })

  test('agreed to later, its words follow to the receiver who has it without them', async () => {
    const { caseId, consentId } = boulsa.child('Kaboré', 2, { ...agreed, consent_share_services: 'no' })
    const referral = refer(boulsa, caseId, tougouri)
    await carry(boulsa, region)
    await carry(region, tougouri)
    await carry(tougouri, region)
    expect([...(referralOf(tougouri.db, referral)?.withheld ?? [])].sort()).toEqual(['name', 'reason'])
    boulsa.consent(consentId, agreed)
    await carry(region, boulsa)
    await carry(boulsa, region)
    await carry(region, tougouri)
    const there = { referral_reason: 'Soins pour Kaboré', family_name: 'Kaboré' }
    expect(referralOf(tougouri.db, referral)).toMatchObject({ values: there, withheld: [] })
    await carry(tougouri, region)
    expect((await carry(region, tougouri)).lines).toEqual([])
    sameAfterRebuild(region, tougouri)
  })

  test('an erased case takes its referrals along, at the receiver too, which confirms it', async () => {
    const { caseId } = boulsa.child('Zongo', 2, agreed)
    const referral = refer(boulsa, caseId, tougouri)
    await carry(boulsa, region)
    await carry(region, tougouri)
    tougouri.write([answer(referral), { t: 'set', r: referral, g: 'why', value: { why: 'Motecrit' } }])
    await carry(tougouri, region)
    await carry(region, boulsa)
    const value = { code: 'X', office: boulsa.self.office.id, was: [], reason: 'asked', proposed: boulsa.person }
    boulsa.write([{ t: 'erase', r: caseId, value }])
    const late = refer(boulsa, caseId, yalgo)
    await carry(boulsa, region)
    for (const desk of [tougouri, yalgo]) await carry(region, desk)
    for (const desk of [boulsa, region, tougouri, yalgo]) {
      for (const word of ['Kaboré', 'Motecrit', 'Zongo']) expect(textOf(desk)).not.toContain(word)
      expect([referralOf(desk.db, referral), referralOf(desk.db, late)]).toEqual([null, null])
    }
    for (const desk of [boulsa, region, tougouri]) expect([isErased(desk.db, caseId), aside(desk)]).toEqual([true, []])
    await carry(tougouri, region)
    const confirmed = confirmationsOf(region.db, caseId, null).filter(({ confirmedAt }) => confirmedAt !== null)
    expect(confirmed.map(({ office }) => office)).toContain(tougouri.self.office.id)
    sameAfterRebuild(boulsa, region, tougouri)
    // What is said of it later is cut as it comes.
    tougouri.write([{ t: 'set', r: referral, g: 'why', value: { why: 'Motecrit' } }])
    for (const desk of [tougouri]) expect(textOf(desk)).not.toContain('Motecrit')
  })
})
