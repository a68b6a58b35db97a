import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { ChangeBody, Id } from '../domain/ledger/types.ts'
import type { Ledger } from '../store/ledger.ts'
import type { PeerRow } from '../store/peers.ts'
import { seqSpan } from '../store/registers.ts'
import { replicaNumber } from '../store/replicas.ts'
import { countMissing, parseValues } from '../store/shown-values.ts'
import { type Told, toldInDoubt, toldTo } from '../store/told.ts'
import { limits } from './container/limits.ts'
import type { Disclosure } from './disclosure.ts'

/** What is to be told again, and what is to be noted once the bundle that tells it lies in its place. */
interface ToldAgain {
  /** Sequence numbers of each replica. */
  readonly again: Record<Id, number[]>
  /** Changes that were looked at and need no telling. */
  readonly settled: readonly Told[]
  /** Cases of which nothing is left to be told again. */
  readonly cases: readonly number[]
}

/**
 * The changes that the office above has acknowledged and of which it may have more values now than it holds (consent given since, one that
 * went back to a backup), or less (consent withdrawn). Only those of cases whose verdict has changed are looked at, those that the
 * partner's own word makes doubtful, and those that somebody beyond lacks.
 */
export function toldAgain(
  db: Database,
  ledger: Ledger,
  peer: PeerRow,
  scope: Readonly<Record<Id, number>>,
  disclosure: Disclosure,
): ToldAgain {
  const again: Record<Id, number[]> = {}
  const settled: Told[] = []
  if (!disclosure.goesUp) return { again, settled, cases: [] }
  const cases = disclosure.doubtful()
  const asked = [...toldInDoubt(db, peer.replica), ...disclosure.sought]
  const places = [...new Set([...asked, ...[...cases.values()].flat()])].sort((a, b) => a - b)
  const open = new Set<number>()
  for (const [replica, held] of Object.entries(scope)) {
    const first = (replicaNumber(db, replica) ?? 0) * seqSpan
    const last = first + Math.min(peer.acked[replica] ?? 0, held)
    const seqs: number[] = []
    for (const at of places.filter((each) => each > first && each <= last)) {
      const stored = ledger.change(replica, at - first)
      if (!stored) continue
      const now = disclosure.disclose(stored)
      const before = toldTo(db, peer.replica, at)
      if ((before?.verdict ?? '') === now.verdict) continue
      const missing = before?.missing ?? 0
      if (now.missing === missing) settled.push({ at, verdict: now.verdict, missing })
      else {
        open.add(at)
        if (seqs.length < limits.again) seqs.push(at - first)
      }
    }
    if (seqs.length > 0) again[replica] = seqs
  }
  return { again, settled, cases: [...cases].flatMap(([n, ats]) => (ats.some((at) => open.has(at)) ? [] : [n])) }
}

/**
 * To another PC of this office: the changes of which it holds some values less than this one, by its own last word. So what came to it by way of
 * the office above, with what consent held back there left out, is made whole.
 */
export function madeWhole(db: Database, ledger: Ledger, peer: PeerRow, scope: Readonly<Record<Id, number>>): ToldAgain {
  const again: Record<Id, number[]> = {}
  const places = toldInDoubt(db, peer.replica)
  for (const [replica, held] of Object.entries(scope)) {
    const first = (replicaNumber(db, replica) ?? 0) * seqSpan
    const last = first + Math.min(peer.acked[replica] ?? 0, held)
    const seqs = places.flatMap((at) => {
      const stored = at > first && at <= last ? ledger.change(replica, at - first) : null
      if (!stored || stored.body === '') return []
      const lacking = countMissing(JSON.parse(stored.body) as ChangeBody, parseValues(stored.vals))
      return lacking < (toldTo(db, peer.replica, at)?.missing ?? 0) ? [at - first] : []
    })
    if (seqs.length > 0) again[replica] = seqs.slice(0, limits.again)
  }
  return { again, settled: [], cases: [] }
}
