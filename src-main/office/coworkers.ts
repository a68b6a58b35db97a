import type { CallOutput } from '../contract/index.ts'
import type { Id } from '../domain/ledger/types.ts'
import { caseFacts } from '../store/case-facts.ts'
import { staffOf } from '../store/staff.ts'
import type { OpenOffice } from './context.ts'

/** Who works on a case besides its worker, by name. */
export function coworkersOf({ db }: OpenOffice, caseId: Id): CallOutput<'assign.coworkers'>['coworkers'] {
  const ids = caseFacts(db, caseId)?.coworkers ?? []
  if (ids.length === 0) return []
  return staffOf(db).flatMap(({ id, name }) => (ids.includes(id) ? [{ id, name }] : []))
}
