import { LakanaError } from '../contract/errors.ts'
import { takeOverDrafts } from '../domain/cases/take-over.ts'
import type { Id } from '../domain/ledger/types.ts'
import { CaseFiles } from '../store/case-file.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists } from '../store/cases.ts'
import { recordsOf } from '../store/custody.ts'
import { CaseHistory } from '../store/history.ts'
import { decideAside } from '../store/set-aside.ts'
import { parseValues } from '../store/shown-values.ts'
import { toldEntries } from './case-history.ts'
import { caseSight, readOnly } from './case-sight.ts'
import { author } from './case-writes.ts'
import type { Handlers, OpenOffice } from './context.ts'
import { newId } from './new-id.ts'
import { lateEdits } from './transfer-line.ts'

/** What an office that had handed a case over wrote before it knew: the keeper takes it over or leaves it. */
export const lateEditsHandlers: Handlers<'transfers.late' | 'transfers.decide'> = {
  'transfers.late': ({ caseId }, _context, office) => {
    const waiting = lateEdits(caseId, office)
    const entries = new CaseHistory(office.db).entriesOf(
      caseId,
      waiting.map(({ at }) => at),
    )
    return { entries: toldEntries(caseId, entries, office) }
  },
  'transfers.decide': ({ caseId, replica, seq, take }, { machine }, office) => {
    const late = lateEdits(caseId, office).find(({ body }) => body.replica === replica && body.seq === seq)
    if (!late) throw new LakanaError('transfer.answered')
    refuseUnseen(caseId, late.at, office)
    const { body, vals, at } = late
    const drafts = take
      ? takeOverDrafts(body, parseValues(vals), caseId, new Set(recordsOf(office.db, caseId)), newId)
      : []
    office.ledger.append(author(machine, office), drafts, () => decideAside(office.db, at, 'taken'))
    if (drafts.length === 0) decideAside(office.db, at, take ? 'taken' : 'left')
    return { written: drafts.length }
  },
}

/** Nobody decides about what he does not see, or about a case that he may not write. */
function refuseUnseen(caseId: Id, at: number, office: OpenOffice): void {
  const row = new CaseLists(office.db, wholeFile).one(caseId)
  if (!row) throw new LakanaError('case.not-found')
  const why = readOnly(row, caseSight(new CaseFiles(office.db).forms(caseId), office), office)
  if (why === 'custodian') throw new LakanaError('case.not-yours-to-edit')
  const told = toldEntries(caseId, new CaseHistory(office.db).entriesOf(caseId, [at]), office)
  if (why !== null || told.some(({ reserved }) => reserved > 0)) throw new LakanaError('form.reserved', { form: '' })
}
