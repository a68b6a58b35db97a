import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { setPriority } from 'node:os'
import { project, toolEnv } from './run.ts'

/** 10,000 random histories a run: of five PCs, between offices, between regions. */
const kinds = [
  { how: [], histories: 4650 },
  { how: [], histories: 4650 },
  { how: ['--between'], histories: 600 },
  { how: ['--regions'], histories: 100 },
] as const
const lowest = 19

/**
 * Begins random histories beside the tests, in what time these leave. New ones each run: what fails is told with its seed, and kept where the
 * next run plays it first.
 * @returns whether all held, once they have ended
 */
export function beginHistories(): Promise<boolean> {
  const all = kinds.map(({ how, histories }) => {
    const args = [...how, '--seed', String(randomInt(2 ** 31)), '--histories', String(histories)]
    const child = spawn('node', ['tests/fuzz/run.ts', ...args], { cwd: project, env: toolEnv })
    if (child.pid !== undefined) setPriority(child.pid, lowest)
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += String(bytes)))
    return new Promise<boolean>((done) =>
      child.once('close', (status) => {
        const held = status === 0 && said.includes(`All ${histories} hold`)
        console.log(`npm run fuzz -- ${args.join(' ')}: ${held ? 'all hold' : `FAILED\n${said}`}`)
        done(held)
      }),
    )
  })
  return Promise.all(all).then((results) => results.every(Boolean))
}
