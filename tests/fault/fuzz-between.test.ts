import { test } from 'vitest'
import { holds } from '../fuzz/holds.ts'

/** Beside `fuzz.test.ts`: each takes half of the time of all histories. */
test('cases handed over and referred for 30 s while consent comes and goes: no name where it may not be, none lost', () => {
  holds(['--between'], 30)
}, 300_000)

test('random histories of five PCs for 20 s more', () => {
  holds([], 20)
}, 300_000)
