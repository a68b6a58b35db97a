import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Route } from '../domain/sharing/policy.ts'
import { prepared } from '../store/prepared.ts'

/**
 * How a case that is on its way to an office beyond the receiver's reach goes up: as on any step that may carry all. The national level, by way of which a
 * case goes to another region, gets no child's name otherwise, and could pass on none.
 */
export function passingRoute({ from, to }: Route): Route {
  return { from, to, purpose: 'supervision', most: 'full' }
}

const ours = `WITH RECURSIVE under (id) AS (SELECT office FROM self UNION SELECT o.id FROM office o JOIN under u ON o.parent = u.id)`

/** Was this case handed over by an office here, or under this one, to one that is not, which has not accepted it yet? By its row number in `record`. */
export function isPassing(db: Database, caseN: number): boolean {
  const found = prepared(
    db,
    `${ours} SELECT 1 FROM transfer t WHERE t.case_n = ? AND t.accepted = 0
       AND t.giver IN (SELECT id FROM under) AND t.office NOT IN (SELECT id FROM under)`,
  )
  return found.get(caseN) !== undefined
}

/** Is this change an edit of a case by who had handed it over? Whoever keeps it now has to read it, wherever he is. By its place in `change`. */
export function isLate(db: Database, at: number): boolean {
  return prepared(db, "SELECT 1 FROM sync_issue WHERE at = ? AND reason = 'late'").get(at) !== undefined
}
