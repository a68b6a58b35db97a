import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { ChangeBody, Id } from '../domain/ledger/types.ts'
import { changesAbout, recordsOf } from './custody.ts'
import { changesOfRecord } from './referrals.ts'
import { countMissing, parseValues } from './shown-values.ts'

/**
 * Values that somebody is to have and does not: of each case that he keeps, or referral to him, by chain, the numbers of the changes that came without
 * some, and how many values of that case or referral each lacks.
 */
export type Lacking = Readonly<Record<Id, Readonly<Record<Id, readonly LackingChange[]>>>>
type LackingChange = readonly [seq: number, missing: number]

interface Written {
  readonly body: ChangeBody
  readonly vals: string
}

/** Of a change, how many values of these records did not come with it. */
export function missingIn({ body, vals }: Written, records: ReadonlySet<Id>): number {
  return countMissing(body, parseValues(vals), (op) => records.has(op.r))
}

interface LackingOne {
  readonly id: Id
  readonly replica: Id
  readonly seq: number
  readonly missing: number
}

/**
 * What these cases and referrals lack here of the chains of other installations than those left out.
 * @param most changes that are told: the newest
 */
export function lackingHere(
  db: Database,
  { cases, referrals = [] }: { readonly cases: readonly Id[]; readonly referrals?: readonly Id[] },
  leftOut: ReadonlySet<Id> = new Set(),
  most = Number.POSITIVE_INFINITY,
): Lacking {
  const all: (readonly [Id, readonly Written[]])[] = [
    ...cases.map((id) => [id, changesAbout(db, id)] as const),
    ...referrals.map((id) => [id, changesOfRecord(db, id)] as const),
  ]
  const found = all.flatMap(([id, changes]) => {
    const records = new Set(recordsOf(db, id))
    return changes.flatMap((change) => {
      const { replica, seq, lamport } = change.body
      const missing = leftOut.has(replica) ? 0 : missingIn(change, records)
      return missing > 0 ? [{ id, replica, seq, missing, lamport }] : []
    })
  })
  return gathered(found.sort((a, b) => b.lamport - a.lamport).slice(0, most))
}

/** Of all that several partners say they lack, the parts of these chains; where two lack some of the same, the more. @param most changes at most */
export function lackingOfChains(told: readonly Lacking[], chains: ReadonlySet<Id>, most: number): Lacking {
  const found = new Map<string, LackingOne>()
  for (const one of told.flatMap(flat)) {
    const key = `${one.id} ${one.replica} ${one.seq}`
    if (chains.has(one.replica) && one.missing > (found.get(key)?.missing ?? 0)) found.set(key, one)
  }
  return gathered([...found.values()].slice(0, most))
}

/** One line for each change of each case or referral. */
export function flat(lacking: Lacking): LackingOne[] {
  return Object.entries(lacking).flatMap(([id, chains]) =>
    Object.entries(chains).flatMap(([replica, lacks]) =>
      lacks.map(([seq, missing]) => ({ id, replica, seq, missing })),
    ),
  )
}

/** What somebody said that he lacks of a case or a referral; 0 for a change that he did not name. */
export function lackedOf(lacking: Lacking, id: Id): (replica: Id, seq: number) => number {
  const chains = new Map(Object.entries(lacking[id] ?? {}).map(([replica, lacks]) => [replica, new Map(lacks)]))
  return (replica, seq) => chains.get(replica)?.get(seq) ?? 0
}

function gathered(found: readonly LackingOne[]): Lacking {
  const lacking: Record<Id, Record<Id, LackingChange[]>> = {}
  for (const { id, replica, seq, missing } of found) {
    const chains = lacking[id] ?? {}
    lacking[id] = chains
    chains[replica] = [...(chains[replica] ?? []), [seq, missing]]
  }
  return lacking
}
