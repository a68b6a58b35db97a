import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Ran, type Running, runBetween, runHistories } from '../fuzz/histories.ts'

async function holds(run: (running: Running) => Promise<Ran>, seconds: number, how: string): Promise<void> {
  const seed = randomInt(2 ** 31)
  const { histories, perMinute, failure } = await run({ runs: 10_000, seed, seconds })
  console.log(`npm run fuzz -- ${how}--histories ${histories} --seed ${seed}: ${perMinute} a minute`)
  expect(failure).toBeNull()
  expect(histories).toBeGreaterThan(10)
}

test(
  '12 s of random histories of five PCs: nothing lost, invented or decided by a clock, and all agree in the end',
  () => holds(runHistories, 12, ''),
  300_000,
)

test(
  '8 s of cases handed over between offices while consent comes and goes: no name where it may not be, none lost',
  () => holds(runBetween, 8, '--between '),
  300_000,
)
