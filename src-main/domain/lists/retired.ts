import { fieldsOf, isFilled, isRows } from '../forms/fields.ts'
import type { Field, FieldValue, FormDefinition, FormValues } from '../forms/types.ts'
import { keyOf } from './content.ts'

/**
 * Questions of a form whose answer is offered no longer, or that are asked no longer, and were not answered so `before`. Where it was, it stays what the child's file says.
 * @param retired as in `Catalogue`
 */
export function newlyRetired(
  form: FormDefinition,
  before: FormValues,
  after: FormValues,
  retired: ReadonlyMap<string, string>,
): string[] {
  if (retired.size === 0) return []
  const fields = [...fieldsOf(form).values()]
  return fields
    .filter((field) => {
      if (retired.has(field.id) && isFilled(after[field.id]) && !isFilled(before[field.id])) return true
      const old = keysIn(field, before[field.id])
      return [...keysIn(field, after[field.id])].some((key) => retired.has(key) && !old.has(key))
    })
    .map(({ id }) => id)
}

/** The answers that a value holds, as what is retired is named; in rows, those of every row. */
function keysIn(field: Field, value: FieldValue | undefined): ReadonlySet<string> {
  if (value === undefined || value === null) return new Set()
  if (isRows(value)) {
    const columns = field.fields ?? []
    return new Set(value.flatMap((row) => columns.flatMap((column) => [...keysIn(column, row.values[column.id])])))
  }
  const { options, type } = field
  if (type === 'place') return new Set([String(value)])
  if (options === undefined) return new Set()
  return new Set((Array.isArray(value) ? value : [value]).map((id) => keyOf(options, String(id))))
}
