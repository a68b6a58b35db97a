import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { epochsOf, formerOffices } from '../store/custody.ts'
import { officesUnder } from './offices-below.ts'

/**
 * The cases that an office keeps by a hand-over, each with its epoch, and those kept by offices under it that came from an office which is not: where
 * these have come from the office itself has no way to know.
 */
export function keptFromOutside(db: Database, office: Id): Record<Id, number> {
  const under = officesUnder(db, office)
  const kept = { ...epochsOf(db, office) }
  for (const below of under) {
    if (below === office) continue
    for (const [caseId, epoch] of Object.entries(epochsOf(db, below)))
      if (formerOffices(db, caseId).some((id) => !under.has(id))) kept[caseId] = epoch
  }
  return kept
}
