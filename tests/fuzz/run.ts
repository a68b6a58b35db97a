/**
 * `npm run fuzz`: random histories of five PCs, each held to all that ledger and exchange promise. `-- --histories N` plays so many,
 * `-- --seed S` the same ones again. What fails is kept in `tests/fuzz/seeds.json`, which the tests play first.
 * `-- --between`: histories of cases handed over between offices, under consent that comes and goes.
 * `-- --parsers --minutes M`: changed bundles for everything that reads one.
 */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { runBetween, runHistories } from './histories.ts'
import { fuzzParsers } from './parsers.ts'

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '10000' },
    between: { type: 'boolean', default: false },
    parsers: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string' },
  },
})
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
process.exit((await (values.parsers ? parsers() : histories())) ? 0 : 1)

async function histories(): Promise<boolean> {
  console.log(`${values.histories} histories, --seed ${seed}`)
  const ran = await (values.between ? runBetween : runHistories)({ runs: Number(values.histories), seed })
  if (ran.failure !== null) console.log(`FAILED after ${ran.histories}: ${ran.failure}`)
  else console.log(`All ${ran.histories} hold, ${ran.perMinute} a minute.`)
  return ran.failure === null
}

async function parsers(): Promise<boolean> {
  console.log(`${values.minutes} minutes of changed bundles, --seed ${seed}`)
  const { inputs, outcomes, slowest } = await fuzzParsers(Number(values.minutes) * 60, seed)
  for (const [outcome, count] of Object.entries(outcomes).sort())
    console.log(`${String(count).padStart(8)}  ${outcome}`)
  const mib = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(`${inputs} inputs, the slowest ${slowest} ms, ${mib} MB of memory at most.`)
  return mib < 300
}
