import { isFilled } from '../forms/fields.ts'
import type { Field, FieldValue, FormValues } from '../forms/types.ts'

/**
 * All that several versions of a group say, put together: answers among several united, texts one after the other. Null where they say
 * things of which only one can be true.
 */
export function combine(fields: readonly Field[], versions: readonly FormValues[]): FormValues | null {
  const together: Record<string, FieldValue> = {}
  for (const field of fields) {
    const said = distinct(
      versions.flatMap((values) => (isFilled(values[field.id]) ? [values[field.id] as FieldValue] : [])),
    )
    const [first] = said
    if (first === undefined) continue
    const joined = said.length === 1 ? first : joinedOf(field, said)
    if (joined === null) return null
    together[field.id] = joined
  }
  return together
}

function joinedOf(field: Field, said: readonly FieldValue[]): FieldValue | null {
  if (field.type === 'severalOf') return [...new Set(said.flatMap((each) => each as readonly string[]))]
  if (field.type === 'longText') return said.join('\n')
  return field.type === 'text' ? said.join(' ; ') : null
}

function distinct(values: readonly FieldValue[]): FieldValue[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}
