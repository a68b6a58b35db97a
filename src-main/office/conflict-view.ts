import { createHash } from 'node:crypto'
import type { OpenConflict } from '../contract/conflicts.ts'
import { LakanaError } from '../contract/errors.ts'
import type { CallOutput } from '../contract/index.ts'
import { type CaseSight, formLevel, seenForm, tellsAll } from '../domain/access/fields.ts'
import { seenValue } from '../domain/access/values.ts'
import type { FormOf } from '../domain/forms/definitions.ts'
import { fieldsOf, isRows } from '../domain/forms/fields.ts'
import type { Field, FieldValue, FormValues } from '../domain/forms/types.ts'
import { groupOf } from '../domain/forms/visible.ts'
import { sameValue } from '../domain/ledger/canonical.ts'
import type { Json } from '../domain/ledger/types.ts'
import { CaseFiles, type FormRecord } from '../store/case-file.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists } from '../store/cases.ts'
import { type ConflictRow, type ConflictVersion, conflictsOf } from '../store/conflicts.ts'
import { namesOfPeople } from '../store/people.ts'
import { officeOfReplica } from '../store/replicas.ts'
import { readOffice } from '../store/self.ts'

import { caseItems } from './case-rows.ts'
import { caseSight, readOnly } from './case-sight.ts'
import { formsHere } from './catalogue.ts'
import type { OpenOffice } from './context.ts'

/** The conflicts of a case as stored, with what the person may see and do there. */
export interface Standing {
  readonly rows: readonly ConflictRow[]
  readonly sight: CaseSight
  readonly forms: readonly FormRecord[]
  readonly form: FormOf
  /** The person may write this case. */
  readonly writes: boolean
}

export function standing(caseId: string, office: OpenOffice): Standing {
  const row = new CaseLists(office.db, wholeFile).one(caseId)
  if (!row) throw new LakanaError('case.not-found')
  const forms = new CaseFiles(office.db).forms(caseId)
  const rows = conflictsOf(office.db, caseId)
  const sight = caseSight([...forms, ...rows.flatMap(asForms)], office)
  return { rows, sight, forms, form: formsHere(office), writes: readOnly(row, sight, office) === null }
}

/** A reserved answer counts for the sight of a case also while it is only one of two. */
function asForms({ form, group, row, versions, recordN }: ConflictRow): FormRecord[] {
  return versions.flatMap(({ value }) => {
    if (form === null || value === null) return []
    const values = (row === '' ? value : { [group]: [{ id: row, values: value }] }) as FormValues
    return [{ id: String(recordN), form, values, withheld: [], revision: '', savedAt: '', savedBy: '' }]
  })
}

/** The conflicts of a case with all that was said, as far as this person may see it. */
export function caseConflicts(caseId: string, office: OpenOffice, today: string): CallOutput<'conflicts.ofCase'> {
  const stands = standing(caseId, office)
  const row = new CaseLists(office.db, wholeFile).one(caseId)
  const [item] = row ? caseItems([row], office, today) : []
  if (!row || !item) throw new LakanaError('case.not-found')
  const conflicts = stands.rows.flatMap((each) => seenConflict(each, stands, office) ?? [])
  return {
    item,
    officeName: readOffice(office.db, row.office)?.name ?? '',
    conflicts,
    reserved: stands.rows.length - conflicts.length,
  }
}

/** Null when all of it is kept back from this person. */
export function seenConflict(row: ConflictRow, stands: Standing, office: OpenOffice): OpenConflict | null {
  const fields = seenFields(row, stands)
  if (fields === null) return null
  const versions = row.versions.map((each) => ({ each, values: seenVersion(each, fields) }))
  const whole = versions.every(({ each, values }) => each.value === null || sameValue(values as Json, each.value))
  const level = row.form === null ? 'write' : formLevel(stands.sight, row.form)
  const people = namesOfPeople(
    office.db,
    row.versions.flatMap(({ authors }) => authors.map(({ person }) => person)),
  )
  return {
    record: row.record,
    group: row.group,
    row: row.row === '' ? null : row.row,
    cell: row.cell === '' ? null : row.cell,
    kind: row.kind,
    form: row.form,
    sensitive: row.sensitive,
    since: row.since,
    fields: differing(versions.map(({ values }) => values)),
    rowValues: row.row === '' ? null : (rowValues(row, stands, fields) as OpenConflict['rowValues']),
    versions: versions.map(({ each, values }) => ({
      act: each.act,
      values: values as Record<string, unknown> | null,
      authors: each.authors.map(({ person, replica, time }) => ({
        person: people.get(person) ?? '',
        office: officeOfReplica(office.db, replica, office.self),
        time,
      })),
      unaware: [...each.unaware],
    })),
    shown: 0,
    settleable: stands.writes && level === 'write' && whole,
    seen: tokenOf(row),
  }
}

/** The questions of this group that the person sees; null when there is none. Records without a form have no questions, and no secret but names. */
function seenFields(
  { form, recordKind, group, row, cell }: ConflictRow,
  { sight, form: formOf }: Standing,
): Seen | null {
  if (form === null) return recordKind === 'note' && !tellsAll(sight) ? null : { fields: [], columns: [], sight }
  const definition = formOf(form)
  if (!definition || formLevel(sight, form) === 'none') return null
  const fields = [...fieldsOf(seenForm(definition, sight)).values()].filter((field) => groupOf(field) === group)
  const columns = fields.flatMap((field) => field.fields ?? []).filter((each) => cell === '' || groupOf(each) === cell)
  return (row === '' ? fields : columns).length === 0
    ? null
    : { fields, columns, sight, ...(row === '' ? {} : { row }) }
}

interface Seen {
  readonly fields: readonly Field[]
  readonly columns: readonly Field[]
  readonly sight: CaseSight
  readonly row?: string
}

function seenVersion(
  { value }: Pick<ConflictVersion, 'value'>,
  { fields, columns, row, sight }: Seen,
): FormValues | null {
  if (value === null) return null
  if (fields.length === 0) return value as FormValues
  const asked = new Map((row === undefined ? fields : columns).map((field) => [field.id, field]))
  const kept: Record<string, FieldValue> = {}
  for (const [id, each] of Object.entries(value as FormValues)) {
    const field = asked.get(id)
    const left = field ? seenValue(field, each, sight) : undefined
    if (left !== undefined) kept[id] = left
  }
  return kept
}

function rowValues({ record, group, row }: ConflictRow, { forms }: Standing, seen: Seen): FormValues {
  const rows = forms.find(({ id }) => id === record)?.values[group]
  const found = isRows(rows) ? rows.find(({ id }) => id === row) : undefined
  const columns = seen.fields.flatMap((field) => field.fields ?? [])
  return seenVersion({ value: (found?.values ?? {}) as Json }, { ...seen, columns, row }) ?? {}
}

/** The fields that do not say the same in all versions that say something. */
function differing(versions: readonly (FormValues | null)[]): string[] {
  const said = versions.filter((values) => values !== null)
  const ids = [...new Set(said.flatMap((values) => Object.keys(values)))]
  const withheld = said.length < versions.length
  return ids.filter(
    (id) =>
      withheld || said.some((values) => !sameValue((values[id] ?? null) as Json, (said[0]?.[id] ?? null) as Json)),
  )
}

/** Other as soon as anybody writes in the conflict. */
export function tokenOf({ versions }: ConflictRow): string {
  const dots = versions.flatMap(({ dots }) => dots.map((dot) => dot.join(':'))).sort()
  return createHash('sha256').update(dots.join(' ')).digest('hex')
}
