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
