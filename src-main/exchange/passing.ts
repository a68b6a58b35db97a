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

const under = `WITH RECURSIVE under (id) AS (SELECT office FROM self UNION SELECT o.id FROM office o JOIN under u ON o.parent = u.id)`

/** Has the change at this place arrived at the office that keeps the case `t`, or at the one above that, as far as the office above has said? */
const hasArrived = (at: string): string => `EXISTS (SELECT 1 FROM reach h JOIN replica r ON r.id = h.replica
  WHERE h.office IN (t.office, (SELECT parent FROM office WHERE id = t.office)) AND r.n = ${at} / 4294967296 AND h.seq >= ${at} % 4294967296)`

/**
 * Was this case handed over by an office here, or under this one, to one that is not, which has not accepted it yet? One that goes back is on its way until it
 * is said to have arrived. By its row number in `record`.
 */
export function isPassing(db: Database, caseN: number): boolean {
  const found = prepared(
    db,
    `${under} SELECT 1 FROM transfer t WHERE t.case_n = ? AND t.giver IN (SELECT id FROM under) AND t.office NOT IN (SELECT id FROM under)
       AND (t.accepted = ${transferState.waits} OR (t.accepted = ${transferState.back} AND NOT EXISTS (
         SELECT 1 FROM register v JOIN grp g ON g.n = v.grp AND g.name = 'office' WHERE v.record = t.case_n AND ${hasArrived('v.at')})))`,
  )
  return found.get(caseN) !== undefined
}

/** Is the case kept by an office that is neither this one nor under it? By its row number in `record`. */
export function isKeptBeyond(db: Database, caseN: number): boolean {
  const found = prepared(
    db,
    `${under} SELECT 1 FROM transfer WHERE case_n = ? AND office NOT IN (SELECT id FROM under)`,
  )
  return found.get(caseN) !== undefined
}

/**
 * Is this change an edit of a case by who had handed it over, and is whoever keeps it now beyond the offices here, where it has not arrived yet? He has to
 * read it. By its place in `change`, and the row number of the case.
 */
export function isLate(db: Database, at: number, caseN: number): boolean {
  const found = prepared(
    db,
    `${under} SELECT 1 FROM sync_issue s JOIN transfer t ON t.case_n = ?
     WHERE s.at = ? AND s.reason = 'late' AND t.office NOT IN (SELECT id FROM under) AND NOT ${hasArrived('s.at')}`,
  )
  return found.get(caseN, at) !== undefined
}

/** The office above has said how far others hold our chains: what was on its way may have arrived. What of it goes up is judged again. */
export function judgePassing(db: Database): void {
  const back = `INSERT OR IGNORE INTO to_judge SELECT case_n FROM transfer WHERE accepted = ${transferState.back}`
  const late = `${under} INSERT OR IGNORE INTO doubtful SELECT case_n FROM transfer WHERE office NOT IN (SELECT id FROM under)
    AND EXISTS (SELECT 1 FROM sync_issue WHERE reason = 'late')`
  for (const sql of [back, late]) prepared(db, sql).run()
}
