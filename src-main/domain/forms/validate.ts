import type { IsoDay } from '../dates/days.ts'
import { checkTogether } from './check-together.ts'
import { checkValue } from './check-value.ts'
import type { Known } from './conditions.ts'
import { fieldsOf, holdsValue, isFilled, isRows } from './fields.ts'
import { type Finding, finding, type Problem } from './problems.ts'
import type { Field, FieldValue, FormDefinition, FormValues, RowValue } from './types.ts'
import { shownValues, visibleCells, visibleFields } from './visible.ts'

export { normaliseText } from './normalise.ts'
export { type Problem, problemCodes } from './problems.ts'

/** Rows of one field, at most (the limit of what travels between window and office). */
export const maxRows = 200

export interface ValidationContext {
  readonly today: IsoDay
  readonly known: Known
}

export interface Validation {
  readonly problems: readonly Problem[]
  readonly values: FormValues
}

/**
 * Checks a whole form, in the window and in the office alike.
 * - Only shown fields can have problems, and only shown required fields are asked for. What hidden fields hold comes back untouched:
 *   `keptValues` drops it when saving.
 * - `values` are ready to keep: texts normalised, empty values and empty rows gone, computed fields out. A refused value comes back as it was
 *   typed, so that nothing is lost.
 */
export function validateForm(
  form: FormDefinition,
  values: FormValues,
  { today, known }: ValidationContext,
): Validation {
  const fields = fieldsOf(form)
  const checked = checkAll([...fields.values()], values, today)
  const shown = visibleFields(form, checked.values, known).filter(holdsValue)
  const seen = shownValues(form, checked.values, known)
  const problems: Problem[] = Object.keys(values)
    .filter((id) => !fields.has(id))
    .map((id) => ({ field: id, ...finding('unknown-field') }))
  const result: Record<string, FieldValue> = { ...checked.values }
  for (const field of shown) {
    const found = checked.findings.get(field.id) ?? []
    problems.push(...found.map((each) => ({ field: field.id, ...each })))
    if (field.type === 'rows' && isFilled(values[field.id])) {
      const rows = checkRows(field, values[field.id], seen, today, known)
      problems.push(...rows.problems)
      if (isFilled(rows.value)) result[field.id] = rows.value
      else delete result[field.id]
    }
    if (field.required === true && !isFilled(result[field.id]))
      problems.push({ field: field.id, ...finding('required') })
  }
  const faulty = new Set(problems.filter((each) => each.severity === 'error').map((each) => each.field))
  const sound = Object.fromEntries(Object.entries(seen).filter(([id]) => !faulty.has(id)))
  problems.push(...checkTogether(form, sound, today))
  const order = new Map(shown.map((field, index) => [field.id, index]))
  problems.sort((a, b) => (order.get(a.field) ?? -1) - (order.get(b.field) ?? -1))
  const visible = new Set(shown.map((field) => field.id))
  return { problems, values: withHiddenAsTyped(result, values, fields, visible) }
}

interface CheckedAll {
  readonly values: FormValues
  readonly findings: ReadonlyMap<string, readonly Finding[]>
}

function checkAll(fields: readonly Field[], values: FormValues, today: IsoDay): CheckedAll {
  const kept: Record<string, FieldValue> = {}
  const findings = new Map<string, readonly Finding[]>()
  for (const field of fields) {
    const checked = checkValue(field, values[field.id], today)
    if (isFilled(checked.value)) kept[field.id] = checked.value as FieldValue
    if (checked.findings.length > 0) findings.set(field.id, checked.findings)
  }
  return { values: kept, findings }
}

interface CheckedRows {
  readonly value: FieldValue
  readonly problems: readonly Problem[]
}

function checkRows(
  field: Field,
  value: FieldValue | undefined,
  values: FormValues,
  today: IsoDay,
  known: Known,
): CheckedRows {
  if (!isRows(value)) return { value: value ?? null, problems: [{ field: field.id, ...finding('wrong-type') }] }
  const problems: Problem[] = []
  if (value.length > maxRows) problems.push({ field: field.id, ...finding('too-many-rows', { limit: maxRows }) })
  if (new Set(value.map((row) => row.id)).size < value.length) {
    problems.push({ field: field.id, ...finding('row-repeated') })
  }
  const rows = value.flatMap((row) => {
    const checked = checkRow(field, row, values, today, known)
    if (Object.keys(checked.row.values).length === 0) return []
    problems.push(...checked.problems)
    return [checked.row]
  })
  return { value: rows, problems }
}

function checkRow(
  field: Field,
  row: RowValue,
  values: FormValues,
  today: IsoDay,
  known: Known,
): { readonly row: RowValue; readonly problems: readonly Problem[] } {
  const columns = field.fields ?? []
  const checked = checkAll(columns, row.values, today)
  const at = { field: field.id, row: row.id }
  const problems: Problem[] = Object.keys(row.values)
    .filter((id) => !columns.some((column) => column.id === id))
    .map((cell) => ({ ...at, cell, ...finding('unknown-field') }))
  const shown = visibleCells(field, checked.values, values, known).filter(holdsValue)
  for (const column of shown) {
    for (const found of checked.findings.get(column.id) ?? []) problems.push({ ...at, cell: column.id, ...found })
    if (column.required === true && !isFilled(checked.values[column.id])) {
      problems.push({ ...at, cell: column.id, ...finding('required') })
    }
  }
  const visible = new Set(shown.map((column) => column.id))
  const byId = new Map(columns.map((column) => [column.id, column]))
  return { row: { id: row.id, values: withHiddenAsTyped(checked.values, row.values, byId, visible) }, problems }
}

/** What is not shown, or not known to the form, was not checked: it comes back as it came. */
function withHiddenAsTyped(
  checked: FormValues,
  typed: FormValues,
  fields: ReadonlyMap<string, Field>,
  visible: ReadonlySet<string>,
): FormValues {
  const result: Record<string, FieldValue> = { ...checked }
  for (const [id, value] of Object.entries(typed)) {
    const field = fields.get(id)
    if (!visible.has(id) && (field === undefined || holdsValue(field)) && isFilled(value)) result[id] = value
  }
  return result
}
