import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { prepared } from './prepared.ts'

/**
 * A change can be read now of which only the place was known, or that waited for its records. Whoever was given its place meanwhile, since
 * nothing told that it is about a case of his, is to be told again.
 */
export function noteTakenUp(db: Database, at: number): void {
  prepared(db, 'INSERT OR REPLACE INTO taken_up (at) VALUES (?)').run(at)
}

/** The number of the newest; 0 for none. */
export function lastTakenUp(db: Database): number {
  return prepared(db, 'SELECT coalesce(max(n), 0) FROM taken_up').pluck().get() as number
}

/** Was a change taken up after what has this number? */
export function takenUpAfter(db: Database, told: number): (replica: Id, seq: number) => boolean {
  if (lastTakenUp(db) <= told) return () => false
  const after = prepared(
    db,
    'SELECT 1 FROM replica r JOIN taken_up u ON u.at = r.n * 4294967296 + ? WHERE r.id = ? AND u.n > ?',
  )
  return (replica, seq) => after.get(seq, replica, told) !== undefined
}

/** Up to which of them a partner was told by the bundles that it has taken, the last of which has this number. */
export function notePeerTakenUp(db: Database, peer: Id, taken: number): void {
  prepared(
    db,
    `UPDATE peer SET taken_up = max(taken_up, (SELECT coalesce(max(covers ->> '$.takenUp'), 0) FROM bundle_out
       WHERE peer = $peer AND number <= $taken)) WHERE replica = $peer`,
  ).run({ peer, taken })
}
