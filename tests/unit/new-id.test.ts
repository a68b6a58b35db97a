import { expect, test } from 'vitest'
import { newId } from '../../src-main/office/new-id.ts'

test('ids of new records: 32 hex characters, none twice, those made together beside each other in an index', () => {
  const made = Array.from({ length: 1000 }, newId)
  expect(new Set(made).size).toBe(1000)
  expect(made.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true)
  expect(made.toSorted()).toEqual(made)
  // Two of them never differ in their count alone.
  expect(new Set(made.map((id) => id.slice(24))).size).toBeGreaterThan(990)
})
