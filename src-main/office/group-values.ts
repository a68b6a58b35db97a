import { LakanaError } from '../contract/errors.ts'
import { type CaseSight, seenForm } from '../domain/access/fields.ts'
import { fieldsOf, isFilled, isRows } from '../domain/forms/fields.ts'
import { knownOf } from '../domain/forms/known.ts'
import type { Field, FieldValue, FormDefinition, FormValues } from '../domain/forms/types.ts'
import { validateForm } from '../domain/forms/validate.ts'
import { groupOf } from '../domain/forms/visible.ts'
import type { FormRecord } from '../store/case-file.ts'
import { registrationOf } from './case-file.ts'

/** A field group of a form, or a cell group of one of its rows; `row` and `cell` are empty where it is none. */
export interface GroupPlace {
  readonly group: string
  readonly row: string
  readonly cell: string
}

/** What a form is checked with. */
interface Checking {
  readonly forms: readonly FormRecord[]
  readonly sight: CaseSight
  readonly today: string
}

/**
 * What a person writes into one group of a form, through the checks of the whole form. What is wrong elsewhere in it is another matter.
 * @param before values of the form as it stands
 * @returns the fields of the group, normalised
 * @throws form.invalid
 */
export function checkedGroup(
  definition: FormDefinition,
  place: GroupPlace,
  before: FormValues,
  values: FormValues,
  { forms, sight, today }: Checking,
): FormValues {
  const group = [...fieldsOf(definition).values()].filter((field) => groupOf(field) === place.group)
  const columns = group.flatMap((field) => field.fields ?? []).filter((each) => groupOf(each) === place.cell)
  const members = place.row === '' ? group : columns
  const typed = ofMembers(members, values)
  const whole = place.row === '' ? { ...without(before, members), ...typed } : inRows(before, place, members, typed)
  const known = knownOf(definition.form === 'registration' ? whole : registrationOf(forms), today)
  const checked = validateForm(seenForm(definition, sight), whole, { today, known })
  const wrong = checked.problems.filter(
    ({ severity, field, row: at, cell }) =>
      severity === 'error' &&
      (place.row === ''
        ? members.some(({ id }) => id === field)
        : at === place.row && members.some(({ id }) => id === cell)),
  )
  if (wrong.length > 0) throw new LakanaError('form.invalid', { fields: wrong.map(({ cell, field }) => cell ?? field) })
  const rows = checked.values[place.group]
  const inRow = isRows(rows) ? (rows.find(({ id }) => id === place.row)?.values ?? {}) : {}
  return ofMembers(members, place.row === '' ? checked.values : inRow)
}

export function ofMembers(members: readonly Field[], values: FormValues): FormValues {
  const kept: Record<string, FieldValue> = {}
  for (const { id } of members) if (isFilled(values[id])) kept[id] = values[id] as FieldValue
  return kept
}

function without(values: FormValues, members: readonly Field[]): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([id]) => !members.some((field) => field.id === id)))
}

function inRows(
  values: FormValues,
  { group, row }: GroupPlace,
  members: readonly Field[],
  typed: FormValues,
): FormValues {
  const rows = values[group]
  if (!isRows(rows)) return values
  const next = rows.map((each) =>
    each.id === row ? { id: row, values: { ...without(each.values, members), ...typed } } : each,
  )
  return { ...values, [group]: next }
}
