import { isPartialDate } from '../../src-main/domain/dates/partial-date.ts'
import type { FieldValue, FormValues } from '../../src-main/domain/forms/types.ts'

/** Codes of all places that a form speaks of, for their names. */
export function placesIn(values: FormValues, isPlace: (field: string) => boolean): string[] {
  return Object.entries(values).flatMap(([field, value]) => {
    if (typeof value === 'string') return isPlace(field) ? [value] : []
    if (!Array.isArray(value)) return []
    return value.flatMap((each: unknown) =>
      typeof each === 'object' && each !== null && 'values' in each ? placesIn(each.values as FormValues, isPlace) : [],
    )
  })
}

export function textOf(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

export { isPartialDate }
