/**
 * `npm run bench`: how fast the office is with a hundred thousand cases, each figure against a baseline of the same run.
 * `-- --only NAME` runs one row; `-- --cases N` takes fewer cases, for trying.
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import type { Outcome } from './measure.ts'
import { scope } from './rows-access.ts'
import { flat, growth, pouch, size } from './rows-exchange.ts'
import { log } from './rows-log.ts'
import { list, search, toList, unlock } from './rows-read.ts'
import { memory, page } from './rows-size.ts'
import { rekey } from './rows-vault.ts'
import { exporting, importing, save } from './rows-write.ts'
import { openWorld, type World } from './world.ts'

const { values } = parseArgs({ options: { only: { type: 'string' }, cases: { type: 'string' } } })
const cases = Number(values.cases ?? 100_000)

const rows: Readonly<Record<string, { readonly what: readonly string[]; run(world: World): Promise<Outcome[]> }>> = {
  search: { what: ['search as you type, 95th percentile'], run: search },
  list: { what: ['list page, two filters and a sort'], run: list },
  scope: { what: ['list page within a scope'], run: scope },
  log: { what: ['a case opened with its line of the access log, and without'], run: log },
  save: { what: ['save of one registration'], run: save },
  export: { what: ['export of 1,000 changes'], run: exporting },
  import: { what: ['import of 100,000 ops', 'memory while importing'], run: importing },
  pouchdb: { what: ['import of 100,000 ops, PouchDB'], run: pouch },
  size: { what: ['size of a bundle'], run: size },
  flat: { what: ['memory, 1,000,000 ops'], run: flat },
  growth: {
    what: ['export of 500 changes, 450,000 cases (or --cases)', 'import of 500 changes', 'window while they run'],
    run: () => growth(values.cases === undefined ? 450_000 : cases),
  },
  unlock: { what: ['unlock'], run: unlock },
  signin: { what: ['from the password to the list'], run: toList },
  memory: { what: ['office memory at rest'], run: memory },
  page: { what: ['JavaScript of the first page'], run: page },
  rekey: { what: ['new key for a file of 500 MB'], run: rekey },
}

const names = values.only === undefined ? Object.keys(rows) : [values.only]
if (names.some((name) => rows[name] === undefined)) {
  console.log(`--only takes one of: ${Object.keys(rows).join(', ')}`)
  process.exit(2)
}

const [cpu] = cpus()
console.log(`${cpus().length} × ${cpu?.model ?? 'processor'}, Node ${process.versions.node}, ${cases} cases`)
/** Rows that need no offices, or build their own. */
const alone = ['page', 'rekey', 'growth']
const world = names.every((name) => alone.includes(name)) ? null : await openWorld(cases)
const lines: string[][] = [['what', 'ours', 'baseline', 'ratio', 'target', '']]
const notes: string[] = []
let missed = 0
for (const name of names) {
  const row = rows[name]
  if (!row) continue
  console.log(`… ${name}`)
  const outcomes = await row.run(world ?? { cases: 0, district: '', small: '', region: '' })
  for (const [index, outcome] of outcomes.entries()) {
    const { ours, baseline, ratio, target, met } = outcome
    if (!met) missed += 1
    const line = [row.what[index] ?? name, ours, baseline, ratio, target, met ? 'met' : 'MISSED']
    lines.push(line)
    console.log(`  ${line.join(' · ')}`)
    for (const note of outcome.notes ?? []) notes.push(`${row.what[index] ?? name}: ${note}`)
  }
}
console.log(`\n${table(lines)}\n`)
for (const note of notes) console.log(`  ${note}`)
console.log(missed === 0 ? '\nAll met.' : `\n${missed} missed.`)
process.exit(missed === 0 ? 0 : 1)

function table(all: readonly string[][]): string {
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((line) => (line[column] ?? '').length)))
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
