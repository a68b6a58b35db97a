/**
 * `npm run fuzz`: random histories of five PCs, each held to all that ledger and exchange promise. `-- --histories N` plays so many,
 * `-- --seed S` the same ones again, `-- --processes 2` half of them in each of two processes, by seeds S and S + 1. What fails is kept in
 * `tests/fuzz/seeds.json`, which the tests play first.
 * `-- --seconds T` ends earlier, with those played by then.
 * `-- --between`: histories of cases handed over between offices, under consent that comes and goes.
 * `-- --regions`: the same from one region to another, by way of the national level.
 * `-- --parsers --minutes M`: changed bundles for everything that reads one.
 */
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { runBetween, runHistories, runRegions } from './histories.ts'
import { fuzzParsers } from './parsers.ts'

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '10000' },
    between: { type: 'boolean', default: false },
    regions: { type: 'boolean', default: false },
    seconds: { type: 'string' },
    processes: { type: 'string', default: '1' },
    parsers: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string' },
  },
})
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
const runs = Number(values.histories)
const limit = values.seconds === undefined ? {} : { seconds: Number(values.seconds) }
const processes = Number(values.processes)
const run = values.regions ? runRegions : values.between ? runBetween : runHistories
const everyMs = 10_000
/** What reads bundles may not need more than this, in MiB: the process ends where it does. */
const smallHeap = '--max-old-space-size=128'
const isSmall = process.execArgv.includes(smallHeap)
const held = values.parsers ? (isSmall ? parsers() : inSmallHeap()) : processes > 1 ? beside() : histories()
process.exit((await held) ? 0 : 1)

async function histories(): Promise<boolean> {
  console.log(`${runs} histories, --seed ${seed}`)
  const began = performance.now()
  let next = everyMs
  const played = (count: number): void => {
    const passed = performance.now() - began
    if (passed < next) return
    next = passed + everyMs
    console.log(`${count} of ${runs}, ${Math.round((count * 60_000) / passed)} a minute, --seed ${seed}`)
  }
  const ran = await run({ runs, seed, played, ...limit })
  if (ran.failure !== null) console.log(`FAILED after ${ran.histories}: ${ran.failure}`)
  else console.log(`All ${ran.histories} hold, ${ran.perMinute} a minute, --seed ${seed}.`)
  return ran.failure === null
}

/** The same in several processes, each with its share and a seed of its own. */
async function beside(): Promise<boolean> {
  const kind = [
    ...(['between', 'regions'] as const).flatMap((each) => (values[each] ? [`--${each}`] : [])),
    ...(values.seconds ? ['--seconds', values.seconds] : []),
  ]
  const all = Array.from({ length: processes }, (_, index) => {
    const share = Math.floor(runs / processes) + (index < runs % processes ? 1 : 0)
    const args = [import.meta.filename, ...kind, '--histories', String(share), '--seed', String(seed + index)]
    return ended(args)
  })
  return (await Promise.all(all)).every(Boolean)
}

function inSmallHeap(): Promise<boolean> {
  const { minutes } = values
  return ended([smallHeap, import.meta.filename, '--parsers', '--minutes', minutes, '--seed', String(seed)])
}

function ended(args: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  return new Promise((done) => child.once('close', (status) => done(status === 0)))
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
