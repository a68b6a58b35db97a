import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { runHistories } from '../fuzz/histories.ts'

const seconds = 40

test(`${seconds} s of random histories of five PCs: nothing lost, invented or decided by a clock, and all agree in the end`, async () => {
  const seed = randomInt(2 ** 31)
  const { histories, perMinute, failure } = await runHistories({ runs: 10_000, seed, seconds })
  console.log(`npm run fuzz -- --histories ${histories} --seed ${seed}: ${perMinute} a minute`)
  expect(failure).toBeNull()
  expect(histories).toBeGreaterThan(20)
}, 300_000)
