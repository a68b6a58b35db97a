import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Route } from '../domain/sharing/policy.ts'
import { transferState } from '../store/custody.ts'
import { prepared } from '../store/prepared.ts'

/**
 * How a case that is on its way to an office beyond the receiver's reach goes up: as on any step that may carry all. The national level, by way of which a
 * case goes to another region, gets no child's name otherwise, and could pass on none.
 */
export function passingRoute({ from, to }: Route): Route {
  return { from, to, purpose: 'supervision', most: 'full' }
}

const isOnItsWay = `(t.accepted = ${transferState.waits} OR (t.accepted = ${transferState.back} AND NOT EXISTS (
  SELECT 1 FROM register v JOIN grp g ON g.n = v.grp AND g.name = 'office' JOIN replica r ON r.n = v.at / 4294967296
    JOIN reach h ON h.office IN (t.office, (SELECT parent FROM office WHERE id = t.office)) AND h.replica = r.id AND h.seq >= v.at % 4294967296
  WHERE v.record = t.case_n)))`
const ours = `WITH RECURSIVE under (id) AS (SELECT office FROM self UNION SELECT o.id FROM office o JOIN under u ON o.parent = u.id)`

/**
 * Was this case handed over by an office here, or under this one, to one that is not, which has not accepted it yet? One that goes back is on its way until it
 * is said to have arrived, or to lie at the office above the one that it goes to. By its row number in `record`.
 */
export function isPassing(db: Database, caseN: number): boolean {
  const found = prepared(
    db,
    `${ours} SELECT 1 FROM transfer t WHERE t.case_n = ? AND ${isOnItsWay}
       AND t.giver IN (SELECT id FROM under) AND t.office NOT IN (SELECT id FROM under)`,
  )
  return found.get(caseN) !== undefined
}

/** The office above has said how far others hold our chains: what goes back to them may have arrived. What of it goes up is judged again. */
export function judgePassing(db: Database): void {
  prepared(
    db,
    `INSERT OR IGNORE INTO to_judge SELECT case_n FROM transfer WHERE accepted = ${transferState.back}`,
  ).run()
}

/** Is this change an edit of a case by who had handed it over? Whoever keeps it now has to read it, wherever he is. By its place in `change`. */
export function isLate(db: Database, at: number): boolean {
  return prepared(db, "SELECT 1 FROM sync_issue WHERE at = ? AND reason = 'late'").get(at) !== undefined
}
