import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { CaseFacts } from '../domain/access/scope.ts'
import { prepared } from './prepared.ts'

/** What decides who reaches a case; null when there is none with this id. */
export function caseFacts(db: Database, id: string): CaseFacts | null {
  const row = prepared(db, 'SELECT n, office, worker FROM case_item WHERE id = ?').get(id) as
    | { n: number; office: string; worker: string | null }
    | undefined
  if (!row) return null
  const coworkers = prepared(db, 'SELECT person FROM coworker WHERE case_n = ?').pluck().all(row.n) as string[]
  const before = prepared(db, 'SELECT office FROM former WHERE case_n = ?').pluck().all(row.n) as string[]
  return { office: row.office, worker: row.worker, coworkers, ...(before.length > 0 ? { before } : {}) }
}
