import { holds, type Known, namesIn } from './conditions.ts'
import { fieldsOf, holdsValue, isFilled, isRows, rowsOf } from './fields.ts'
import type {
  Condition,
  Field,
  FieldValue,
  FormDefinition,
  FormValues,
  RowValue,
  Section,
  SensitiveClass,
} from './types.ts'

export interface VisibleSection {
  readonly section: Section
  readonly fields: readonly Field[]
}

/** The sections that are shown, each with its shown fields (at least one). A hidden section hides its fields. */
export function visibleSections(form: FormDefinition, values: FormValues, known: Known): readonly VisibleSection[] {
  const shown = formVisibility(form, values, known)
  return form.sections
    .map((section) => ({ section, fields: section.fields.filter((field) => shown(field.id)) }))
    .filter(({ fields }) => fields.length > 0)
}

/** The shown fields of a form, notes and computed ones included. What a hidden field holds does not count in any condition. */
export function visibleFields(form: FormDefinition, values: FormValues, known: Known): readonly Field[] {
  return visibleSections(form, values, known).flatMap(({ fields }) => fields)
}

/** The shown columns of one row of a `rows` field. */
export function visibleCells(field: Field, row: FormValues, values: FormValues, known: Known): readonly Field[] {
  const columns = field.fields ?? []
  const shown = visibility(new Map(columns.map((each) => [each.id, conditionsOf(each)])), row, (siblings) => ({
    values,
    row: siblings,
    known,
  }))
  return columns.filter((each) => shown(each.id))
}

/** The values of the shown fields: what conditions inside rows may see. */
export function shownValues(form: FormDefinition, values: FormValues, known: Known): FormValues {
  const shown: Record<string, FieldValue> = {}
  for (const field of visibleFields(form, values, known)) {
    const value = values[field.id]
    if (value !== undefined && holdsValue(field)) shown[field.id] = value
  }
  return shown
}

/** Values as saving keeps them: without those of hidden fields and cells. */
export function keptValues(form: FormDefinition, values: FormValues, known: Known): FormValues {
  const shown = shownValues(form, values, known)
  const kept: Record<string, FieldValue> = { ...shown }
  for (const field of fieldsOf(form).values()) {
    const value = shown[field.id]
    if (isRows(value)) kept[field.id] = value.map((row) => keptRow(field, row, shown, known))
  }
  return kept
}

/** Ids of the hidden fields whose values saving will drop; a hidden cell as `rows.cell`. To be told to the person before. `kept`: where it is known already. */
export function droppedValues(
  form: FormDefinition,
  values: FormValues,
  known: Known,
  kept: FormValues = keptValues(form, values, known),
): readonly string[] {
  const dropped: string[] = []
  for (const field of fieldsOf(form).values()) {
    if (!holdsValue(field) || !isFilled(values[field.id])) continue
    if (kept[field.id] === undefined) dropped.push(field.id)
    else if (field.type === 'rows')
      dropped.push(...droppedCells(field, rowsOf(values, field.id), rowsOf(kept, field.id)))
  }
  return dropped
}

/** Name of the group in which a field changes: its own id where none is given. */
export function groupOf(field: Field): string {
  return field.group ?? field.id
}

/** The groups of a form with the ids of their fields; rows are groups of their own, notes and computed fields none. */
export function groupsOf(form: FormDefinition): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const field of fieldsOf(form).values()) {
    if (!holdsValue(field)) continue
    const members = groups.get(groupOf(field))
    if (members) members.push(field.id)
    else groups.set(groupOf(field), [field.id])
  }
  return groups
}

/** Sensitivity of a group: every class that one of its fields (or of its columns) has. Empty: open to all who read the case. */
export function sensitivityOf(form: FormDefinition, group: string): readonly SensitiveClass[] {
  const members = [...fieldsOf(form).values()].filter((field) => holdsValue(field) && groupOf(field) === group)
  const all = members.flatMap((field) => [field, ...(field.fields ?? [])])
  return [...new Set(all.flatMap((field) => (field.sensitive ? [field.sensitive] : [])))]
}

function keptRow(field: Field, row: RowValue, values: FormValues, known: Known): RowValue {
  const kept: Record<string, FieldValue> = {}
  for (const cell of visibleCells(field, row.values, values, known)) {
    const value = row.values[cell.id]
    if (value !== undefined) kept[cell.id] = value
  }
  return { id: row.id, values: kept }
}

function droppedCells(field: Field, before: readonly RowValue[], after: readonly RowValue[]): readonly string[] {
  const lost = (field.fields ?? []).filter((cell) =>
    before.some((row, index) => isFilled(row.values[cell.id]) && after[index]?.values[cell.id] === undefined),
  )
  return lost.map((cell) => `${field.id}.${cell.id}`)
}

/** Saving asks for the same values several times over. */
const asked = new WeakMap<FormValues, { form: FormDefinition; known: Known; shown: (id: string) => boolean }>()

function formVisibility(form: FormDefinition, values: FormValues, known: Known): (id: string) => boolean {
  const before = asked.get(values)
  if (before?.form === form && before.known === known) return before.shown
  const shown = visibility(conditionsIn(form), values, (seen) => ({ values: seen, known }))
  asked.set(values, { form, known, shown })
  return shown
}

const conditionsOfForms = new WeakMap<FormDefinition, ReadonlyMap<string, readonly Condition[]>>()

function conditionsIn(form: FormDefinition): ReadonlyMap<string, readonly Condition[]> {
  const kept = conditionsOfForms.get(form)
  if (kept) return kept
  const conditions = new Map<string, readonly Condition[]>()
  for (const section of form.sections) {
    for (const field of section.fields) conditions.set(field.id, [...conditionsOf(section), ...conditionsOf(field)])
  }
  conditionsOfForms.set(form, conditions)
  return conditions
}

function conditionsOf({ showIf }: Pick<Field, 'showIf'>): readonly Condition[] {
  return showIf ? [showIf] : []
}

/**
 * A field is shown when its conditions hold over the values of shown fields. A section may name one of its own fields, to stay open once that
 * is filled: this field then counts as shown. Definitions have no other circle of conditions (a test holds them to it).
 */
function visibility(
  conditions: ReadonlyMap<string, readonly Condition[]>,
  values: FormValues,
  scopeOf: (seen: FormValues) => Parameters<typeof holds>[1],
): (id: string) => boolean {
  const answers = new Map<string, boolean>()
  const shown = (id: string): boolean => {
    const known = answers.get(id)
    if (known !== undefined) return known
    answers.set(id, true)
    const answer = (conditions.get(id) ?? []).every((condition) => holds(condition, scopeOf(seenBy(condition))))
    answers.set(id, answer)
    return answer
  }
  const seenBy = (condition: Condition): FormValues => {
    const hidden = namesIn(condition).filter((name) => name in values && conditions.has(name) && !shown(name))
    if (hidden.length === 0) return values
    return Object.fromEntries(Object.entries(values).filter(([name]) => !hidden.includes(name)))
  }
  return shown
}
