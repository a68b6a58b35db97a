import { setTimeout as sleep } from 'node:timers/promises'

/** One line of the table. `ratio` is what is held against the target. */
export interface Outcome {
  readonly ours: string
  readonly baseline: string
  readonly ratio: string
  readonly target: string
  readonly met: boolean
  readonly notes?: readonly string[]
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Milliseconds of one run. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Runs the two by turns, so that a slow moment of the machine falls on both. @returns milliseconds of each run */
export async function byTurns(
  times: number,
  ours: (turn: number) => unknown,
  baseline: (turn: number) => unknown,
): Promise<{ readonly ours: number[]; readonly baseline: number[] }> {
  const result = { ours: [] as number[], baseline: [] as number[] }
  for (let turn = 0; turn < times; turn += 1) {
    result.ours.push(await timed(() => ours(turn)))
    result.baseline.push(await timed(() => baseline(turn)))
  }
  return result
}

/** Holds a ratio of times against the most that is allowed. */
export function atMost(limit: number, ours: number, baseline: number, notes: readonly string[] = []): Outcome {
  const ratio = ours / baseline
  return {
    ours: ms(ours),
    baseline: ms(baseline),
    ratio: ratio.toFixed(2),
    target: `≤ ${limit}`,
    met: ratio <= limit,
    notes,
  }
}

export function ms(value: number): string {
  return value < 10
    ? `${value.toFixed(2)} ms`
    : value < 10_000
      ? `${value.toFixed(0)} ms`
      : `${(value / 1000).toFixed(1)} s`
}

export const pause = (milliseconds: number): Promise<void> => sleep(milliseconds)

/** Longest time in milliseconds for which this thread answered nothing while the work went on elsewhere. */
export async function longestGap(work: () => Promise<unknown>): Promise<number> {
  let last = performance.now()
  let longest = 0
  const look = (): void => {
    const now = performance.now()
    longest = Math.max(longest, now - last - tick)
    last = now
  }
  const timer = setInterval(look, tick)
  try {
    await work()
    look()
  } finally {
    clearInterval(timer)
  }
  return longest
}

const tick = 5
