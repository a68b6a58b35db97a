import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { Cast } from './cast.ts'
import { type History, history } from './history.ts'
import { judge } from './laws.ts'

const file = new URL('seeds.json', import.meta.url)

/** A history that once broke a promise, of the program or of one made wrong on purpose, with the seed that found it (0: written by hand). Kept as it was played, so that it outlives the generator. */
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
  for (const { history: known } of kept) {
    const failure = await broken(cast, known)
    if (failure !== null) return { histories: 0, perMinute: 0, failure }
  }
  const began = performance.now()
  const result = await fc.check(
    fc.asyncProperty(history, (each) => judge(cast, each)),
    { numRuns: runs, seed, ...(seconds === undefined ? {} : { interruptAfterTimeLimit: seconds * 1000 }) },
  )
  const perMinute = Math.round((result.numRuns * 60_000) / (performance.now() - began))
  if (!result.failed) return { histories: result.numRuns, perMinute, failure: null }
  const [found] = result.counterexample ?? []
  if (found) writeFileSync(file, `${JSON.stringify([...kept, { seed, history: found }], null, 1)}\n`)
  return { histories: result.numRuns, perMinute, failure: told(found, result.errorInstance) }
}

async function broken(cast: Cast, known: History): Promise<string | null> {
  try {
    await judge(cast, known)
    return null
  } catch (error) {
    return told(known, error)
  }
}

function told(found: History | undefined, error: unknown): string {
  return `${JSON.stringify(found)}\n${error instanceof Error ? error.stack : String(error)}`
}
