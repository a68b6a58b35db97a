import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Opening } from '../contract/openings.ts'
import { prepared } from './prepared.ts'

/** An exceptional opening of a case as it lies in the file. Times are ISO 8601 as the PC claimed. */
export interface OpeningRow {
  readonly id: string
  readonly caseId: string
  readonly person: string
  readonly at: string
  readonly until: string
  readonly motive: Opening['motive']
  readonly why: string
  readonly reviewedBy: string | null
  readonly reviewedAt: string | null
  readonly justified: number | null
  readonly comment: string
}

const columns = `id, case_id AS caseId, person, at, until, motive, why, reviewed_by AS reviewedBy, reviewed_at AS reviewedAt,
  justified, comment`

export function addOpening(
  db: Database,
  row: Pick<OpeningRow, 'id' | 'caseId' | 'person' | 'at' | 'until' | 'motive' | 'why'>,
): void {
  prepared(db, 'INSERT INTO opening (id, case_id, person, at, until, motive, why) VALUES (?, ?, ?, ?, ?, ?, ?)').run(
    row.id,
    row.caseId,
    row.person,
    row.at,
    row.until,
    row.motive,
    row.why,
  )
}

/** Those to be reviewed first, then the newest. */
export function openingRows(db: Database, limit: number): OpeningRow[] {
  return prepared(db, `SELECT ${columns} FROM opening ORDER BY reviewed_at IS NOT NULL, at DESC, id LIMIT ?`).all(
    limit,
  ) as OpeningRow[]
}

export function openingsToReview(db: Database): OpeningRow[] {
  return prepared(db, `SELECT ${columns} FROM opening WHERE reviewed_at IS NULL ORDER BY at`).all() as OpeningRow[]
}

export function openingRow(db: Database, id: string): OpeningRow | null {
  return (prepared(db, `SELECT ${columns} FROM opening WHERE id = ?`).get(id) as OpeningRow | undefined) ?? null
}

export function reviewOpening(
  db: Database,
  id: string,
  { by, at, justified, comment }: { by: string; at: string; justified: boolean; comment: string },
): void {
  prepared(db, 'UPDATE opening SET reviewed_by = ?, reviewed_at = ?, justified = ?, comment = ? WHERE id = ?').run(
    by,
    at,
    justified ? 1 : 0,
    comment,
    id,
  )
}

export function caseIdByCode(db: Database, code: string): string | null {
  return (prepared(db, 'SELECT id FROM case_item WHERE code = ?').pluck().get(code) as string | undefined) ?? null
}
