import { defineConfig } from '@playwright/test'

/** The specs open the program themselves, by the same door as `npm start`: no browser of playwright's own is needed. */
export default defineConfig({
  testDir: '../tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  globalSetup: './playwright-setup.ts',
  // Each file has offices of its own.
  workers: 2,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  forbidOnly: Boolean(process.env.CI),
})
