import type { CaseFile } from '../contract/cases.ts'
import type { Id } from '../domain/ledger/types.ts'
import { type AboutCase, asideAbout, transferOf } from '../store/custody.ts'
import { groupWrites } from '../store/group-writes.ts'
import { readOffice } from '../store/self.ts'
import type { OpenOffice } from './context.ts'
import { reached } from './reached.ts'

/** Where a case that was handed over is now, and what was said of it. */
export function transferLine(caseId: Id, office: OpenOffice): CaseFile['transfer'] {
  const { db, self } = office
  const row = transferOf(db, caseId)
  if (!row) return null
  const name = (id: Id): string => readOffice(db, id)?.name ?? ''
  const { givenOn, urgent, accepted, refusal } = row
  const keeps = row.office === self.office.id
  const answer = { toAnswer: keeps && !accepted, late: keeps ? lateEdits(caseId, office).length : 0 }
  const [written] = groupWrites(db, caseId, 'office')?.dots ?? []
  const [replica = '', seq = 0] = written ?? []
  const way = { reached: reached(row.office, { replica, seq }, office), givenOn: givenOn || null, urgent }
  return { from: name(row.giver), to: name(row.office), ...way, accepted, refusal, ...answer }
}

/** Late edits of a case on which nobody has decided here. */
export function lateEdits(caseId: Id, { db }: OpenOffice): AboutCase[] {
  return asideAbout(db, caseId).filter(({ aside, decided }) => aside === 'late' && decided === null)
}
