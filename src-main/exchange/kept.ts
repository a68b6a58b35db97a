import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { prepared } from '../store/prepared.ts'
import { officesUnder } from './offices-below.ts'

interface Kept {
  readonly n: number
  readonly id: Id
  readonly epoch: number
  /** Who keeps it. */
  readonly office: Id
}

/**
 * The cases that an office keeps by a hand-over, each with its epoch, and those kept by offices under it that came from an office which is not: where
 * these have come from the office itself has no way to know.
 */
export function keptFromOutside(db: Database, office: Id): Record<Id, number> {
  return Object.fromEntries(kept(db, office).map(({ id, epoch }) => [id, epoch]))
}

/** Row numbers of those of them that an office under it keeps, not it itself. */
export function broughtUnder(db: Database, office: Id): number[] {
  return kept(db, office).flatMap((each) => (each.office === office ? [] : [each.n]))
}

/** The offices that keep these cases. */
export function keepersFromOutside(db: Database, office: Id): ReadonlySet<Id> {
  return new Set(kept(db, office).map((each) => each.office))
}

/** A case that went through hands and is kept beyond an office and those under it. */
export interface HandedBeyond {
  /** Row number of the case. */
  readonly n: number
  /** Who of them, as they stand now, has kept it: the office itself, else one under it. */
  readonly once: 'itself' | 'under' | 'nobody'
}

/** The cases that were handed over and are kept beyond an office and those under it. */
export function handedBeyond(db: Database, office: Id): HandedBeyond[] {
  const rows = prepared(
    db,
    `WITH under AS (SELECT value AS id FROM json_each($under))
     SELECT t.case_n AS n, CASE WHEN max(f.office = $office) THEN 'itself' WHEN max(f.office IN (SELECT id FROM under)) THEN 'under' ELSE 'nobody' END AS once
     FROM transfer t CROSS JOIN former f ON f.case_n = t.case_n WHERE t.office NOT IN (SELECT id FROM under) GROUP BY t.case_n`,
  )
  return rows.all({ office, under: JSON.stringify([...officesUnder(db, office)]) }) as HandedBeyond[]
}

function kept(db: Database, office: Id): Kept[] {
  const rows = prepared(
    db,
    // Hand-overs are few: they come first, whatever SQLite, without statistics, would guess.
    `SELECT x.n AS n, x.id AS id, t.epoch AS epoch, t.office AS office FROM transfer t CROSS JOIN record x ON x.n = t.case_n
     WHERE t.office = $office OR (t.office IN (SELECT value FROM json_each($under)) AND EXISTS
       (SELECT 1 FROM former f WHERE f.case_n = t.case_n AND f.office NOT IN (SELECT value FROM json_each($under))))
     ORDER BY x.id`,
  )
  return rows.all({ office, under: JSON.stringify([...officesUnder(db, office)]) }) as Kept[]
}
