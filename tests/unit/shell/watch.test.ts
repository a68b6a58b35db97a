import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchMachine } from '../../../src-main/shell/watch.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function watch() {
  const state = { lastCallAt: Date.now(), locks: [] as string[] }
  const stop = watchMachine({
    now: () => Date.now(),
    lastCallAt: () => state.lastCallAt,
    lock: (reason) => state.locks.push(reason),
  })
  return { state, stop }
}

test('a machine that slept is locked', () => {
  const { state, stop } = watch()
  vi.advanceTimersByTime(20_000)
  expect(state.locks).toEqual([])
  vi.setSystemTime(Date.now() + 120_000)
  vi.advanceTimersByTime(5_000)
  expect(state.locks).toEqual(['suspend'])
  stop()
})

test('half an hour without a call locks, once', () => {
  const { state, stop } = watch()
  vi.advanceTimersByTime(29 * 60_000)
  expect(state.locks).toEqual([])
  vi.advanceTimersByTime(10 * 60_000)
  expect(state.locks).toEqual(['idle'])
  state.lastCallAt = Date.now()
  vi.advanceTimersByTime(31 * 60_000)
  expect(state.locks).toEqual(['idle', 'idle'])
  stop()
  vi.advanceTimersByTime(60 * 60_000)
  expect(state.locks).toHaveLength(2)
})
