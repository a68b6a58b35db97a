import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { asideAbout } from '../store/custody.ts'
import { setAside } from '../store/set-aside.ts'
import { parseValues } from '../store/shown-values.ts'
import type { ScopeGuard } from './scope.ts'

/**
 * A case was erased: nobody need decide any more about changes that were set aside because of it. What they say of it is gone, what they say
 * of others is taken up with the records that were waited for (`Ledger.takeUpAside`): so the same changes give the same in whatever order.
 * @returns whether anything is to be taken up
 */
export function releaseErased(db: Database, caseId: Id, guard: ScopeGuard): boolean {
  let released = false
  for (const { at, body, vals, aside } of asideAbout(db, caseId)) {
    if (aside === 'unknown-record' || guard.stillOutside({ body, values: parseValues(vals) })) continue
    setAside(db, at, { reason: 'unknown-record', op: 0 })
    released = true
  }
  return released
}
