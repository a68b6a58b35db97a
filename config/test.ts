import { ensure, run } from './run.ts'

const missing = ensure({
  age: 'age',
  minisign: 'minisign',
  zstd: 'zstd',
  chromium: 'chromium',
  Xvfb: 'xvfb',
  makensis: 'nsis',
  zip: 'zip',
  pdftotext: 'poppler-utils',
})
for (const command of missing)
  console.log(`Not here and not installable: ${command}. The tests that need it are skipped.`)

const extra = process.argv.slice(2)
const unit = run('vitest', ['run', '-c', 'config/vitest.config.ts', ...extra])
const window = missing.includes('chromium') ? true : run('playwright', ['test', '-c', 'config/playwright.config.ts'])
process.exit(unit && window ? 0 : 1)
