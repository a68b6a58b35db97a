import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

const command = fileURLToPath(new URL('run.ts', import.meta.url))

/** Plays as many histories as these seconds allow, in a process of their own, and says how to play the same again. */
export function holds(how: readonly string[], seconds: number, known = randomInt(2 ** 31)): void {
  const seed = ['--seed', String(known)]
  const { stdout, stderr } = spawnSync(process.execPath, [command, ...how, ...seed, '--seconds', String(seconds)], {
    encoding: 'utf8',
    timeout: 280_000,
  })
  expect(stderr).toBe('')
  const [, histories] = /All (\d+) hold/.exec(stdout) ?? []
  expect(Number(histories ?? 0), stdout).toBeGreaterThan(10)
  console.log(`npm run fuzz -- ${[...how, ...seed].join(' ')} --histories ${histories}`)
}
