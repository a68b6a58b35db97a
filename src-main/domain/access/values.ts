import { fieldsOf, holdsValue, isFilled, isRows, rowsOf } from '../forms/fields.ts'
import type { Field, FieldValue, FormDefinition, FormValues, RowValue } from '../forms/types.ts'
import { type CaseSight, isReservedAnswer, type Sight, seenForm } from './fields.ts'

export interface SeenValues {
  readonly values: FormValues
  /** How many answered questions, or answers among several, are kept back. */
  readonly reserved: number
  /** Seen questions with an answer that is kept back: a field, or `rows.cell`. Their visible answer is not the whole one. */
  readonly partly: readonly string[]
}

/** The values of a form that a person sees. What is kept back is counted, never named by what it holds. */
export function seenValues(form: FormDefinition, values: FormValues, sight: CaseSight): SeenValues {
  const seen = fieldsOf(seenForm(form, sight))
  const count = { reserved: 0, partly: new Set<string>() }
  const kept: Record<string, FieldValue> = {}
  for (const [id, value] of Object.entries(values)) {
    const field = seen.get(id)
    const left = field ? seenValue(field, value, sight, count, id) : undefined
    if (left !== undefined) kept[id] = left
    else if (!field && isFilled(value)) count.reserved += 1
  }
  return { values: kept, reserved: count.reserved, partly: [...count.partly] }
}

interface Count {
  reserved: number
  readonly partly: Set<string>
}

/** One value as seen; undefined when nothing is left of it. */
export function seenValue(
  field: Field,
  value: FieldValue,
  sight: Sight,
  count: Count = { reserved: 0, partly: new Set() },
  at = field.id,
): FieldValue | undefined {
  if (isRows(value)) return value.map((row) => seenRow(field, row, sight, count))
  const answers: readonly unknown[] = Array.isArray(value) ? value : [value]
  const left = answers.filter((answer) => !isReservedAnswer(field, answer, sight))
  if (left.length === answers.length) return value
  count.reserved += answers.length - left.length
  count.partly.add(at)
  return Array.isArray(value) ? (left as string[]) : undefined
}

function seenRow(field: Field, row: RowValue, sight: Sight, count: Count): RowValue {
  const columns = new Map((field.fields ?? []).map((column) => [column.id, column]))
  const kept: Record<string, FieldValue> = {}
  for (const [id, value] of Object.entries(row.values)) {
    const column = columns.get(id)
    const left = column ? seenValue(column, value, sight, count, `${field.id}.${id}`) : undefined
    if (left !== undefined) kept[id] = left
    else if (!column && isFilled(value)) count.reserved += 1
  }
  return { id: row.id, values: kept }
}

/** Does the case hold an answer that this person may not see? Then its narratives are kept back as well. */
export function sightOn(
  sight: Sight,
  forms: readonly { readonly definition: FormDefinition; readonly values: FormValues }[],
): CaseSight {
  const narratives = !forms.some(({ definition, values }) =>
    [...fieldsOf(definition)].some(([id, field]) => holdsReserved(field, values[id], sight)),
  )
  return { forms: sight.forms, names: sight.names, sensitive: sight.sensitive, narratives }
}

function holdsReserved(field: Field, value: FieldValue | undefined, sight: Sight): boolean {
  if (value === undefined || value === null) return false
  if (isRows(value)) {
    return value.some((row) =>
      (field.fields ?? []).some((column) => holdsReserved(column, row.values[column.id], sight)),
    )
  }
  return (Array.isArray(value) ? value : [value]).some((answer) => isReservedAnswer(field, answer, sight))
}

/** The seen form for writing over values of which a part is kept back: that part neither missing nor to be given anew. */
export function writtenForm(
  form: FormDefinition,
  { partly }: Pick<SeenValues, 'partly'>,
  sight: CaseSight,
): FormDefinition {
  const seen = seenForm(form, sight)
  if (partly.length === 0) return seen
  const loosen = (field: Field, at: string): Field => {
    const fields = field.fields?.map((column) => loosen(column, `${at}.${column.id}`))
    const { required, ...rest } = field
    return { ...rest, ...(required && !partly.includes(at) ? { required } : {}), ...(fields ? { fields } : {}) }
  }
  const stays = (field: Field): boolean => field.type !== 'oneOf' || !partly.includes(field.id)
  return {
    ...seen,
    sections: seen.sections.map((section) => ({
      ...section,
      fields: section.fields.filter(stays).map((field) => loosen(field, field.id)),
    })),
  }
}

/** Do these values write to what the person may not see? `form` is the form as he may write it. */
export function writesReserved(form: FormDefinition, values: FormValues, sight: Sight): boolean {
  const fields = fieldsOf(form)
  return Object.entries(values).some(([id, value]) => {
    const field = fields.get(id)
    if (!field) return isFilled(value)
    if (!isRows(value)) return holdsReserved(field, value, sight)
    const columns = new Map((field.fields ?? []).map((column) => [column.id, column]))
    return value.some((row) =>
      Object.entries(row.values).some(([cell, each]) => {
        const column = columns.get(cell)
        return column ? holdsReserved(column, each, sight) : isFilled(each)
      }),
    )
  })
}

/**
 * What a form holds after a person has written what he sees over what was there: all that is kept back from him stays as it was.
 * @param written values of the form as he may write it (`writtenForm`), checked
 */
export function withUnseen(
  form: FormDefinition,
  before: FormValues,
  written: FormValues,
  sight: CaseSight,
): FormValues {
  const seen = fieldsOf(seenForm(form, sight))
  const whole: Record<string, FieldValue> = { ...written }
  for (const field of fieldsOf(form).values()) {
    const old = before[field.id]
    if (!holdsValue(field) || old === undefined) continue
    const shown = seen.get(field.id)
    if (!shown) whole[field.id] = old
    else if (field.type === 'rows')
      whole[field.id] = joinRows(shown, rowsOf(before, field.id), rowsOf(written, field.id), sight)
    else {
      const joined = joinAnswer(field, old, written[field.id], sight)
      if (joined !== undefined) whole[field.id] = joined
    }
  }
  for (const id of Object.keys(whole)) if (!isFilled(whole[id])) delete whole[id]
  return whole
}

function joinAnswer(field: Field, old: FieldValue, now: FieldValue | undefined, sight: Sight): FieldValue | undefined {
  if (Array.isArray(old)) {
    const kept = (old as readonly string[]).filter((answer) => isReservedAnswer(field, answer, sight))
    return kept.length === 0 ? now : [...(Array.isArray(now) ? (now as readonly string[]) : []), ...kept]
  }
  return isReservedAnswer(field, old, sight) ? old : now
}

/** Rows keep their hidden cells. What is hidden in a row stays when the row is removed: nobody throws away what he has not seen. */
function joinRows(
  shown: Field,
  before: readonly RowValue[],
  written: readonly RowValue[],
  sight: Sight,
): readonly RowValue[] {
  const join = (was: RowValue, now: FormValues): RowValue => ({ id: was.id, values: joinCells(shown, was, now, sight) })
  const old = new Map(before.map((row) => [row.id, row]))
  const rows = written.map((row) => {
    const was = old.get(row.id)
    return was ? join(was, row.values) : row
  })
  const gone = before.filter((row) => !written.some(({ id }) => id === row.id)).map((row) => join(row, {}))
  return [...rows, ...gone.filter((row) => Object.keys(row.values).length > 0)]
}

function joinCells(shown: Field, was: RowValue, now: FormValues, sight: Sight): FormValues {
  const columns = new Map((shown.fields ?? []).map((column) => [column.id, column]))
  const cells: Record<string, FieldValue> = { ...now }
  for (const [id, value] of Object.entries(was.values)) {
    const column = columns.get(id)
    const joined = column ? joinAnswer(column, value, now[id], sight) : value
    if (joined !== undefined) cells[id] = joined
  }
  return cells
}
