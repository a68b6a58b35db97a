import type { Field, FieldValue, FormDefinition, FormValues, RowValue } from '../forms/types.ts'
import { groupOf } from '../forms/visible.ts'
import { sameValue } from '../ledger/canonical.ts'
import type { Draft, Id, Json } from '../ledger/types.ts'

type GroupValue = Readonly<Record<string, Json>>

/**
 * What the ledger must write so that a form record holding `before` holds `after`: one `set` for each field group that differs, and the
 * steps of its rows. Fields that say the same thing write nothing.
 */
export function formDrafts(form: FormDefinition, record: Id, before: FormValues, after: FormValues): Draft[] {
  const fields = form.sections.flatMap((section) => section.fields)
  const drafts: Draft[] = []
  for (const [group, members] of byGroup(fields.filter((field) => field.type !== 'rows'))) {
    const value = groupValue(members, after)
    if (!sameValue(groupValue(members, before), value)) drafts.push({ t: 'set', r: record, g: group, value })
  }
  for (const field of fields) {
    if (field.type === 'rows')
      drafts.push(...rowDrafts(field, record, rowsOf(before, field.id), rowsOf(after, field.id)))
  }
  return drafts
}

function rowDrafts(field: Field, record: Id, before: readonly RowValue[], after: readonly RowValue[]): Draft[] {
  const drafts: Draft[] = []
  const known = new Map(before.map((row) => [row.id, row]))
  const groups = byGroup(field.fields ?? [])
  for (const [order, row] of after.entries()) {
    const old = known.get(row.id)
    if (!old) drafts.push({ t: 'add-row', r: record, g: field.id, row: row.id, value: { order } })
    for (const [group, members] of groups) {
      const value = groupValue(members, row.values)
      const differs = old ? !sameValue(groupValue(members, old.values), value) : Object.keys(value).length > 0
      if (differs) drafts.push({ t: 'set-row', r: record, g: field.id, row: row.id, f: group, value })
    }
  }
  const kept = new Set(after.map((row) => row.id))
  for (const row of before) if (!kept.has(row.id)) drafts.push({ t: 'remove-row', r: record, g: field.id, row: row.id })
  return drafts
}

function byGroup(fields: readonly Field[]): Map<string, Field[]> {
  const groups = new Map<string, Field[]>()
  for (const field of fields) {
    if (field.type === 'note' || field.type === 'computed') continue
    const group = groupOf(field)
    groups.set(group, [...(groups.get(group) ?? []), field])
  }
  return groups
}

function groupValue(members: readonly Field[], values: FormValues): GroupValue {
  const value: Record<string, Json> = {}
  for (const { id } of members) if (isFilled(values[id])) value[id] = values[id] as Json
  return value
}

function isFilled(value: FieldValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
}

function rowsOf(values: FormValues, id: string): readonly RowValue[] {
  const value = values[id]
  return Array.isArray(value) ? (value as readonly RowValue[]) : []
}
