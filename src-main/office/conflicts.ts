import { LakanaError } from '../contract/errors.ts'
import type { CallName, CallOutput, CallParsed } from '../contract/index.ts'
import { formLevel } from '../domain/access/fields.ts'
import { type CaseFacts, reaches } from '../domain/access/scope.ts'
import type { FormValues } from '../domain/forms/types.ts'
import { normaliseText } from '../domain/forms/validate.ts'
import type { ChangeBody, Draft, Json, Op } from '../domain/ledger/types.ts'
import { caseFacts } from '../store/case-facts.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists } from '../store/cases.ts'
import { type CaseConflicts, type ConflictRow, casesInConflict } from '../store/conflicts.ts'
import { caseItems } from './case-rows.ts'
import { author } from './case-writes.ts'
import { caseConflicts, type Standing, seenConflict, standing, tokenOf } from './conflict-view.ts'
import type { Handlers, Machine, OpenOffice } from './context.ts'
import { checkedGroup } from './group-values.ts'
import { todayOf } from './today.ts'

type ConflictsCall = Extract<CallName, `conflicts.${string}`>
type Settle = CallParsed<'conflicts.settle'>
type Written = Extract<Settle['decision'], { how: 'write' }>

export const conflictsHandlers: Handlers<ConflictsCall> = {
  'conflicts.list': ({ offset, limit }, { machine }, office) => listed(office, todayOf(machine), offset, limit),
  'conflicts.count': (_input, _context, office) => ({
    total: reached(office).reduce((sum, each) => sum + each.conflicts, 0),
  }),
  'conflicts.ofCase': ({ caseId }, { machine }, office) => caseConflicts(caseId, office, todayOf(machine)),
  'conflicts.settle': (input, { machine }, office) => settle(input, machine, office),
  'conflicts.undo': (input, { machine }, office) => undo(input, machine, office),
}

/** Cases in conflict that the person reaches. */
function reached({ db, access }: OpenOffice): (CaseConflicts & { facts: CaseFacts })[] {
  return casesInConflict(db).flatMap((each) => {
    const facts = caseFacts(db, each.caseId)
    return facts && reaches(access.scope, facts) ? [{ ...each, facts }] : []
  })
}

/** Those whom the person works on himself, then those he may decide, then the others; within them the oldest first. */
function listed(office: OpenOffice, today: string, offset: number, limit: number): CallOutput<'conflicts.list'> {
  const { access, self, person, db } = office
  const mayWrite = access.role.permissions.includes('case.write')
  const found = reached(office).map(({ facts, ...each }) => {
    const settleable = mayWrite && facts.office === self.office.id
    return { ...each, settleable, mine: settleable && facts.worker === person.id }
  })
  const rank = ({ mine, settleable }: (typeof found)[number]): number => (mine ? 0 : settleable ? 1 : 2)
  const page = found.toSorted((a, b) => rank(a) - rank(b)).slice(offset, offset + limit)
  const lists = new CaseLists(db, wholeFile)
  return {
    total: found.reduce((sum, each) => sum + each.conflicts, 0),
    cases: found.length,
    items: page.flatMap(({ caseId, ...rest }) => {
      const row = lists.one(caseId)
      const [item] = row ? caseItems([row], office, today) : []
      return item ? [{ item, ...rest }] : []
    }),
  }
}

/** Ends a conflict as a person decides, provided that it is still the one he saw. */
function settle(input: Settle, machine: Machine, office: OpenOffice): CallOutput<'conflicts.settle'> {
  const stands = standing(input.caseId, office)
  const row = stands.rows.find(
    (each) =>
      each.record === input.record &&
      each.group === input.group &&
      each.row === (input.row ?? '') &&
      each.cell === (input.cell ?? ''),
  )
  if (!row || tokenOf(row) !== input.seen) throw new LakanaError('conflict.changed')
  if (!stands.writes) throw new LakanaError('case.not-yours-to-edit')
  if (!seenConflict(row, stands, office)?.settleable) throw new LakanaError('form.reserved', { form: row.form ?? '' })
  const reason = normaliseText(input.reason, { multiline: true })
  if (row.sensitive && reason === '') throw new LakanaError('form.invalid', { fields: ['reason'] })
  const change = office.ledger.append(author(machine, office), [draftOf(row, input, reason, stands, todayOf(machine))])
  const { replica, seq } = change?.body ?? { replica: '', seq: 0 }
  return { undo: { replica, seq, index: 0 } }
}

function draftOf(row: ConflictRow, { decision }: Settle, reason: string, stands: Standing, today: string): Draft {
  const { record: r, group: g } = row
  const inRow = row.row === '' ? {} : { row: row.row }
  if (decision.how === 'keep' || decision.how === 'remove') {
    if (row.kind !== 'removed') throw new LakanaError('call.input', { fields: ['decision'] })
    if (decision.how === 'remove') return { t: 'remove-row', r, g, row: row.row }
    const o = row.versions.flatMap(({ act, dots }) => (act === 'removed' ? dots : []))
    return { t: 'void', r, g, ...inRow, o, value: { reason } }
  }
  if (row.kind !== 'values') throw new LakanaError('call.input', { fields: ['decision'] })
  const cell = row.row === '' ? {} : { row: row.row, f: row.cell }
  const from = (decision.how === 'choose' ? [decision.version] : decision.from).flatMap((at) => row.versions[at] ?? [])
  const d = from.flatMap(({ dots }) => dots)
  if (decision.how === 'write')
    return { t: 'resolve', r, g, ...cell, d, value: { reason, value: writtenValue(row, decision, stands, today) } }
  const value = from[0]?.value ?? null
  if (value === null) throw new LakanaError('call.input', { fields: ['version'] })
  return { t: 'resolve', r, g, ...cell, d, value: { reason, value } }
}

/** A third value, through the same checks as the form's own. */
function writtenValue(row: ConflictRow, { values }: Written, { forms, sight, form }: Standing, today: string): Json {
  const definition = row.form === null ? undefined : form(row.form)
  const record = forms.find(({ id }) => id === row.record)
  if (!definition || !record || formLevel(sight, definition.form) !== 'write')
    throw new LakanaError('call.input', { fields: ['decision'] })
  return checkedGroup(definition, row, record.values, values as FormValues, { forms, sight, today }) as Json
}

/** Takes back a decision just made; what it hid stands again. */
function undo(
  { caseId, undo: dot }: CallParsed<'conflicts.undo'>,
  machine: Machine,
  office: OpenOffice,
): Record<string, never> {
  const { writes, forms } = standing(caseId, office)
  if (!writes) throw new LakanaError('case.not-yours-to-edit')
  const change = office.ledger.change(dot.replica, dot.seq)
  const op = change && change.body !== '' ? (JSON.parse(change.body) as ChangeBody).ops[dot.index] : undefined
  const within = op !== undefined && (op.r === caseId || forms.some(({ id }) => id === op.r))
  if (!op || !within || dot.replica !== office.self.replica) throw new LakanaError('conflict.changed')
  office.ledger.append(author(machine, office), [undoing(op, [dot.replica, dot.seq, dot.index])])
  return {}
}

function undoing(op: Op, dot: readonly [string, number, number]): Draft {
  if (op.t === 'void' && op.row !== undefined) return { t: 'remove-row', r: op.r, g: op.g, row: op.row }
  if (op.t !== 'resolve' && op.t !== 'remove-row') throw new LakanaError('conflict.changed')
  const row = op.row === undefined ? {} : { row: op.row }
  return { t: 'void', r: op.r, g: op.g, ...row, o: [dot], value: { reason: '' } }
}
