import type { Id } from '../ledger/types.ts'

export interface CaseToGive {
  readonly id: Id
  readonly worker: Id | null
  readonly open: boolean
  /** 0 not rated, 1 low, 2 medium, 3 high */
  readonly risk: number
}

export interface Load {
  readonly open: number
  readonly high: number
}

export interface Sharing {
  /** Whom each case goes to; those that are his already are left out. */
  readonly moves: readonly { readonly id: Id; readonly to: Id }[]
  /** Loads of these people and of those who give cases up, afterwards. */
  readonly after: ReadonlyMap<Id, Load>
}

/**
 * Gives cases to one person, or shares them out among several: the gravest first, each to whoever then has the fewest open cases, and of
 * those the fewest at high risk. The same input gives the same answer, so that a preview is what will be done.
 */
export function shareOut(cases: readonly CaseToGive[], to: readonly Id[], loads: ReadonlyMap<Id, Load>): Sharing {
  const after = new Map(loads)
  const load = (id: Id): Load => after.get(id) ?? { open: 0, high: 0 }
  const count = (id: Id, each: CaseToGive, by: 1 | -1): void => {
    const { open, high } = load(id)
    if (each.open) after.set(id, { open: open + by, high: high + (each.risk === 3 ? by : 0) })
  }
  const moves: { id: Id; to: Id }[] = []
  const ordered = cases.toSorted((a, b) => b.risk - a.risk || (a.id < b.id ? -1 : 1))
  // What leaves somebody's hands no longer weighs on him when a case looks for a place.
  for (const each of ordered) if (each.worker !== null) count(each.worker, each, -1)
  for (const each of ordered) {
    const [first, ...others] = to
    if (first === undefined) break
    const lightest = others.reduce((best, id) => (lighter(load(id), load(best)) ? id : best), first)
    count(lightest, each, 1)
    if (each.worker !== lightest) moves.push({ id: each.id, to: lightest })
  }
  return { moves, after }
}

function lighter(a: Load, b: Load): boolean {
  return a.open !== b.open ? a.open < b.open : a.high < b.high
}
