import { test } from 'vitest'
import { holds } from '../fuzz/holds.ts'

/** With those of `fuzz-between.test.ts`, which run beside them, 10,000. */
test('5,300 random histories of five PCs: nothing lost, invented or decided by a clock, and all agree in the end', () => {
  holds(5300)
}, 600_000)
