import { expect, test } from 'vitest'
import { simulate } from '../fuzz/region.ts'

test('a small region over six months, a third of its bundles lost: the overviews are right at every step, nothing is missing at the end', async () => {
  const table = await simulate({ districts: 4, cases: 6, months: 6, lost: 33, seed: 7 })
  expect(table.at(-1)).toMatchObject({ month: 6, sent: 8 })
  expect(table.reduce((sum, { lost }) => sum + lost, 0)).toBeGreaterThan(5)
  expect(table.some(({ silent }) => silent > 0)).toBe(true)
}, 120_000)
