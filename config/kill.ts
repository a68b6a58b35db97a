/** `npm run kill -- --times 200`: kills the office that often at random moments of everything that changes its keys. */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { times: { type: 'string', default: '200' } } })
const run = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'config/vitest.config.ts']
const { status } = spawnSync(process.execPath, [...run, 'tests/fault/vault-kill-random.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, LAKANA_KILLS: values.times },
})
process.exit(status ?? 1)
