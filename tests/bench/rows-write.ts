import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { bareConnection, bareInsert, rowsOfCase, rowsOfChanges } from './bare.ts'
import { runChild } from './child.ts'
import { BenchClient } from './client.ts'
import { workingCopy } from './copies.ts'
import { fillOffice } from './fill.ts'
import { atOffice, offices } from './homes.ts'
import { atMost, byTurns, median, ms, type Outcome, quantile, timed } from './measure.ts'
import { type World, worldDay } from './world.ts'

type Register = CallInput<'cases.register'>

const saves = { warm: 25, counted: 200 }

/**
 * A registration with about a hundred fields, from the call to the answer; then its very rows inserted bare into a twin of the file, where
 * they fall on the same pages. By turns, each with a file and a cache of its own.
 */
export async function save(world: World): Promise<Outcome[]> {
  const home = workingCopy(world.district)
  const twin = workingCopy(world.district, 'twin')
  const children = invented(saves.warm + saves.counted)
  const reader = await bareConnection(home)
  const bare = await bareConnection(twin)
  const client = await BenchClient.signedIn(home)
  const ours: number[] = []
  const baseline: number[] = []
  let rows = 0
  let insert: ReturnType<typeof bareInsert> | null = null
  for (const [turn, child] of children.entries()) {
    const start = performance.now()
    const { id } = await client.call('cases.register', child)
    const called = performance.now() - start
    const sample = rowsOfCase(reader, id)
    insert ??= bareInsert(bare, sample)
    const inserted = await timed(() => insert?.(sample))
    if (turn < saves.warm) continue
    ours.push(called)
    baseline.push(inserted)
    rows += Object.values(sample).reduce((sum, each) => sum + each.length, 0)
  }
  await client.close()
  for (const db of [reader, bare]) db.close()
  for (const folder of [home, twin]) rmSync(folder, { recursive: true, force: true })
  return [
    atMost(3, median(ours), median(baseline), [
      `${ours.length} children with 95 to 105 fields filled, ${Math.round(rows / ours.length)} rows each; 90th percentiles ${ms(quantile(ours, 0.9))} and ${ms(quantile(baseline, 0.9))}`,
    ]),
  ]
}

function invented(count: number): Register[] {
  const random = seededRandom(4)
  const found: Register[] = []
  while (found.length < count) {
    const { consent, registration } = inventChild(random, {
      today: worldDay,
      homeCommune: offices.district.place,
      detail: 'usual',
    })
    const fields = Object.keys(consent).length + Object.keys(registration).length
    if (fields >= 95 && fields <= 105) found.push({ consent, registration, notSame: [] } as unknown as Register)
  }
  return found
}

/** The same thousand changes written for the region by an office with many cases and by one with a tenth. */
export async function exporting(world: World): Promise<Outcome[]> {
  const homes = [workingCopy(world.district), workingCopy(world.small)] as const
  const drive = mkdtempSync(join(tmpdir(), 'lakana-bench-'))
  for (const [index, home] of homes.entries()) {
    const office = index === 0 ? offices.district : offices.small
    await atOffice(home, office, (open) =>
      fillOffice(open, { count: 1000, seed: 77, today: worldDay, closing: false, newWorkers: false }),
    )
  }
  const clients = [await BenchClient.signedIn(homes[0]), await BenchClient.signedIn(homes[1])] as const
  const write = async (which: 0 | 1) => {
    const { written } = await clients[which].call('exchange.export', { path: drive, officeIds: null })
    const changes = written[0]?.counts.changes
    if (changes !== 1000) throw new Error(`${changes} changes instead of 1000`)
  }
  await byTurns(
    2,
    () => write(0),
    () => write(1),
  )
  const { ours, baseline } = await byTurns(
    15,
    () => write(0),
    () => write(1),
  )
  const bytes = readdirSync(drive).map((name) => statSync(join(drive, name)).size)
  for (const client of clients) await client.close()
  for (const folder of [...homes, drive]) rmSync(folder, { recursive: true, force: true })
  const [many, few] = [median(ours), median(baseline)]
  const apart = Math.abs(many - few) / Math.min(many, few)
  return [
    {
      ours: ms(many),
      baseline: ms(few),
      ratio: (many / few).toFixed(2),
      target: '0.90–1.10',
      met: apart <= 0.1,
      notes: [`${world.cases} against ${world.cases / 10} cases; bundle of ${Math.round(median(bytes) / 1024)} KiB`],
    },
  ]
}

/** Their registrations are a little more than a hundred thousand ops. */
const importedCases = 2950

/** A machine shared with others does the same work now in two seconds, now in three: each import is held against what was inserted right after it. */
const importTurns = 7

/** A bundle of a hundred thousand ops taken in, against the same rows inserted bare into a file of the same kind. */
export async function importing(world: World): Promise<Outcome[]> {
  const district = workingCopy(world.district)
  const drive = mkdtempSync(join(tmpdir(), 'lakana-bench-'))
  await atOffice(district, offices.district, (office) =>
    fillOffice(office, { count: importedCases, seed: 500, today: worldDay, newWorkers: false }),
  )
  const sender = await BenchClient.signedIn(district)
  const { written } = await sender.call('exchange.export', { path: drive, officeIds: null })
  await sender.close()
  rmSync(district, { recursive: true, force: true })
  const file = written[0]?.file ?? ''
  const ops = written[0]?.counts.ops ?? 0
  const times = { ours: [] as number[], baseline: [] as number[] }
  const peaks: number[] = []
  for (let turn = 0; turn < importTurns; turn += 1) {
    const home = workingCopy(world.region)
    const top = await topOf(home)
    const taken = await runChild<{ importMs: number; peakMiB: number }>({ home, work: 'import', path: drive, file })
    times.ours.push(taken.importMs)
    peaks.push(taken.peakMiB)
    times.baseline.push(await insertBare(world, home, top))
    rmSync(home, { recursive: true, force: true })
  }
  rmSync(drive, { recursive: true, force: true })
  const [ours, baseline] = [median(times.ours), median(times.baseline)]
  const speeds = times.ours.map((each, turn) => (times.baseline[turn] ?? 0) / each)
  const speed = median(speeds)
  return [
    {
      ours: `${ms(ours)} (${Math.round(ops / (ours / 1000))} ops/s)`,
      baseline: ms(baseline),
      ratio: speed.toFixed(2),
      target: '≥ 0.5 of the speed',
      met: speed >= 0.5,
      notes: [
        `${ops} ops in ${written[0]?.counts.changes} changes, ${Math.round((written[0]?.bytes ?? 0) / 1024)} KiB; the middle of ${importTurns} pairs, from ${Math.min(...speeds).toFixed(2)} to ${Math.max(...speeds).toFixed(2)}`,
      ],
    },
    {
      ours: `${median(peaks).toFixed(0)} MiB`,
      baseline: '–',
      ratio: '–',
      target: '< 250 MB',
      met: median(peaks) * 1.048576 < 250,
      notes: ['most memory of a process with the office alone, unlocking and importing'],
    },
  ]
}

async function topOf(home: string): Promise<Record<number, number>> {
  const db = await bareConnection(home)
  const rows = db.prepare('SELECT n, have FROM replica').all() as { n: number; have: number }[]
  db.close()
  return Object.fromEntries(rows.map(({ n, have }) => [n, have]))
}

/** The rows that the import brought, inserted into another copy of the file as it was before. */
async function insertBare(world: World, imported: string, before: Record<number, number>): Promise<number> {
  const from = await bareConnection(imported)
  const grown = growth(from, before)
  const rows = rowsOfChanges(from, grown.from, grown.to)
  from.close()
  const home = workingCopy(world.region, 'twin')
  const db = await bareConnection(home)
  const insert = bareInsert(db, rows)
  const duration = await timed(() => insert(rows))
  db.close()
  rmSync(home, { recursive: true, force: true })
  return duration
}

function growth(db: Database, before: Record<number, number>): { from: number; to: number } {
  const rows = db.prepare('SELECT n, have FROM replica').all() as { n: number; have: number }[]
  const grown = rows.filter(({ n, have }) => have > (before[n] ?? 0))
  const [one] = grown
  if (!one || grown.length > 1) throw new Error('one chain should have grown')
  return { from: one.n * 2 ** 32 + (before[one.n] ?? 0) + 1, to: one.n * 2 ** 32 + one.have }
}
