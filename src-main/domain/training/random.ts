/** Numbers from 0 to below 1, as `Math.random` gives them. */
export type Random = () => number

/** The same numbers for the same seed, on every machine (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function chance(random: Random, probability: number): boolean {
  return random() < probability
}

/** A whole number, both ends included. */
export function between(random: Random, min: number, max: number): number {
  return min + Math.floor(random() * (max - min + 1))
}

export function pick<T>(random: Random, list: readonly T[]): T {
  const index = Math.floor(random() * list.length)
  if (index >= list.length) throw new RangeError('nothing to pick from')
  return list[index] as T
}

/** One of several, in no order of the list. */
export function pickSome<T>(random: Random, list: readonly T[], count: number): T[] {
  const left = [...list]
  const chosen: T[] = []
  while (chosen.length < count && left.length > 0) {
    chosen.push(...left.splice(Math.floor(random() * left.length), 1))
  }
  return chosen
}

/** One of the names of `weights`, each as often as its weight says. */
export function weighted<K extends string>(random: Random, weights: Readonly<Partial<Record<K, number>>>): K {
  const entries = Object.entries(weights) as [K, number][]
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0)
  let mark = random() * total
  for (const [name, weight] of entries) {
    mark -= weight
    if (mark < 0) return name
  }
  const last = entries.at(-1)
  if (!last) throw new RangeError('nothing to pick from')
  return last[0]
}

/** 32 hex characters: the id of a row. */
export function inventId(random: Random): string {
  let id = ''
  while (id.length < 32) id += between(random, 0, 0xffff_ffff).toString(16).padStart(8, '0')
  return id
}
