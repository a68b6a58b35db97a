import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { ChangeBody } from '../domain/ledger/types.ts'
import { allAside, setAside } from '../store/set-aside.ts'
import { parseValues } from '../store/shown-values.ts'
import type { ScopeGuard } from './scope.ts'

/**
 * Changes that wait for records which nobody knew: whose records have come is judged now as it would have been, had they come in order. What
 * its author may not make is not taken up with the rest.
 */
export function judgeWaiting(db: Database, guard: ScopeGuard): void {
  for (const { at, reason, body, vals } of allAside(db, Number.MAX_SAFE_INTEGER)) {
    if (reason !== 'unknown-record') continue
    const outside = guard.stillOutside({ body: JSON.parse(body) as ChangeBody, values: parseValues(vals) })
    if (outside) setAside(db, at, outside)
  }
}
