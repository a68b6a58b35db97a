import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { Cast } from './cast.ts'
import { type History, history } from './history.ts'
import { judge } from './laws.ts'

const file = new URL('seeds.json', import.meta.url)

/** A history that once broke a promise, with the seed that found it. Kept as it was played, so that it outlives the generator. */
interface Kept {
  readonly seed: number
  readonly history: History
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
}

/** Plays the histories that once failed, then new ones. A new failure is added to the file of seeds. */
export async function runHistories({ runs, seed, seconds }: Running): Promise<Ran> {
  const cast = await Cast.gather()
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept[]
  for (const each of kept) await judge(cast, each.history)
  const began = performance.now()
  const result = await fc.check(
    fc.asyncProperty(history, (each) => judge(cast, each)),
    { numRuns: runs, seed, ...(seconds === undefined ? {} : { interruptAfterTimeLimit: seconds * 1000 }) },
  )
  const perMinute = Math.round((result.numRuns * 60_000) / (performance.now() - began))
  if (!result.failed) return { histories: result.numRuns, perMinute, failure: null }
  const [found] = result.counterexample ?? []
  if (found) writeFileSync(file, `${JSON.stringify([...kept, { seed, history: found }], null, 1)}\n`)
  const why = result.errorInstance instanceof Error ? result.errorInstance.stack : String(result.errorInstance)
  return { histories: result.numRuns, perMinute, failure: `${JSON.stringify(found)}\n${why}` }
}
