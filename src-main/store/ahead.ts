import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import type { Ledger } from './ledger.ts'
import { prepared } from './prepared.ts'
import { seqSpan } from './registers.ts'

/*
 * An urgent bundle brings of a chain what is said of one case, and of everything else its place only. So that nothing of the rest is ever passed
 * over, such a chain counts as held only as far as the ordinary way has brought it: in receipts, in what is asked for, in what goes up.
 */

/** Up to where the ordinary way has brought each chain that an urgent bundle has carried further. */
export function aheadOf(db: Database): Readonly<Record<Id, number>> {
  const rows = prepared(db, 'SELECT replica, ordinary FROM ahead').all() as { replica: Id; ordinary: number }[]
  return Object.fromEntries(rows.map(({ replica, ordinary }) => [replica, ordinary]))
}

/** How far each chain is held by the ordinary way; a chain of which nothing came by it is left out. */
export function ordinaryVector(db: Database, ledger: Ledger): Record<Id, number> {
  const ahead = aheadOf(db)
  const held = Object.entries(ledger.versionVector()).map(([id, seq]) => [id, Math.min(seq, ahead[id] ?? seq)] as const)
  return Object.fromEntries(held.filter(([, seq]) => seq > 0))
}

/** The ordinary way has brought a chain up to `seq`, and it ends here at `head`. */
export function noteOrdinary(db: Database, replica: Id, seq: number, head: number): void {
  if (seq >= head) prepared(db, 'DELETE FROM ahead WHERE replica = ?').run(replica)
  else prepared(db, 'INSERT OR REPLACE INTO ahead (replica, ordinary) VALUES (?, ?)').run(replica, seq)
}

/** Cases of which something is here that did not come by the ordinary way yet. */
export function casesAhead(db: Database): ReadonlySet<Id> {
  const spoken = prepared(
    db,
    `SELECT DISTINCT k.id FROM ahead a CROSS JOIN replica p ON p.id = a.replica
       CROSS JOIN change c ON c.at > p.n * ${seqSpan} + a.ordinary AND c.at < (p.n + 1) * ${seqSpan} AND c.body <> ''
       CROSS JOIN json_each(c.body, '$.ops') o CROSS JOIN record x ON x.id = json_extract(o.value, '$.r')
       CROSS JOIN record k ON k.n = iif(x.kind = 'case', x.n, x.parent)
     WHERE c.at NOT IN (SELECT at FROM sync_issue)`,
  )
  return new Set(spoken.pluck().all() as Id[])
}
