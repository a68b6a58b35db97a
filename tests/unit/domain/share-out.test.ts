import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CaseToGive, shareOut } from '../../../src-main/domain/cases/share-out.ts'

const cases = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    worker: fc.constantFrom(null, 'leaver', 'a'),
    open: fc.boolean(),
    risk: fc.integer({ min: 0, max: 3 }),
  }),
  { selector: ({ id }) => id, maxLength: 60 },
)
const loadsOf = (given: readonly CaseToGive[]): Map<string, { open: number; high: number }> => {
  const loads = new Map([['b', { open: 4, high: 1 }]])
  for (const { worker, open, risk } of given) {
    if (worker === null || !open) continue
    const { open: count, high } = loads.get(worker) ?? { open: 0, high: 0 }
    loads.set(worker, { open: count + 1, high: high + (risk === 3 ? 1 : 0) })
  }
  return loads
}

test('one person gets all; those already his are left alone', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const { moves, after } = shareOut(given, ['a'], loadsOf(given))
      expect(moves.length).toBe(given.filter(({ worker }) => worker !== 'a').length)
      expect(after.get('a')?.open ?? 0).toBe(given.filter(({ open }) => open).length)
      expect(after.get('leaver')?.open ?? 0).toBe(0)
    }),
  )
})

test('several share as evenly as can be, high risks too, and nothing is lost', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const loads = loadsOf(given)
      const { moves, after } = shareOut(given, ['b', 'c', 'd'], loads)
      expect(moves.length).toBe(given.length)
      const sum = (map: ReadonlyMap<string, { open: number }>): number =>
        [...map.values()].reduce((n, { open }) => n + open, 0)
      expect(sum(after)).toBe(sum(loads) + given.filter(({ open, worker }) => open && worker === null).length)
      const gained = ['c', 'd'].map((id) => after.get(id)?.open ?? 0)
      expect(Math.abs((gained[0] ?? 0) - (gained[1] ?? 0))).toBeLessThanOrEqual(1)
    }),
  )
})

test('the same question has the same answer, whatever the order of the cases', () => {
  fc.assert(
    fc.property(cases, (given) => {
      expect(shareOut(given.toReversed(), ['b', 'c'], loadsOf(given))).toEqual(
        shareOut(given, ['b', 'c'], loadsOf(given)),
      )
    }),
  )
})

test('four cases of which two are grave: each of two workers gets one grave', () => {
  const given = [3, 3, 1, 1].map((risk, index) => ({ id: String(index), worker: 'x', open: true, risk }))
  const { moves } = shareOut(given, ['a', 'b'], new Map([['x', { open: 4, high: 2 }]]))
  expect(moves.filter(({ to }) => to === 'a').map(({ id }) => id)).toEqual(['0', '2'])
})
