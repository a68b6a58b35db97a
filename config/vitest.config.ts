import { defineConfig } from 'vitest/config'

const reports = new URL('../.cache/reports', import.meta.url).pathname

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['tests/{unit,office,fault}/**/*.test.{ts,tsx}'],
    globalSetup: ['config/vitest-setup.ts'],
    setupFiles: ['tests/support/native-argon2.ts'],
    pool: 'forks',
    // A process that falls leaves a report, which config/test.ts shows.
    execArgv: ['--report-on-fatalerror', `--report-directory=${reports}`],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
