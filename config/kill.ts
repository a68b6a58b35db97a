/**
 * `npm run kill -- --times 200`: kills the office at every named moment of what changes keys and folders, that often at random moments of everything that changes its keys, then that often while it
 * exports and imports. `-- --only vault` or `-- --only exchange` does one of the two.
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const tests = {
  vault: ['vault-kill-folders', 'vault-kill-people', 'vault-kill-random'],
  exchange: ['exchange-kill'],
} as const
const { values } = parseArgs({ options: { times: { type: 'string', default: '200' }, only: { type: 'string' } } })
const chosen = Object.entries(tests).flatMap(([name, files]) =>
  values.only === undefined || values.only === name ? files.map((file) => `tests/fault/${file}.test.ts`) : [],
)
const run = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'config/vitest.config.ts']
const { status } = spawnSync(process.execPath, [...run, ...chosen], {
  stdio: 'inherit',
  env: { ...process.env, LAKANA_KILLS: values.times },
})
process.exit(status ?? 1)
