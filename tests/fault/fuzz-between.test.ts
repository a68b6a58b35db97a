import { test } from 'vitest'
import { holds } from '../fuzz/holds.ts'

test('600 histories of cases handed over and referred while consent comes and goes: no name where it may not be, none lost', () => {
  holds(600, ['--between'])
}, 600_000)

test('100 histories of cases handed over from region to region: they arrive whole, and the national level has names on the way only', () => {
  holds(100, ['--regions'])
}, 600_000)

test('4,000 more random histories of five PCs', () => {
  holds(4000)
}, 600_000)
