import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Id } from '../../../src-main/domain/ledger/types.ts'
import { asideAbout, nextEpoch, transferOf } from '../../../src-main/store/custody.ts'
import { allAside } from '../../../src-main/store/set-aside.ts'
import { stateHash } from '../../../src-main/store/state-hash.ts'
import { type Desk, handOver, newRegion } from '../../support/desk.ts'
import { type Parts, takeApart } from '../../support/forge.ts'

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

async function up(from: Desk): Promise<void> {
  await region.take((await from.send(world.key)).path)
}

/** Takes the region's bundle home. @returns what it holds */
async function down(to: Desk): Promise<Parts> {
  const { path } = await region.send(world.key, to.code)
  const parts = await takeApart(path, to)
  await to.take(path)
  return parts
}

function sendBack(from: Desk, caseId: Id, to: Desk, refusal: string): void {
  const value = { refusal, refused_at: nextEpoch(from.db, caseId) }
  from.write([{ t: 'set', r: caseId, g: 'refusal', value }])
  handOver(from, caseId, to, { refused: 'yes' })
}

const nameIn = (desk: Desk, caseId: Id): string | undefined =>
  desk.db.prepare('SELECT family_name FROM case_item WHERE id = ?').pluck().get(caseId) as string | undefined
const keeper = (desk: Desk, caseId: Id): string | undefined => transferOf(desk.db, caseId)?.office

describe('a case handed over by one district to another', () => {
  test('arrives whole with its history, and the bundle holds nothing of any other case', async () => {
    const other = boulsa.child('Zongo')
    const { caseId, formId } = boulsa.child('Kaboré')
    boulsa.rename(other.formId, 'Zongo-Secret')
    boulsa.rename(formId, 'Kaboré-Neuf')
    handOver(boulsa, caseId, tougouri)
    boulsa.child('Compaoré')
    await up(boulsa)
    expect((await down(yalgo)).lines).toEqual([])
    const { lines, manifest } = await down(tougouri)

    expect(Object.keys(manifest.covers)).toEqual([boulsa.self.replica])
    const text = lines.join('\n')
    for (const hidden of ['Zongo', 'Compaoré', other.caseId, other.formId]) expect(text).not.toContain(hidden)
    expect(text).toContain('Kaboré-Neuf')
    expect(lines.filter((line) => line.startsWith('{"h":'))).toHaveLength(2)
    expect(tougouri.names()).toEqual(['Kaboré-Neuf'])
    expect(keeper(tougouri, caseId)).toBe(tougouri.self.office.id)
    expect(allAside(tougouri.db, 10)).toEqual([])
  })

  test('one change about several cases comes with the values of that case only', async () => {
    const [a, b] = [boulsa.child('Zongo'), boulsa.child('Kaboré')]
    const worker = 'ab'.repeat(16)
    boulsa.write([
      { t: 'set', r: a.caseId, g: 'worker', value: { worker, reason: 'Parole sur Zongo' } },
      { t: 'set', r: b.caseId, g: 'worker', value: { worker, reason: 'Parole sur Kaboré' } },
    ])
    handOver(boulsa, b.caseId, tougouri)
    await up(boulsa)
    const text = (await down(tougouri)).lines.join('\n')
    expect(text).toContain('Parole sur Kaboré')
    expect(text).not.toContain('Parole sur Zongo')
    expect(tougouri.names()).toEqual(['Kaboré'])
    expect(tougouri.db.prepare('SELECT worker FROM case_item').pluck().all()).toEqual([worker])

    // The other one follows: the same change, known in part, comes again with more of it.
    await up(tougouri)
    handOver(boulsa, a.caseId, tougouri)
    await up(boulsa)
    await down(tougouri)
    expect(tougouri.names()).toEqual(['Kaboré', 'Zongo'])
    expect(tougouri.db.prepare('SELECT DISTINCT worker FROM case_item').pluck().all()).toEqual([worker])
    expect(allAside(tougouri.db, 10)).toEqual([])
    const before = stateHash(tougouri.db)
    tougouri.ledger.rebuild()
    expect(stateHash(tougouri.db)).toBe(before)
  })

  test('goes on: the new keeper edits, the region takes it, the old keeper learns only where the case is', async () => {
    const { caseId, formId } = boulsa.child('Kaboré')
    handOver(boulsa, caseId, tougouri)
    await up(boulsa)
    await down(boulsa)
    await down(tougouri)
    tougouri.rename(formId, 'Kaboré-Caché')
    tougouri.write([{ t: 'set', r: caseId, g: 'accepted', value: { accepted: 1 } }])
    await up(tougouri)
    expect(region.names()).toEqual(['Kaboré-Caché'])
    expect(allAside(region.db, 10)).toEqual([])

    const { lines } = await down(boulsa)
    expect(lines.join('\n')).not.toContain('Caché')
    expect(nameIn(boulsa, caseId)).toBe('Kaboré')
    expect(transferOf(boulsa.db, caseId)).toMatchObject({ accepted: true, office: tougouri.self.office.id })
    expect((await down(boulsa)).lines).toHaveLength(lines.length)
    await up(boulsa)
    expect((await down(boulsa)).lines).toEqual([])
    expect((await down(tougouri)).lines).toEqual([])
  })

  test('is sent back with what was written meanwhile, and goes on to a third office', async () => {
    const { caseId, formId } = boulsa.child('Kaboré')
    handOver(boulsa, caseId, tougouri)
    await up(boulsa)
    await down(tougouri)
    tougouri.rename(formId, 'Kaboré-Vu')
    await up(tougouri)
    await down(boulsa)
    await up(boulsa)
    sendBack(tougouri, caseId, boulsa, 'Trop loin')
    await up(tougouri)
    await down(boulsa)
    expect(nameIn(boulsa, caseId)).toBe('Kaboré-Vu')
    expect(transferOf(boulsa.db, caseId)).toMatchObject({ epoch: 2, refusal: 'Trop loin' })

    boulsa.rename(formId, 'Kaboré-Rendu')
    handOver(boulsa, caseId, yalgo)
    await up(boulsa)
    await down(yalgo)
    await down(tougouri)
    expect(nameIn(yalgo, caseId)).toBe('Kaboré-Rendu')
    // Why it came back once is no answer to this hand-over.
    expect(transferOf(yalgo.db, caseId)).toMatchObject({ epoch: 3, refusal: '', accepted: false })
    expect(nameIn(tougouri, caseId)).toBe('Kaboré-Vu')
    expect([region, boulsa, tougouri, yalgo].map((each) => keeper(each, caseId))).toEqual(
      Array(4).fill(yalgo.self.office.id),
    )
    for (const each of [region, boulsa, tougouri, yalgo]) expect(allAside(each.db, 10)).toEqual([])
  })

  test('a lost key costs nothing: the next bundle holds the case again', async () => {
    const { caseId } = boulsa.child('Kaboré')
    handOver(boulsa, caseId, tougouri)
    await up(boulsa)
    await region.send(world.key, 'TGR')
    expect((await down(tougouri)).lines).toHaveLength(2)
    await up(tougouri)
    expect((await down(tougouri)).lines).toEqual([])
    expect(tougouri.names()).toEqual(['Kaboré'])
  })

  test('consent withdrawn where the case went: its former keeper learns of it, and the region gives back what both had told', async () => {
    const { caseId, formId, consentId } = boulsa.child('Kaboré')
    handOver(boulsa, caseId, tougouri)
    await up(boulsa)
    await down(tougouri)
    tougouri.rename(formId, 'Kaboré-Neuf')
    await up(tougouri)
    tougouri.consent(consentId, { consent_collect: 'no' })
    tougouri.write([{ t: 'set', r: consentId, g: 'caregiver_name', value: { caregiver_name: 'Zongo-Caché' } }])
    await up(tougouri)
    expect((await down(boulsa)).lines.join('\n')).not.toContain('Caché')
    await up(boulsa)
    const values = (desk: Desk): string => JSON.stringify(desk.db.prepare('SELECT vals FROM change').all())
    expect(values(region)).not.toContain('Kaboré')
    expect(region.names()).toEqual([''])
    expect(nameIn(tougouri, caseId)).toBe('Kaboré-Neuf')

    tougouri.consent(consentId, { consent_collect: 'yes' })
    for (const each of [tougouri, boulsa, tougouri, boulsa]) {
      await up(each)
      await down(each)
    }
    expect(region.names()).toEqual(['Kaboré-Neuf'])
    expect(values(region)).toContain('Kaboré 0')
  })

  test('consent withdrawn at a region that keeps the case itself takes nothing from it: whoever keeps a case holds it whole', async () => {
    const { caseId, consentId } = boulsa.child('Kaboré')
    handOver(boulsa, caseId, region)
    await up(boulsa)
    region.consent(consentId, { consent_collect: 'no' })
    for (let round = 0; round < 2; round += 1) {
      await down(boulsa)
      await up(boulsa)
    }
    expect(nameIn(region, caseId)).toBe('Kaboré')
    expect((await takeApart((await boulsa.send(world.key)).path, region)).manifest.again).toBeUndefined()
    // It gives the case on: now it is an office above again.
    handOver(region, caseId, tougouri)
    await down(tougouri)
    await down(boulsa)
    await up(boulsa)
    expect([nameIn(region, caseId), nameIn(tougouri, caseId)]).toEqual(['', 'Kaboré'])
  })

  test('an office that keeps the case no more writes in vain: the region sets it aside', async () => {
    const { caseId, formId } = boulsa.child('Kaboré')
    handOver(boulsa, caseId, tougouri)
    boulsa.rename(formId, 'Kaboré-Après')
    handOver(boulsa, caseId, yalgo)
    yalgo.child('Zongo')
    await up(boulsa)
    expect(region.names()).toEqual(['Kaboré'])
    expect(keeper(region, caseId)).toBe(tougouri.self.office.id)
    expect(asideAbout(region.db, caseId).map(({ aside }) => aside)).toEqual(['late', 'late'])
  })
})
