import type { Database } from 'better-sqlite3-multiple-ciphers'
import { prepared } from './prepared.ts'

interface Stamp {
  readonly writes: number
  /** Where the newest write to a person, a role or a group stands in the ledger. */
  readonly newest: string
}

const stamps = new WeakMap<Database, Stamp>()

/**
 * Has anything been written to people, roles or groups since this was last asked, by the person himself or by an import, or has an office above laid down roles? The first time
 * nothing has. Costs one counter of the connection while nothing at all was written.
 */
export function accessHasChanged(db: Database): boolean {
  const writes = prepared(db, 'SELECT total_changes()').pluck().get() as number
  const before = stamps.get(db)
  if (before?.writes === writes) return false
  const newest = newestWrite(db)
  stamps.set(db, { writes, newest })
  return before !== undefined && before.newest !== newest
}

function newestWrite(db: Database): string {
  const { at, writes, above } = prepared(
    db,
    `SELECT max(g.at) AS at, count(*) AS writes, (SELECT value ->> 'version' FROM setting WHERE name = 'roles-above') AS above FROM record r JOIN register g ON g.record = r.n
     WHERE r.parent IS NULL AND r.kind IN ('person', 'role', 'group')`,
  ).get() as { at: number | null; writes: number; above: number | null }
  return `${at} ${writes} ${above}`
}
