import { isFilled } from '../../../src-main/domain/forms/fields.ts'
import type { FieldValue, FormDefinition, FormValues } from '../../../src-main/domain/forms/types.ts'

/** Sections that brothers and sisters living together share, and the name. */
const sharedSections = ['care', 'caregiver', 'household', 'parents', 'family'] as const
const sharedFields = [
  'family_name',
  'registration_date',
  'identification_date',
  'identification_source',
  'languages',
] as const

/** What the registration of a brother or sister begins with. Rows are copied under new ids. */
export function siblingValues(form: FormDefinition, values: FormValues, newId: () => string): FormValues {
  const ids = form.sections
    .filter((section) => sharedSections.some((each) => each === section.id))
    .flatMap((section) => section.fields.map((field) => field.id))
  const copied: Record<string, FieldValue> = {}
  for (const id of [...sharedFields, ...ids]) {
    const value = values[id]
    if (value !== undefined && isFilled(value)) copied[id] = withNewRows(value, newId)
  }
  return copied
}

function withNewRows(value: FieldValue, newId: () => string): FieldValue {
  if (!Array.isArray(value)) return value
  return value.map((each: unknown) =>
    typeof each === 'object' && each !== null && 'values' in each ? { ...each, id: newId() } : each,
  ) as FieldValue
}
