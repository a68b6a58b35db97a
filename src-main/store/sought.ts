import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { flat, type Lacking } from './lacking.ts'
import { prepared } from './prepared.ts'
import { seqSpan } from './registers.ts'
import { replicaNumber } from './replicas.ts'

/** Takes over what the office above says that others lack of the chains here. What of these cases goes up is looked at again where that is new. */
export function noteSought(db: Database, sought: Lacking): void {
  const before = allSought(db)
  db.prepare('DELETE FROM sought').run()
  const add = prepared(db, 'INSERT OR REPLACE INTO sought (at, case_id, missing) VALUES (?, ?, ?)')
  for (const { id, replica, seq, missing } of flat(sought)) {
    const n = replicaNumber(db, replica)
    if (n !== null) add.run(n * seqSpan + seq, id, missing)
  }
  const after = allSought(db)
  const doubt = prepared(db, "INSERT OR IGNORE INTO doubtful SELECT n FROM record WHERE id = ? AND kind = 'case'")
  for (const id of new Set([...before.keys(), ...after.keys()])) if (before.get(id) !== after.get(id)) doubt.run(id)
}

/** How many values others lack of the changes here: by the place of each, and by the id of the case. */
export function readSought(db: Database): ReadonlyMap<number, ReadonlyMap<Id, number>> {
  const rows = prepared(db, 'SELECT at, case_id, missing FROM sought ORDER BY at').raw().all() as [number, Id, number][]
  const sought = new Map<number, Map<Id, number>>()
  for (const [at, caseId, missing] of rows)
    sought.set(at, (sought.get(at) ?? new Map<Id, number>()).set(caseId, missing))
  return sought
}

function allSought(db: Database): Map<Id, string> {
  const rows = db
    .prepare("SELECT case_id, group_concat(at || ' ' || missing ORDER BY at) FROM sought GROUP BY case_id")
    .raw()
    .all() as [Id, string][]
  return new Map(rows)
}
