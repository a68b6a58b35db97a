import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { readSelf } from '../../src-main/store/self.ts'
import { bareConnection } from './bare.ts'
import { runChild } from './child.ts'
import { BenchClient } from './client.ts'
import { workingCopy } from './copies.ts'
import { fillOffice } from './fill.ts'
import { atOffice, offices } from './homes.ts'
import { atMost, longestGap, median, ms, type Outcome, pause, timed } from './measure.ts'
import { replicateByPouch } from './pouch.ts'
import { openWorld, type World, worldDay } from './world.ts'

type Written = CallOutput<'exchange.export'>['written'][number]

interface Sent {
  readonly drive: string
  readonly path: string
  readonly written: Written
  readonly ms: number
  /** Longest time for which the shell's thread answered nothing. */
  readonly gapMs: number
}

/** Signed in, with the first backup of the day made: what goes on beside takes longer in a large office, and is no part of what is measured. */
async function atRest(home: string): Promise<BenchClient> {
  const client = await BenchClient.signedIn(home)
  for (let waited = 0; waited < 600; waited += 1) {
    if ((await client.call('backups.list', {})).length > 0) return client
    await pause(1000)
  }
  throw new Error('no backup was made')
}

interface Sending {
  readonly cases: number
  readonly drive: string
  /** Over which they were registered; a year and a half otherwise. */
  readonly days?: number
  readonly seed?: number
}

/** The region's receipt reaches the district, and what the region does beside is done. */
async function answered(region: BenchClient, district: string, drive: string): Promise<void> {
  while ((await region.call('duplicates.count', {})).waiting > 0) await pause(200)
  const { written } = await region.call('exchange.export', { path: drive, officeIds: null })
  const files = written.flatMap(({ to, file }) => (to === offices.district.code ? [file] : []))
  const client = await atRest(district)
  await client.call('exchange.import', { path: drive, files })
  await client.close()
}

/** New registrations of a district, in a bundle for the region; nothing is left of them. */
async function send(district: string, sending: Sending): Promise<Sent> {
  const home = workingCopy(district)
  const sent = await sendFrom(home, sending)
  rmSync(home, { recursive: true, force: true })
  return sent
}

async function sendFrom(home: string, { cases, drive, days, seed = 500 }: Sending): Promise<Sent> {
  const filling = { count: cases, seed, today: worldDay, newWorkers: false, closing: false }
  await atOffice(home, offices.district, (office) =>
    fillOffice(office, days === undefined ? filling : { ...filling, days }),
  )
  const client = await atRest(home)
  let answer: CallOutput<'exchange.export'> = { written: [] }
  let duration = 0
  const gapMs = await longestGap(async () => {
    duration = await timed(async () => {
      answer = await client.call('exchange.export', { path: drive, officeIds: null })
    })
  })
  await client.close()
  const written = answer.written[0]
  if (!written) throw new Error('nothing was written')
  return { drive, path: join(drive, written.file), written, ms: duration, gapMs }
}

/** The same changes as JSON lines through Debian's own tools, and the bundle beside them. */
export async function size(world: World): Promise<Outcome[]> {
  const drive = mkdtempSync(join(tmpdir(), 'lakana-bench-'))
  try {
    const { path, written } = await send(world.district, { cases: 3000, drive })
    const lines = await linesOf(world.region, path, drive)
    const recipient = /age1[0-9a-z]{58}/.exec(await identityOf(world.region, 'recipient'))?.[0] ?? ''
    writeFileSync(join(drive, 'lines'), lines)
    const plain = execFileSync('sh', ['-c', `zstd -3 -q -c "${join(drive, 'lines')}" | age -r ${recipient} | wc -c`])
    const [ours, baseline] = [statSync(path).size, Number(plain.toString())]
    const ratio = ours / baseline
    const kib = (bytes: number): string => `${Math.round(bytes / 1024)} KiB`
    return [
      {
        ours: kib(ours),
        baseline: kib(baseline),
        ratio: ratio.toFixed(2),
        target: '≤ 1.1',
        met: ratio <= 1.1,
        notes: [
          `${written.counts.changes} changes, ${written.counts.ops} ops; baseline: zstd -3 | age of the same lines`,
        ],
      },
    ]
  } finally {
    rmSync(drive, { recursive: true, force: true })
  }
}

/** The changes inside a bundle, taken out by tar, age and zstd with the receiver's own key. */
async function linesOf(region: string, path: string, drive: string): Promise<Buffer> {
  const key = join(drive, 'key')
  writeFileSync(key, await identityOf(region, 'identity'), { mode: 0o600 })
  try {
    const command = `tar xOf "${path}" payload.age | age -d -i "${key}" | tar xOf - changes.ndjson.zst | zstd -d -q -c`
    return execFileSync('sh', ['-c', command], { maxBuffer: 2 ** 30 })
  } finally {
    rmSync(key)
  }
}

async function identityOf(home: string, which: 'identity' | 'recipient'): Promise<string> {
  const db = await bareConnection(home)
  const self = readSelf(db)
  db.close()
  return (which === 'identity' ? self?.ageIdentity : self?.ageRecipient) ?? ''
}

/** A bundle of a hundred thousand ops taken in, against PouchDB replicating the same ops, each a document: the unit at which both keep concurrent edits. */
export async function pouch(world: World): Promise<Outcome[]> {
  const drive = mkdtempSync(join(tmpdir(), 'lakana-bench-'))
  try {
    const { written, path } = await send(world.district, { cases: 2950, drive })
    const lines = await linesOf(world.region, path, drive)
    const home = workingCopy(world.region)
    const { importMs } = await takeIn(home, drive, written.file)
    rmSync(home, { recursive: true, force: true })
    const other = await replicateByPouch(lines.toString('utf8').trimEnd().split('\n'), drive)
    const times = other.ms / importMs
    return [
      {
        ours: ms(importMs),
        baseline: ms(other.ms),
        ratio: times.toFixed(1),
        target: '≥ 5 × as fast',
        met: times >= 5,
        notes: [
          `${written.counts.ops} ops, as many documents (${other.documents}) in PouchDB on LevelDB, batches of 500`,
        ],
      },
    ]
  } finally {
    rmSync(drive, { recursive: true, force: true })
  }
}

interface Taken {
  readonly importMs: number
  readonly peakMiB: number
}

function takeIn(home: string, path: string, file: string): Promise<Taken> {
  return runChild<Taken>({ home, work: 'import', path, file })
}

/** Memory of taking in a million ops, against a hundred thousand. */
export async function flat(world: World): Promise<Outcome[]> {
  const peaks: number[] = []
  const ops: number[] = []
  for (const cases of [29_500, 2950]) {
    const drive = mkdtempSync(join(tmpdir(), 'lakana-bench-'))
    const home = workingCopy(world.region)
    const { written } = await send(world.district, { cases, drive })
    peaks.push((await takeIn(home, drive, written.file)).peakMiB)
    ops.push(written.counts.ops)
    for (const folder of [home, drive]) rmSync(folder, { recursive: true, force: true })
  }
  const [many = 0, few = 0] = peaks
  const ratio = many / few
  return [
    {
      ours: `${many.toFixed(0)} MiB`,
      baseline: `${few.toFixed(0)} MiB`,
      ratio: ratio.toFixed(2),
      target: '≤ 1.3',
      met: ratio <= 1.3,
      notes: [`${ops[0]} ops against ${ops[1]}`],
    },
  ]
}

const turns = 9

/**
 * A bundle of 500 changes of the last month, between offices of many cases and of 10,000: month after month between the same two, each answered, since to copy
 * the files of hundreds of thousands of cases anew each time would take most of an hour.
 */
export async function growth(cases: number): Promise<Outcome[]> {
  const worlds = [await openWorld(cases), await openWorld(10_000)]
  const pairs = worlds.map(({ district, region }) => ({ district: workingCopy(district), region: workingCopy(region) }))
  const times = { export: [[], []] as number[][], import: [[], []] as number[][] }
  const gaps: number[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [index, { district, region }] of pairs.entries()) {
      const drive = mkdtempSync(join(tmpdir(), 'lakana-bench-'))
      const sent = await sendFrom(district, { cases: 500, drive, days: 30, seed: 500 + turn })
      const client = await atRest(region)
      const gap = await longestGap(async () => {
        const took = await timed(() => client.call('exchange.import', { path: drive, files: [sent.written.file] }))
        times.import[index]?.push(took)
      })
      await answered(client, district, drive)
      await client.close()
      times.export[index]?.push(sent.ms)
      gaps.push(gap, sent.gapMs)
      rmSync(drive, { recursive: true, force: true })
    }
  }
  for (const home of pairs.flatMap(({ district, region }) => [district, region]))
    rmSync(home, { recursive: true, force: true })
  const outcome = ([many = [], few = []]: number[][]): Outcome => atMost(1.2, median(many), median(few))
  const longest = Math.max(...gaps)
  return [
    outcome(times.export),
    outcome(times.import),
    {
      ours: ms(longest),
      baseline: '–',
      ratio: '–',
      target: '≤ 100 ms',
      met: longest <= 100,
      notes: ['longest silence of the shell’s thread while bundles were written and taken in, at both sizes'],
    },
  ]
}
