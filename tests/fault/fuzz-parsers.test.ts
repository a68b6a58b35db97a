import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const command = fileURLToPath(new URL('../fuzz/run.ts', import.meta.url))

test('six seconds of changed bundles: codes only, at every depth, in bounded memory, and no reader that hangs', () => {
  const run = spawnSync(process.execPath, [command, '--parsers', '--minutes', '0.1'], {
    encoding: 'utf8',
    timeout: 100_000,
  })
  expect(run.stderr).toBe('')
  expect(run.signal).toBeNull()
  expect(run.status, run.stdout).toBe(0)
  expect(run.stdout).toMatch(/import: bundle\.invalid-content/)
}, 120_000)
