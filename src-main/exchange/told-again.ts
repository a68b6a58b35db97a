import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import type { Ledger } from '../store/ledger.ts'
import type { PeerRow } from '../store/peers.ts'
import { seqSpan } from '../store/registers.ts'
import { replicaNumber } from '../store/replicas.ts'
import { type Told, toldTo } from '../store/told.ts'
import { limits } from './container/limits.ts'
import type { Disclosure } from './disclosure.ts'

/**
 * The changes that the office above has acknowledged and of which it may have more values now than it holds (consent given since, one that
 * went back to a backup), or less (consent withdrawn). Only what the verdict on its cases, or the partner's own word, makes doubtful is looked at.
 * @returns the changes to tell again, and what else is to be noted of those looked at
 */
export function toldAgain(
  db: Database,
  ledger: Ledger,
  peer: PeerRow,
  scope: Readonly<Record<Id, number>>,
  disclosure: Disclosure,
): { again: Record<Id, number[]>; settled: Told[] } {
  const again: Record<Id, number[]> = {}
  const settled: Told[] = []
  if (!disclosure.goesUp) return { again, settled }
  const told = toldTo(db, peer.replica)
  const restricted = disclosure.restricted()
  const doubtful = [...new Set([...told.keys(), ...restricted.keys()])]
    .filter((at) => (told.get(at)?.verdict ?? '') !== (restricted.get(at) ?? ''))
    .sort((a, b) => a - b)
  for (const [replica, held] of Object.entries(scope)) {
    const first = (replicaNumber(db, replica) ?? 0) * seqSpan
    const last = first + Math.min(peer.acked[replica] ?? 0, held)
    const seqs: number[] = []
    for (const at of doubtful.filter((each) => each > first && each <= last)) {
      const stored = ledger.change(replica, at - first)
      if (!stored) continue
      const now = disclosure.disclose(stored)
      const before = told.get(at)?.missing ?? 0
      if (now.missing === before) settled.push({ at, verdict: now.verdict, missing: before })
      else if (seqs.length < limits.again) seqs.push(at - first)
    }
    if (seqs.length > 0) again[replica] = seqs
  }
  return { again, settled }
}
