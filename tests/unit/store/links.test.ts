import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { linkDrafts, linkState } from '../../../src-main/domain/cases/link-drafts.ts'
import type { Id } from '../../../src-main/domain/ledger/types.ts'
import { joinedWith, knownNotSame, linksOf } from '../../../src-main/store/links.ts'
import { dataParts, stateHash } from '../../../src-main/store/state-hash.ts'
import { newId, Replica } from '../../support/replica.ts'

const opened: Replica[] = []
afterEach(() => {
  for (const each of opened.splice(0)) each.close()
})
function replicas(count: number): Replica[] {
  const made = Array.from({ length: count }, () => new Replica())
  opened.push(...made)
  return made
}

function child(desk: Replica, code: string): Id {
  const caseId = newId()
  desk.write([
    { t: 'new', r: caseId, k: 'case' },
    { t: 'set', r: caseId, g: 'code', value: { code } },
  ])
  return caseId
}

const found = ({ db }: Replica, words: string): string[] =>
  db
    .prepare('SELECT c.code FROM case_fts f JOIN case_item c ON c.n = f.rowid WHERE case_fts MATCH ? ORDER BY 1')
    .pluck()
    .all(words) as string[]

test('either code finds both cases of a joined child, and no longer once it is taken back', () => {
  const [district, region] = replicas(2) as [Replica, Replica]
  const a = child(district, 'BLS-2026-0001-A')
  const b = child(district, 'TGR-2026-0009-C')
  const link = newId()
  // The region may say so before it has learnt of the cases.
  region.write(linkDrafts(link, b, a, 'same', 'Même mère, même naissance'))
  region.take(district)
  for (const code of ['bls20260001a', 'tgr20260009c'])
    expect(found(region, code)).toEqual(['BLS-2026-0001-A', 'TGR-2026-0009-C'])
  expect(joinedWith(region.db, a)).toEqual([b])
  expect(linksOf(region.db, b)).toMatchObject([
    { id: link, state: 'same', reason: 'Même mère, même naissance', person: region.person },
  ])
  // Both cases stay what they were: later writes to either go on.
  district.write([{ t: 'set', r: b, g: 'code', value: { code: 'TGR-2026-0010-D' } }])
  region.take(district)
  expect(found(region, 'tgr20260010d')).toEqual(['BLS-2026-0001-A', 'TGR-2026-0010-D'])
  expect(found(region, 'tgr20260009c')).toEqual([])
  region.write([linkState(link, 'none', 'Vérifié : cousins')])
  expect(found(region, 'bls20260001a')).toEqual(['BLS-2026-0001-A'])
  expect(joinedWith(region.db, b)).toEqual([])
})

test('"not the same" is remembered, and travels', () => {
  const [district, region] = replicas(2) as [Replica, Replica]
  const [a, b] = [child(district, 'BLS-2026-0001-A'), child(district, 'BLS-2026-0002-B')]
  district.write(linkDrafts(newId(), a, b, 'different', ''))
  region.take(district)
  expect(knownNotSame(region.db, b)).toEqual(new Set([a]))
  expect(joinedWith(region.db, a)).toEqual([])
})

test('joined and taken back by several offices without knowing of each other: the same everywhere', () => {
  const step = fc.record({
    who: fc.nat(2),
    pair: fc.nat(2),
    state: fc.constantFrom('same' as const, 'different' as const, 'none' as const),
    take: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { minLength: 3, maxLength: 25 }), (steps) => {
      const desks = replicas(3) as [Replica, Replica, Replica]
      const cases = ['AAA-2026-0001-A', 'BBB-2026-0001-A', 'CCC-2026-0001-A'].map((code) => child(desks[0], code))
      const links = [newId(), newId(), newId()]
      desks[0].write(
        links.flatMap((link, index) => linkDrafts(link, cases[index] ?? '', cases[(index + 1) % 3] ?? '', 'none', '')),
      )
      for (const desk of desks.slice(1)) desk.take(desks[0])
      for (const { who, pair, state, take } of steps) {
        const desk = desks[who] as Replica
        if (take) desk.take(desks[(who + 1) % 3] as Replica)
        desk.write([linkState(links[pair] ?? '', state, `${who}`)])
      }
      for (let round = 0; round < 2; round += 1) for (const a of desks) for (const b of desks) if (a !== b) a.take(b)
      const hashes = new Set(desks.map((desk) => stateHash(desk.db, dataParts)))
      expect(hashes.size).toBe(1)
      const searched = desks.map((desk) => ['aaa', 'bbb', 'ccc'].map((word) => found(desk, word)))
      for (const desk of desks) desk.ledger.rebuild()
      expect(new Set(desks.map((desk) => stateHash(desk.db, dataParts)))).toEqual(hashes)
      expect(desks.map((desk) => ['aaa', 'bbb', 'ccc'].map((word) => found(desk, word)))).toEqual(searched)
      for (const each of opened.splice(0)) each.close()
    }),
    { numRuns: 20 },
  )
}, 60_000)
