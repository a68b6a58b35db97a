import { expect, test } from 'vitest'
import {
  daysSince,
  formatBytes,
  formatDay,
  formatDaysAgo,
  formatDuration,
  formatLongDay,
  formatNumber,
  formatToday,
  formatWhen,
} from '../../../src-renderer/language/format.ts'

const now = new Date(2026, 10, 23, 15, 0)

test('days', () => {
  expect(formatDay('2026-11-03')).toBe('03/11/2026')
  expect(formatLongDay('2026-11-01')).toBe('1er novembre 2026')
  expect(formatLongDay('2026-11-11')).toBe('11 novembre 2026')
  expect(formatToday('2026-11-23')).toBe('Lundi 23 novembre 2026')
  expect(formatDay('not a day')).toBe('not a day')
})

test('how long ago is counted in days of the calendar', () => {
  expect(daysSince('2026-11-22', now)).toBe(1)
  expect(daysSince(new Date(2026, 10, 22, 23, 59).toISOString(), now)).toBe(1)
  expect(daysSince('2026-11-24', now)).toBe(-1)
  expect([0, 1, 12].map(formatDaysAgo)).toEqual(['aujourd’hui', 'hier', 'il y a 12 jours'])
  expect(formatWhen(new Date(2026, 10, 23, 8, 12).toISOString(), now)).toBe('aujourd’hui à 08:12')
  expect(formatWhen(new Date(2026, 10, 2, 8, 12).toISOString(), now)).toBe('02/11/2026 à 08:12')
})

test('numbers and sizes', () => {
  expect(formatNumber(12345)).toBe('12\u202f345')
  expect(formatBytes(11_400_000_000)).toBe('11,4\u00a0Go')
  expect(formatBytes(13_200)).toBe('13\u00a0Ko')
})

test('time left', () => {
  expect(formatDuration(3)).toBe('quelques secondes')
  expect(formatDuration(45)).toBe('moins d’une minute')
  expect(formatDuration(150)).toBe('environ 3 minutes')
})
