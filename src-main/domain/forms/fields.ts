import type { Field, FieldValue, FormDefinition, FormValues, RowValue, Section } from './types.ts'

const indexes = new WeakMap<FormDefinition, ReadonlyMap<string, Field>>()

/** The fields of a form by id, in the order of the paper; columns of rows apart. */
export function fieldsOf(form: FormDefinition): ReadonlyMap<string, Field> {
  const known = indexes.get(form)
  if (known) return known
  const index = new Map(form.sections.flatMap((section: Section) => section.fields).map((field) => [field.id, field]))
  indexes.set(form, index)
  return index
}

/** Notes and computed fields are shown but hold nothing. */
export function holdsValue(field: Field): boolean {
  return field.type !== 'note' && field.type !== 'computed'
}

export function isFilled(value: FieldValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
}

/** The rows of a `rows` field; none where the value is absent or of another shape. */
export function rowsOf(values: FormValues, id: string): readonly RowValue[] {
  const value = values[id]
  return isRows(value) ? value : []
}

export function isRows(value: unknown): value is readonly RowValue[] {
  return Array.isArray(value) && value.length > 0 && value.every(isRow)
}

function isRow(value: unknown): value is RowValue {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'values' in value &&
    typeof value.values === 'object' &&
    value.values !== null
  )
}
