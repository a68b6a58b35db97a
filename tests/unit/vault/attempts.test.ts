import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LakanaError } from '../../../src-main/contract/errors.ts'
import { makeHome, newVault, password, removeHome } from '../../support/vault.ts'

let home: string
/** A clock that only goes forward and begins anew with each process. */
let clock: number
beforeEach(() => {
  home = makeHome()
  clock = 0
})
afterEach(() => removeHome(home))

async function restart() {
  vi.resetModules()
  clock = 5
  return import('../../../src-main/vault/attempts.ts')
}
const now = () => clock

test('1, 2, 4 … 60 seconds, counted before the outcome', async () => {
  const { checkWait, clearTries, countTry } = await restart()
  const waits: number[] = []
  for (let i = 0; i < 9; i++) {
    checkWait(home, 'slot', now)
    waits.push(countTry(home, 'slot', now))
    const seconds = waits.at(-1) ?? 0
    expect(secondsLeft(() => checkWait(home, 'slot', now))).toBe(seconds)
    clock += seconds * 1000 - 1
    expect(secondsLeft(() => checkWait(home, 'slot', now))).toBe(1)
    clock += 1
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
  checkWait(home, 'other', now)
  expect(countTry(home, 'slot', now)).toBe(60)
  expect(clearTries(home, 'slot')).toBe(9)
  checkWait(home, 'slot', now)
  expect(countTry(home, 'slot', now)).toBe(1)
})

test('a restart shortens no wait and forgets no count', async () => {
  const before = await restart()
  for (let i = 0; i < 5; i++) before.countTry(home, 'slot', now)
  clock += 15_000
  expect(secondsLeft(() => before.checkWait(home, 'slot', now))).toBe(1)
  const after = await restart()
  expect(secondsLeft(() => after.checkWait(home, 'slot', now))).toBe(16)
  clock += 10_000
  expect(secondsLeft(() => after.checkWait(home, 'slot', now))).toBe(6)
  clock += 6_000
  after.checkWait(home, 'slot', now)
  expect(after.countTry(home, 'slot', now)).toBe(32)
})

test('1,000 tries with a restart after each cost more than 15 hours', async () => {
  let waited = 0
  for (let i = 0; i < 1000; i++) {
    const { checkWait, countTry } =
      i % 100 === 0 ? await restart() : await import('../../../src-main/vault/attempts.ts')
    const seconds = secondsLeft(() => checkWait(home, 'slot', now))
    waited += seconds
    clock += seconds * 1000
    checkWait(home, 'slot', now)
    countTry(home, 'slot', now)
  }
  expect(waited / 3600).toBeGreaterThan(15)
})

test('at the door', async () => {
  await restart()
  const { openVault } = await import('../../../src-main/vault/vault.ts')
  const { session } = await newVault(home)
  session.close()
  const told: number[] = []
  const signIn = (word: string) =>
    openVault({ home, signInName: 'awa', password: word, monotonic: now, onWait: (seconds) => told.push(seconds) })
  await expect(signIn('faux')).rejects.toMatchObject({ code: 'session.wrong-password', details: { seconds: 1 } })
  await expect(signIn(password)).rejects.toMatchObject({ code: 'session.wait', details: { seconds: 1 } })
  clock += 1000
  await expect(signIn('faux')).rejects.toMatchObject({ code: 'session.wrong-password', details: { seconds: 2 } })
  expect(told).toEqual([1, 2])
  clock += 2000
  const open = await signIn(password)
  expect(open.failedTries).toBe(2)
  open.close()
  expect(JSON.parse(readFileSync(join(home, 'attempts.json'), 'utf8'))).toEqual({ version: 1, slots: {} })
  await expect(openVault({ home, signInName: 'mot tapé là', password, monotonic: now })).rejects.toThrow()
  expect(readFileSync(join(home, 'attempts.json'), 'utf8')).not.toContain('tapé')
})

function secondsLeft(work: () => void): number {
  try {
    work()
    return 0
  } catch (error) {
    if (error instanceof LakanaError || (error instanceof Error && error.name === 'LakanaError')) {
      return Number((error as LakanaError).details.seconds)
    }
    throw error
  }
}
