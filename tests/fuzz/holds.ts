import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

const command = fileURLToPath(new URL('run.ts', import.meta.url))

/** Plays so many histories in a process of its own, and says how to play the same again. */
export function holds(histories: number, how: readonly string[] = []): void {
  const again = [...how, '--seed', String(randomInt(2 ** 31)), '--histories', String(histories)]
  const { stdout, stderr } = spawnSync(process.execPath, [command, ...again], { encoding: 'utf8', timeout: 580_000 })
  expect(stderr).toBe('')
  expect(stdout).toContain(`All ${histories} hold`)
  console.log(`npm run fuzz -- ${again.join(' ')}`)
}
