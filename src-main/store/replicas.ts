import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { SelfRow } from './self.ts'

/** Name of the office that a replica belongs to, by its certificate; empty when not known here. */
export function officeOfReplica(db: Database, replica: string, self: SelfRow): string {
  if (replica === self.replica) return self.office.name
  const row = db
    .prepare(
      `SELECT o.name AS name FROM certificate c JOIN office o ON o.id = c.office WHERE c.replica = ?
       ORDER BY c.version DESC LIMIT 1`,
    )
    .get(replica) as { name: string } | undefined
  return row?.name ?? ''
}

/** Its number in this database: its change `seq` lies at number × 2^32 + `seq`. Null for one of which nothing is held. */
export function replicaNumber(db: Database, replica: string): number | null {
  const n = db.prepare('SELECT n FROM replica WHERE id = ?').pluck().get(replica)
  return typeof n === 'number' ? n : null
}
