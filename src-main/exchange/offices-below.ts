import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { allOffices } from '../store/self.ts'

/** An office with all that stand under it, as far as known here. */
export function officesUnder(db: Database, top: Id): ReadonlySet<Id> {
  const offices = allOffices(db)
  const under = new Set([top])
  for (let before = 0; before < under.size; ) {
    before = under.size
    for (const { id, parent } of offices) if (parent !== null && under.has(parent)) under.add(id)
  }
  return under
}
