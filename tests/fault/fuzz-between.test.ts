import { test } from 'vitest'
import { holds } from '../fuzz/holds.ts'

test('700 histories of cases handed over and referred while consent comes and goes: no name where it may not be, none lost', () => {
  holds(700, ['--between'])
}, 600_000)

test('4,000 more random histories of five PCs', () => {
  holds(4000)
}, 600_000)
