import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LakanaError } from '../../../src-main/contract/errors.ts'
import { currentPeers, pendingFor } from '../../../src-main/store/peers.ts'
import { dataParts, stateHash } from '../../../src-main/store/state-hash.ts'
import { cloneDesk, type Desk, enrol, newDesk, newRegion } from '../../support/desk.ts'
import { takeApart } from '../../support/forge.ts'

/** What holds of the exchange between one district and its region, whatever happens on the way. */
type Step =
  | { readonly do: 'child'; readonly name: string; readonly year: number }
  | { readonly do: 'rename'; readonly name: string; readonly year: number }
  | { readonly do: 'send' }
  | { readonly do: 'receipt' }
  | { readonly do: 'take'; readonly which: number }
  | { readonly do: 'lose'; readonly which: number }

const name = fc.constantFrom('Ouédraogo', 'Sawadogo', 'Kaboré', 'Zongo', 'Traoré', 'Diallo')
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('child' as const), name, year: fc.integer({ min: 2010, max: 2040 }) }),
  fc.record({ do: fc.constant('rename' as const), name, year: fc.integer({ min: 2010, max: 2040 }) }),
  fc.constant({ do: 'send' as const }),
  fc.constant({ do: 'receipt' as const }),
  fc.record({ do: fc.constant('take' as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant('lose' as const), which: fc.nat(20) }),
)

describe('the exchange, whatever happens on the way', () => {
  let world: Awaited<ReturnType<typeof newRegion>>
  beforeAll(async () => {
    world = await newRegion()
  })
  afterAll(() => world.close())

  async function inClones(work: (district: Desk, region: Desk) => Promise<void>): Promise<void> {
    const district = cloneDesk(world.districts[0]!)
    const region = cloneDesk(world.region)
    try {
      await work(district, region)
    } finally {
      district.close()
      region.close()
    }
  }

  /** Takes it, or finds it refused for a gap with the exact ranges and everything as before. */
  async function takeOrGap(region: Desk, path: string): Promise<void> {
    const before = stateHash(region.db)
    const { manifest } = await takeApart(path, region)
    const [[replica, range] = ['', { from: 1 }]] = Object.entries(manifest.covers)
    const needed = Math.max(manifest.prereq[replica] ?? 0, range.from - 1)
    const have = region.ledger.versionVector()[replica] ?? 0
    const outcome = await region.take(path).catch((error: unknown) => error)
    if (replica !== '' && have < needed) {
      expect(outcome).toMatchObject({ code: 'bundle.gap', details: { missing: [`${replica}:${have + 1}-${needed}`] } })
    }
    if (outcome instanceof LakanaError) {
      expect(outcome.code).toBe('bundle.gap')
      expect(stateHash(region.db)).toBe(before)
    }
  }

  async function carryOut(district: Desk, region: Desk, steps: readonly Step[]): Promise<void> {
    const up: string[] = []
    const down: string[] = []
    const forms: string[] = []
    for (const each of steps) {
      if (each.do === 'child' || each.do === 'rename') {
        district.time = `${each.year}-05-05T05:05:05Z`
        const form = forms.at(-1)
        if (each.do === 'child' || !form) forms.push(district.child(each.name, 1).formId)
        else district.rename(form, each.name)
      } else if (each.do === 'send') {
        const peer = currentPeers(district.db)[0]!
        const pending = pendingFor(district.db, district.ledger, district.self, peer)
        const sent = await district.send(world.key)
        expect(sent.counts.changes).toBe(pending)
        up.push(sent.path)
      } else if (each.do === 'receipt') down.push((await region.send(world.key)).path)
      else if (each.do === 'lose') up.splice(each.which % Math.max(1, up.length), 1)
      else if (each.which % 3 === 0 && down.length > 0) await district.take(down[each.which % down.length] ?? '')
      else if (up.length > 0) await takeOrGap(region, up[each.which % up.length] ?? '')
    }
  }

  test('any order, repeats and losses: the region never holds anything else, and two journeys reach equality', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), (steps) =>
        inClones(async (district, region) => {
          await carryOut(district, region, steps)
          await district.take((await region.send(world.key)).path)
          await region.take((await district.send(world.key)).path)
          await district.take((await region.send(world.key)).path)
          expect(stateHash(region.db, dataParts)).toBe(stateHash(district.db, dataParts))
          expect(pendingFor(district.db, district.ledger, district.self, currentPeers(district.db)[0]!)).toBe(0)
          expect((await district.send(world.key)).zeroReport).toBe(true)
        }),
      ),
      { numRuns: 25 },
    )
  }, 240_000)

  test('one bundle of a and b is a, then b', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(name, { minLength: 1, maxLength: 5 }),
        fc.array(name, { minLength: 1, maxLength: 5 }),
        (a, b) =>
          inClones(async (district, region) => {
            const together = cloneDesk(region)
            for (const child of a) district.child(child, 1)
            const first = await district.send(world.key)
            for (const child of b) district.child(child, 1)
            const both = await district.send(world.key)
            await region.take(first.path)
            await region.take(both.path)
            await together.take(both.path)
            expect(stateHash(together.db, dataParts)).toBe(stateHash(region.db, dataParts))
            expect(stateHash(together.db, dataParts)).toBe(stateHash(district.db, dataParts))
            together.close()
          }),
      ),
      { numRuns: 10 },
    )
  }, 120_000)

  test('clocks decide nothing: the same work under other clocks gives the same lists', async () => {
    await inClones(async (district, region) => {
      const other = cloneDesk(district)
      const otherRegion = cloneDesk(region)
      const lists = []
      for (const [desk, above, years] of [
        [district, region, ['2026', '2026', '2026']],
        [other, otherRegion, ['2040', '2010', '2033']],
      ] as const) {
        desk.time = `${years[0]}-01-01T00:00:00Z`
        const { formId } = desk.child('Un', 1)
        desk.time = `${years[1]}-01-01T00:00:00Z`
        desk.rename(formId, 'Deux')
        above.time = `${years[2]}-01-01T00:00:00Z`
        await above.take((await desk.send(world.key)).path)
        lists.push(above.names())
      }
      expect(lists).toEqual([['Deux'], ['Deux']])
      other.close()
      otherRegion.close()
    })
  })

  test('a district learns nothing of its neighbours', async () => {
    const wide = await newRegion(['AAA', 'BBB'])
    const [a, b] = wide.districts as [Desk, Desk]
    a.child('Un')
    b.child('Deux')
    for (const desk of [a, b]) await wide.region.take((await desk.send(wide.key)).path)
    const receipt = await wide.region.send(wide.key, 'AAA')
    const { manifest, lines } = await takeApart(receipt.path, a)
    expect(lines).toEqual([])
    expect(Object.keys(manifest.have)).toEqual([a.self.replica])
    // That the office beside exists is no secret: its certificate lets this one hand a case over to it.
    expect(JSON.stringify({ ...manifest, certificates: [] })).not.toContain(b.self.replica)
    expect(wide.region.names()).toEqual(['Deux', 'Un'])
    wide.close()
  })

  test('a region carries its districts to the national level, with the certificates that vouch for them', async () => {
    const wide = await newRegion(['AAA', 'BBB'])
    const top = await newDesk({ level: 'national', code: 'NAT' })
    enrol(top, wide.region)
    for (const [index, desk] of wide.districts.entries()) {
      desk.child(`Enfant ${index}`)
      await wide.region.take((await desk.send(wide.key)).path)
    }
    const up = await wide.region.send(wide.key, 'NAT')
    expect(up.file).toBe('LKB-KUI-1.lkb')
    expect(await top.take(up.path)).toMatchObject({ outcome: 'applied', counts: { newCases: 2 } })
    // Every chain, and no child by name: the policy for this step says so.
    expect(top.ledger.versionVector()).toEqual(wide.region.ledger.versionVector())
    expect(top.names()).toEqual(['', ''])
    await wide.region.take((await top.send(wide.key)).path)
    expect((await wide.region.send(wide.key, 'NAT')).zeroReport).toBe(true)
    top.close()
    wide.close()
  })
})
