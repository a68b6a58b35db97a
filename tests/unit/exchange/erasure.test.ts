import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Draft, Id } from '../../../src-main/domain/ledger/types.ts'
import { confirmationsOf, tombstoneOf } from '../../../src-main/store/erasure-list.ts'
import { isErased } from '../../../src-main/store/erasures.ts'
import { allAside } from '../../../src-main/store/set-aside.ts'
import { dataParts, stateHash } from '../../../src-main/store/state-hash.ts'
import { cloneDesk, type Desk, enrol, handOver, newDesk, newRegion } from '../../support/desk.ts'

let world: Awaited<ReturnType<typeof newRegion>>
let region: Desk
let boulsa: Desk
let tougouri: Desk
const others: Desk[] = []

beforeEach(async () => {
  world = await newRegion(['BLS', 'TGR'])
  region = world.region
  ;[boulsa, tougouri] = world.districts as [Desk, Desk]
})
afterEach(() => {
  for (const desk of others.splice(0)) desk.close()
  world.close()
})

async function carry(from: Desk, to: Desk): Promise<void> {
  await to.take((await from.send(world.key, to.code)).path)
}
function erase(desk: Desk, caseId: Id, reason = 'asked'): void {
  const value = { code: 'X', office: desk.self.office.id, was: [], reason, proposed: desk.person }
  desk.write([{ t: 'erase', r: caseId, value }])
}
const named = (r: Id, text: string): Draft => ({ t: 'set', r, g: 'family_name', value: { family_name: text } })
const ledgerOf = (desk: Desk): string => JSON.stringify(desk.db.prepare('SELECT vals, secret FROM change').all())
const state = (desk: Desk): string => stateHash(desk.db, dataParts)

describe('who may erase', () => {
  test('an office that gave the case away erases nothing: set aside everywhere, and nobody is asked to take it over', async () => {
    const { caseId } = boulsa.child('Kaboré')
    handOver(boulsa, caseId, tougouri)
    await carry(boulsa, region)
    await carry(region, tougouri)
    await carry(region, boulsa)
    // The program asks who keeps the case; one that was tampered with does not, and keeps its own values.
    const tampered = cloneDesk(boulsa)
    others.push(tampered)
    erase(tampered, caseId)
    const { seq = 0 } = tampered.ledger.head(tampered.self.replica) ?? {}
    const { hash, body, secret, vals, lamport } = tampered.ledger.change(tampered.self.replica, seq)!
    const n = boulsa.db.prepare('SELECT n FROM replica WHERE id = ?').pluck().get(boulsa.self.replica) as number
    boulsa.db
      .prepare('INSERT INTO change (at, lamport, hash, body, secret, vals) VALUES (?, ?, ?, ?, ?, ?)')
      .run(n * 2 ** 32 + seq, lamport, hash, body, secret, vals)
    boulsa.db.prepare('UPDATE replica SET have = ?, head = ? WHERE n = ?').run(seq, hash, n)
    boulsa.ledger.rolledBack()
    await carry(boulsa, region)
    expect(allAside(region.db, 10)).toMatchObject([{ reason: 'out-of-scope' }])
    expect(isErased(region.db, caseId)).toBe(false)
    await carry(region, tougouri)
    expect(tougouri.names()).toEqual(['Kaboré'])
    expect(region.names()).toEqual(['Kaboré'])
  })

  test('an erasure that comes before its case is judged when the case is known', async () => {
    const { caseId } = boulsa.child('Kaboré')
    const tampered = cloneDesk(tougouri)
    others.push(tampered)
    tampered.db.prepare("INSERT INTO record (id, kind, at) VALUES (?, 'case', 1)").run(caseId)
    erase(tampered, caseId)
    await region.take((await tampered.send(world.key)).path)
    expect(allAside(region.db, 10)).toMatchObject([{ reason: 'unknown-record' }])
    await carry(boulsa, region)
    expect(allAside(region.db, 10)).toMatchObject([{ reason: 'out-of-scope' }])
    expect(region.names()).toEqual(['Kaboré'])
    expect(isErased(region.db, caseId)).toBe(false)
  })

  test('an erasure beside a hand-over by another PC of the office counts everywhere, whichever comes first', async () => {
    const second = await newDesk({ code: 'BLS' })
    others.push(second)
    for (const [table, column] of [
      ['self', 'office'],
      ['office', 'id'],
    ])
      second.db.prepare(`UPDATE ${table} SET ${column} = ?`).run(boulsa.self.office.id)
    second.reread()
    enrol(region, second)
    const { caseId, formId } = boulsa.child('Kaboré')
    const other = boulsa.child('Zongo')
    await carry(boulsa, region)
    await carry(region, second)
    expect(second.names()).toEqual(['Kaboré', 'Zongo'])
    handOver(boulsa, caseId, tougouri)
    erase(second, caseId)
    const [a, b] = [await boulsa.send(world.key), await second.send(world.key)]
    const twin = cloneDesk(region)
    others.push(twin)
    await region.take(a.path)
    // The receiver writes on, about this case and in one change about both.
    await carry(region, tougouri)
    tougouri.write([named(formId, 'Kaboré-Tardif')])
    const late = await tougouri.send(world.key)
    await region.take(late.path)
    await region.take(b.path)
    for (const each of [b, a, late]) await twin.take(each.path)
    boulsa.write([named(formId, 'Kaboré-Après'), named(other.formId, 'Zongo-Neuf')])
    const last = await boulsa.send(world.key)
    for (const desk of [region, twin]) await desk.take(last.path)
    expect(state(twin)).toBe(state(region))
    expect(allAside(region.db, 10)).toEqual([])
    expect(allAside(twin.db, 10)).toEqual([])
    await carry(region, tougouri)
    await carry(region, second)
    for (const desk of [region, twin, tougouri, second]) {
      expect(isErased(desk.db, caseId)).toBe(true)
      for (const word of ['Kaboré', 'Tardif', 'Après']) expect(ledgerOf(desk)).not.toContain(word)
      const before = state(desk)
      desk.ledger.rebuild()
      expect(state(desk)).toBe(before)
    }
    expect(region.names()).toEqual(['Zongo-Neuf'])
  })
})

describe('on its way', () => {
  test('it reaches the national level, which confirms to the region, and late edits go wherever they come', async () => {
    const top = await newDesk({ level: 'national', code: 'NAT' })
    others.push(top)
    enrol(top, region)
    const { caseId, formId } = boulsa.child('Kaboré')
    await carry(boulsa, region)
    await carry(region, top)
    expect(ledgerOf(region)).toContain('Kaboré')
    erase(boulsa, caseId, 'court')
    boulsa.write([named(formId, 'Kaboré-Encore')])
    await carry(boulsa, region)
    expect(confirmationsOf(region.db, caseId, top.self.office.id)).toMatchObject([{ confirmedAt: null }])
    await carry(region, top)
    await carry(top, region)
    expect(confirmationsOf(region.db, caseId, top.self.office.id)).toMatchObject([{ confirmedAt: region.time }])
    expect(tombstoneOf(top.db, caseId)).toMatchObject({ reason: 'court', office: boulsa.self.office.id })
    for (const desk of [boulsa, region, top]) {
      expect(ledgerOf(desk)).not.toContain('Kaboré')
      expect(desk.db.prepare('SELECT count(*) FROM case_item').pluck().get()).toBe(0)
    }
    // Nothing is left to be said, and both sides agree on what is held in part.
    await carry(region, boulsa)
    await carry(boulsa, region)
    await carry(region, boulsa)
    const empty = await boulsa.send(world.key)
    expect(empty.zeroReport).toBe(true)
    expect(state(region)).toBe(state(boulsa))
    expect(region.ledger.versionVector()).toEqual(boulsa.ledger.versionVector())
  })

  test('a region that lost its disk gets what is left: the chain whole, and no value of the erased case', async () => {
    const { caseId } = boulsa.child('Kaboré')
    boulsa.child('Zongo')
    erase(boulsa, caseId)
    await carry(boulsa, region)
    expect(region.names()).toEqual(['Zongo'])
    expect(ledgerOf(region)).not.toContain('Kaboré')
    expect(state(region)).toBe(state(boulsa))
  })

  test('a backup that still has the values loses them again with the next bundle', async () => {
    const { caseId } = boulsa.child('Kaboré')
    await carry(boulsa, region)
    const before = cloneDesk(region)
    others.push(before)
    erase(boulsa, caseId)
    await carry(boulsa, region)
    await carry(region, boulsa)
    expect(ledgerOf(before)).toContain('Kaboré')
    await before.take((await boulsa.send(world.key, undefined, { snapshot: true })).path)
    expect(ledgerOf(before)).not.toContain('Kaboré')
    expect(ledgerOf(boulsa)).not.toContain('Kaboré')
    expect(isErased(before.db, caseId)).toBe(true)
  })
})
