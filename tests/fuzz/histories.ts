import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { judgeBetween, Region } from './between.ts'
import { type BetweenStep, betweenHistory } from './between-history.ts'
import { type History, history } from './history.ts'
import { judge } from './laws.ts'
import { Play } from './play.ts'
import { Country, judgeRegions } from './regions.ts'
import { type RegionsStep, regionsHistory } from './regions-history.ts'

/**
 * A history that once broke a promise, of the program or of one made wrong on purpose, with the seed that found it (0: written by hand). Kept
 * as it was played, so that it outlives the generator.
 */
interface Kept<T> {
  readonly seed: number
  readonly history: T
}

export interface Ran {
  readonly histories: number
  readonly perMinute: number
  /** What the first broken promise was, in its shortest history; null when all held. */
  readonly failure: string | null
}

export interface Running {
  readonly runs: number
  readonly seed: number
  /** Stops then, however many were played. */
  readonly seconds?: number
  /** Called after each, with how many have been played. */
  readonly played?: (count: number) => void
}

/** Five PCs: work, bundles, backups, copied disks. */
export async function runHistories(running: Running): Promise<Ran> {
  const beginnings = { fresh: await Play.begin(false), exchanged: await Play.begin(true) }
  return play<History>('seeds.json', history, (each) => judge(beginnings, each), running)
}

/** Cases handed over between offices, under consent that comes and goes. */
export async function runBetween(running: Running): Promise<Ran> {
  const region = await Region.gather()
  return play<readonly BetweenStep[]>(
    'seeds-between.json',
    betweenHistory,
    (each) => judgeBetween(region, each),
    running,
  )
}

/** Cases handed over from one region to another, by way of the national level. */
export async function runRegions(running: Running): Promise<Ran> {
  const country = await Country.gather()
  return play<readonly RegionsStep[]>(
    'seeds-regions.json',
    regionsHistory,
    (each) => judgeRegions(country, each),
    running,
  )
}

/** Plays the histories that once failed, then new ones. A new failure is added to the file of seeds. */
async function play<T>(
  seeds: string,
  histories: fc.Arbitrary<T>,
  holds: (each: T) => Promise<void>,
  { runs, seed, seconds, played }: Running,
): Promise<Ran> {
  const file = new URL(seeds, import.meta.url)
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept<T>[]
  for (const { history: known } of kept) {
    const failure = await broken(known, holds)
    if (failure !== null) return { histories: 0, perMinute: 0, failure }
  }
  const began = performance.now()
  let count = 0
  const one = async (each: T): Promise<void> => {
    await holds(each)
    count += 1
    played?.(count)
  }
  const result = await fc.check(fc.asyncProperty(histories, one), {
    numRuns: runs,
    seed,
    ...(seconds === undefined ? {} : { interruptAfterTimeLimit: seconds * 1000 }),
  })
  const perMinute = Math.round((result.numRuns * 60_000) / (performance.now() - began))
  if (!result.failed) return { histories: result.numRuns, perMinute, failure: null }
  const [found] = result.counterexample ?? []
  if (found) writeFileSync(file, `${JSON.stringify([...kept, { seed, history: found }], null, 1)}\n`)
  return { histories: result.numRuns, perMinute, failure: told(found, result.errorInstance) }
}

async function broken<T>(known: T, holds: (each: T) => Promise<void>): Promise<string | null> {
  try {
    await holds(known)
    return null
  } catch (error) {
    return told(known, error)
  }
}

function told(found: unknown, error: unknown): string {
  return `${JSON.stringify(found)}\n${error instanceof Error ? error.stack : String(error)}`
}
