import { writtenBy } from '../ledger/change.ts'
import type { ChangeBody, Draft, Id, Json, Op } from '../ledger/types.ts'

/**
 * A late edit as an edit of one's own: the same values, written now. A form or note that it opens gets another id, so that the late one, if
 * more of it comes, is not mistaken for it. What it says of other cases, of who keeps the case and of settlings is left out.
 * @param records the case and its forms and notes, as they are known here
 */
export function takeOverDrafts(
  { ops }: Pick<ChangeBody, 'ops'>,
  values: readonly (Json | undefined)[],
  caseId: Id,
  records: ReadonlySet<Id>,
  newId: () => Id,
): Draft[] {
  const opened = new Map<Id, Id>()
  return ops.flatMap((op, index): Draft[] => {
    if (op.t === 'new') {
      if (op.p !== caseId) return []
      opened.set(op.r, newId())
      return [{ ...op, r: opened.get(op.r) ?? '' }]
    }
    if (op.t === 'erase') return []
    const r = opened.get(op.r) ?? (records.has(op.r) ? op.r : null)
    if (r === null || (r === caseId && op.g === 'office')) return []
    if (op.t === 'remove-row') return [{ t: 'remove-row', r, g: op.g, row: op.row }]
    const value = values[index]
    return value === undefined || op.t === 'void' ? [] : written(op, r, writtenBy(op, value))
  })
}

function written(op: Exclude<Op, { t: 'new' | 'remove-row' | 'void' | 'erase' }>, r: Id, value: Json): Draft[] {
  if (op.t === 'add-row') return [{ t: 'add-row', r, g: op.g, row: op.row, value }]
  if (op.t === 'set-row') return [{ t: 'set-row', r, g: op.g, row: op.row, f: op.f, value }]
  if (op.t === 'resolve' && op.row !== undefined && op.f !== undefined)
    return [{ t: 'set-row', r, g: op.g, row: op.row, f: op.f, value }]
  return [{ t: 'set', r, g: op.g, value }]
}
