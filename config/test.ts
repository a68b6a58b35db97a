import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beginHistories } from './histories.ts'
import { ensure, project, run } from './run.ts'

const missing = ensure({
  age: 'age',
  minisign: 'minisign',
  zstd: 'zstd',
  chromium: 'chromium',
  Xvfb: 'xvfb',
  makensis: 'nsis',
  zip: 'zip',
  pdftotext: 'poppler-utils',
  fusefat: 'fusefat',
  'mkfs.vfat': 'dosfstools',
})
for (const command of missing)
  console.log(`Not here and not installable: ${command}. The tests that need it are skipped.`)

const reports = join(project, '.cache', 'reports')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const extra = process.argv.slice(2)
// A part of the tests was asked for: then without them.
const histories = extra.length === 0 ? beginHistories() : true
const unit = run('vitest', ['run', '-c', 'config/vitest.config.ts', ...extra])
const window = missing.includes('chromium') ? true : run('playwright', ['test', '-c', 'config/playwright.config.ts'])
for (const file of readdirSync(reports)) {
  const { header, javascriptStack, nativeStack } = JSON.parse(readFileSync(join(reports, file), 'utf8'))
  const frames = nativeStack.map(({ symbol }: { symbol: string }) => `  ${symbol}`)
  console.log(
    [`A process of the tests fell: ${header.event} (${header.trigger})`, javascriptStack?.message, ...frames].join(
      '\n',
    ),
  )
}
process.exit((await histories) && unit && window ? 0 : 1)
