import { test } from 'vitest'
import { holds } from '../fuzz/holds.ts'

test('random histories of five PCs for 50 s: nothing lost, invented or decided by a clock, and all agree in the end', () => {
  holds([], 50)
}, 300_000)
