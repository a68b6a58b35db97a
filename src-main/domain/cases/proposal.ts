import { fieldsOf, holdsValue } from '../forms/fields.ts'
import type { Field, FormDefinition, FormName, FormValues } from '../forms/types.ts'
import { groupOf } from '../forms/visible.ts'
import type { Dot, Draft, Id, Json } from '../ledger/types.ts'
import { wordDrafts } from './others-words.ts'

/** How whoever keeps the case answered a proposed value: took it, wrote another, or left what was there. */
export const proposalAnswers = ['accepted', 'other', 'declined'] as const
export type ProposalAnswer = (typeof proposalAnswers)[number]

/** The question that a proposal is about: a field group of a form. */
export interface ProposedPlace {
  readonly form: FormName
  readonly group: string
}

/** What a proposal says besides its value: the record that it is about, and the writes that its author had before him. */
export interface ProposalAbout {
  readonly record: Id
  readonly seen: readonly Dot[]
}

const prefix = 'proposed.'

/** Group of a word that holds a proposed value. It names form and group, so that the value is shared as that answer would be, whoever reads it. */
export function proposedGroup({ form, group }: ProposedPlace): string {
  return `${prefix}${form}.${group}`
}

/** The inverse of `proposedGroup`; null for any other group. */
export function proposedPlace(group: string): ProposedPlace | null {
  const [form = '', ...rest] = group.startsWith(prefix) ? group.slice(prefix.length).split('.') : []
  return form === '' || rest.length === 0 ? null : { form, group: rest.join('.') }
}

/** @returns null where it did not come, or is no such value */
export function proposalAboutIn(value: Json | undefined): ProposalAbout | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const { record, seen } = value as { readonly [key: string]: Json }
  if (typeof record !== 'string' || !Array.isArray(seen)) return null
  const dots = (seen as readonly Json[]).map(dotIn).filter((each) => each !== null)
  return { record, seen: dots }
}

function dotIn(value: Json): Dot | null {
  if (!Array.isArray(value)) return null
  const [replica, seq, index] = value as readonly Json[]
  return typeof replica === 'string' && typeof seq === 'number' && typeof index === 'number'
    ? [replica, seq, index]
    : null
}

/** The questions of a group for which a value may be proposed: single answers. Rows and files are the keeper's alone. */
export function proposable(form: FormDefinition, group: string): readonly Field[] {
  const members = [...fieldsOf(form).values()].filter((field) => holdsValue(field) && groupOf(field) === group)
  return members.some(({ type }) => type === 'rows' || type === 'file') ? [] : members
}

/** What the ledger must write where an office above proposes a value: a word with more in it, which changes nothing in the case. */
export function proposalDrafts(
  word: Id,
  caseId: Id,
  { form, group, record, seen }: ProposedPlace & ProposalAbout,
  value: FormValues,
  reason: string,
): Draft[] {
  return [
    ...wordDrafts(word, caseId, reason),
    { t: 'set', r: word, g: 'about', value: { record, seen } },
    { t: 'set', r: word, g: proposedGroup({ form, group }), value: value as Json },
  ]
}
