import { namesIn } from '../forms/conditions.ts'
import { listByName } from '../forms/definitions.ts'
import { holdsValue } from '../forms/fields.ts'
import type { Field, FormDefinition, FormName, OptionList, SensitiveClass } from '../forms/types.ts'
import { addedClass } from '../lists/ids.ts'
import type { FormLevel, Role, SensitiveRight } from './role.ts'

/** The part of a role that says which fields its holder sees. */
export type Sight = Pick<Role, 'forms' | 'names' | 'sensitive'>

/**
 * The same for one case. Where the case holds an answer that is reserved (`rape`, say), its narratives tell the same thing in words, and
 * are reserved with it.
 */
export interface CaseSight extends Sight {
  readonly narratives: boolean
}

const rights: Readonly<Partial<Record<SensitiveClass, SensitiveRight>>> = {
  sexual: 'sexual',
  armed: 'armed',
  hiv: 'hiv',
  perpetrator: 'perpetrator',
  care: 'care',
}
const told: ReadonlySet<SensitiveClass> = new Set(['violence', 'health', 'justice'])

/** Level of a form for a role; a form that the role does not name has the level of the others. */
export function formLevel({ forms }: Sight, form: FormName): FormLevel {
  return Object.hasOwn(forms, form) ? (forms[form] ?? 'none') : forms.others
}

/** Names and ways to reach people go with the right to know names; the most sensitive classes are rights of their own. */
export function mayKnow({ names, sensitive }: Sight, of: SensitiveClass | undefined): boolean {
  if (of === undefined) return true
  if (of === 'identity' || of === 'contact') return names
  const right = rights[of]
  return right === undefined || sensitive.includes(right)
}

/** The answers of a list that a person may see and give. */
export function seenList(list: OptionList, sight: Sight): OptionList {
  const options = list.options.filter((option) => mayKnow(sight, option.sensitive))
  return options.length === list.options.length ? list : { ...list, options }
}

/** Is this answer reserved? Lists that nobody knows reserve nothing; an answer that was added says it by its id. */
export function isReservedAnswer(field: Field, answer: unknown, sight: Sight): boolean {
  const options = field.options === undefined ? undefined : listByName(field.options)?.options
  return !mayKnow(sight, options?.find(({ id }) => id === answer)?.sensitive ?? addedClass(answer))
}

const seenForms = new WeakMap<FormDefinition, Map<string, FormDefinition>>()

/**
 * A form as a person sees it: without the questions that he may not see, and without those which follow from their answers. Nothing
 * that is left depends on what is gone, so that conditions, checks and completeness hold for the seen form as for the whole.
 */
export function seenForm(form: FormDefinition, sight: CaseSight): FormDefinition {
  const key = `${sight.names} ${sight.narratives} ${[...sight.sensitive].sort().join(' ')}`
  const known = seenForms.get(form) ?? new Map<string, FormDefinition>()
  seenForms.set(form, known)
  const kept = known.get(key)
  if (kept) return kept
  const seen = cutForm(form, sight)
  known.set(key, seen)
  return seen
}

function cutForm(form: FormDefinition, sight: CaseSight): FormDefinition {
  const gone = hiddenFields(form, sight)
  const sections = form.sections
    .map((section) => ({
      ...section,
      fields: section.fields.filter(({ id }) => !gone.has(id)).map((field) => cutColumns(field, gone, sight)),
    }))
    .filter(({ fields }) => fields.some((field) => field.type !== 'note'))
  return { ...form, sections }
}

function hiddenFields(form: FormDefinition, sight: CaseSight): ReadonlySet<string> {
  const all = form.sections.flatMap(({ showIf, fields }) =>
    fields.map((field) => ({ field, asks: [showIf, field.showIf].flatMap((each) => (each ? namesIn(each) : [])) })),
  )
  const gone = new Set(all.filter(({ field }) => isHidden(field, sight)).map(({ field }) => field.id))
  for (let before = -1; before !== gone.size; ) {
    before = gone.size
    // A section may name one of its own fields to stay open: that makes no field its own consequence.
    for (const { field, asks } of all) if (asks.some((name) => name !== field.id && gone.has(name))) gone.add(field.id)
  }
  return gone
}

/** Free words and papers tell of children by name, and of anything: for who may know both. */
export function tellsAll({ names, narratives }: CaseSight): boolean {
  return names && narratives
}

function isHidden(field: Field, sight: CaseSight): boolean {
  if (!holdsValue(field)) return false
  if (!mayKnow(sight, field.sensitive)) return true
  if (field.fields?.every((column) => isHidden(column, sight))) return true
  if (tellsAll(sight)) return false
  if (field.type === 'longText' || field.type === 'file') return true
  return field.type === 'text' && field.sensitive !== undefined && told.has(field.sensitive)
}

function cutColumns(field: Field, gone: ReadonlySet<string>, sight: CaseSight): Field {
  if (!field.fields) return field
  const hidden = new Set(field.fields.filter((column) => isHidden(column, sight)).map(({ id }) => id))
  const asks = ({ showIf }: Field): readonly string[] => (showIf ? namesIn(showIf) : [])
  const fields = field.fields.filter(
    (column) => !hidden.has(column.id) && !asks(column).some((name) => hidden.has(name) || gone.has(name)),
  )
  return { ...field, fields }
}

/** Every question that a person sees, whatever the case: what a window without a case shows. */
export function seenAnywhere(form: FormDefinition, sight: Sight): FormDefinition {
  return seenForm(form, { ...sight, narratives: true })
}

/** May this person open a new case? Consent and registration are written, and a child is registered by name. */
export function mayRegister(sight: Sight): boolean {
  return sight.names && ['consent', 'registration'].every((form) => formLevel(sight, form) === 'write')
}
