import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { ChangeBody, Id } from '../domain/ledger/types.ts'
import { changesAbout } from '../store/custody.ts'
import { allAside, setAside } from '../store/set-aside.ts'
import { parseValues } from '../store/shown-values.ts'
import type { ScopeGuard } from './scope.ts'

/**
 * Changes that wait for records which nobody knew: whose records have come is judged now as it would have been, had they come in order. What
 * its author may not make is not taken up with the rest.
 * @param awaited what others had seen before has come: what seemed out of scope without it is judged again too
 */
export function judgeWaiting(db: Database, guard: ScopeGuard, awaited: boolean): void {
  for (const { at, reason, body, vals } of allAside(db, Number.MAX_SAFE_INTEGER)) {
    if (reason !== 'unknown-record' && !(awaited && reason === 'out-of-scope')) continue
    const outside = guard.stillOutside({ body: JSON.parse(body) as ChangeBody, values: parseValues(vals) })
    if (outside) setAside(db, at, outside)
    else if (reason === 'out-of-scope') setAside(db, at, { reason: 'unknown-record', op: 0 })
  }
}

/**
 * A hand-over has come: whoever wrote of the case before it was known that his office keeps it, or in the belief that it does, is judged anew. An
 * urgent bundle lets an office write before the office above knows why it may.
 * @returns whether anything is to be drawn otherwise
 */
export function judgeScope(db: Database, caseId: Id, guard: ScopeGuard): boolean {
  let moved = false
  for (const { at, body, vals, aside } of changesAbout(db, caseId)) {
    if (aside !== null && aside !== 'out-of-scope') continue
    const outside = guard.stillOutside({ body, values: parseValues(vals) })
    if (aside === null && outside?.reason === 'out-of-scope') setAside(db, at, outside)
    else if (aside !== null && outside === null) setAside(db, at, { reason: 'unknown-record', op: 0 })
    else continue
    moved = true
  }
  return moved
}
