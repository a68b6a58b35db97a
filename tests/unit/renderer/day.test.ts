import { afterEach, expect, test, vi } from 'vitest'
import { goByDay, officeDay } from '../../../src-renderer/office/day.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('the window goes by the day of the office, on a PC that wakes up in 2010', () => {
  vi.useFakeTimers({ now: new Date(2010, 0, 1, 9) })
  goByDay('2026-11-23')
  expect(officeDay()).toBe('2026-11-23')
  vi.setSystemTime(new Date(2010, 0, 2, 9))
  expect(officeDay()).toBe('2026-11-24')
  goByDay('2010-01-02')
  expect(officeDay()).toBe('2010-01-02')
})
