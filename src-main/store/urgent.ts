import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { prepared } from './prepared.ts'

/** An urgent bundle written here: the hand-over that it carries, and where it was put. */
export interface UrgentBundle {
  /** The office that receives, and the number of the bundle for it: 1, 2, 3 … */
  readonly office: Id
  readonly number: number
  readonly caseId: Id
  readonly epoch: number
  readonly sumsHash: string
  /** Of the first file. */
  readonly file: string
  /** As the clock claimed. */
  readonly at: string
}

export function nextUrgentNumber(db: Database, office: Id): number {
  return prepared(db, 'SELECT coalesce(max(number), 0) + 1 FROM urgent_out WHERE office = ?')
    .pluck()
    .get(office) as number
}

export function noteUrgent(db: Database, { office, number, caseId, epoch, sumsHash, file, at }: UrgentBundle): void {
  prepared(
    db,
    'INSERT INTO urgent_out (office, number, case_id, epoch, sums_hash, file, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(office, number, caseId, epoch, sumsHash, file, at)
}

/** When urgent bundles were written for one hand-over, the newest first. */
export function urgentWritten(db: Database, caseId: Id, epoch: number): Pick<UrgentBundle, 'file' | 'at'>[] {
  return prepared(
    db,
    'SELECT file, at FROM urgent_out WHERE case_id = ? AND epoch = ? ORDER BY at DESC, number DESC',
  ).all(caseId, epoch) as Pick<UrgentBundle, 'file' | 'at'>[]
}
