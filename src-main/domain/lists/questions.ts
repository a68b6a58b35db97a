import { formByName, formDefinitions, listByName } from '../forms/definitions.ts'
import type { Field, FormDefinition, FormName, Localized, Section } from '../forms/types.ts'
import { typesetEnglish, typesetFrench } from '../forms/typeset.ts'
import { isText } from './content-text.ts'
import { addedQuestionClass, isAddedQuestion } from './ids.ts'

/** What may be asked: nothing that tells who somebody is by its kind, and nothing that rules decide by. */
export const questionTypes = ['text', 'longText', 'integer', 'date', 'yesNoUnknown', 'oneOf', 'severalOf'] as const
export type QuestionType = (typeof questionTypes)[number]

/** A question added to a section of a form. `en` is empty where nobody has translated it. */
export interface AddedQuestion {
  readonly id: string
  readonly form: FormName
  readonly section: string
  readonly type: QuestionType
  readonly fr: string
  readonly en: string
  /** Name of the list that its answers are chosen from; empty where they are not. */
  readonly answers: string
}

/** Characters of a question, at most. */
export const maxQuestion = 200

/** Forms that decide what may be told and who keeps a case: Lakana reads and writes them itself, and asks nothing else in them. */
const closedForms: ReadonlySet<FormName> = new Set(['consent', 'referral', 'transfer'])

export function mayAsk(form: FormName): boolean {
  return formByName(form) !== undefined && !closedForms.has(form)
}

export function takesList(type: QuestionType): boolean {
  return type === 'oneOf' || type === 'severalOf'
}

/** A question of a document; null where this program does not understand it. */
export function readQuestion(each: Partial<Record<keyof AddedQuestion, unknown>>): AddedQuestion | null {
  const { id, form, section, fr, en, answers } = each
  const type = questionTypes.find((known) => known === each.type)
  if (typeof id !== 'string' || !isAddedQuestion(id) || !type) return null
  if (typeof form !== 'string' || !mayAsk(form) || typeof section !== 'string') return null
  if (!isText(fr, maxQuestion) || !(en === '' || isText(en, maxQuestion))) return null
  const sound = typeof answers === 'string' && (takesList(type) ? listByName(answers) !== undefined : answers === '')
  return sound ? { id, form, section, type, fr, en, answers } : null
}

/**
 * The forms with the questions added to them, each at the end of its section; one that is asked no longer is shown where it was answered.
 * @param from name of the office that added a question
 */
export function formsWith(
  questions: readonly AddedQuestion[],
  from: ReadonlyMap<string, string>,
  retired: ReadonlyMap<string, string>,
): readonly FormDefinition[] {
  if (questions.length === 0) return formDefinitions
  const byForm = Map.groupBy(questions, ({ form }) => form)
  return formDefinitions.map((form) => {
    const added = byForm.get(form.form)
    return added ? withQuestions(form, added, from, retired) : form
  })
}

function withQuestions(
  form: FormDefinition,
  added: readonly AddedQuestion[],
  from: ReadonlyMap<string, string>,
  retired: ReadonlyMap<string, string>,
): FormDefinition {
  // A section that this program does not have: the question is asked at the end.
  const at = ({ section }: AddedQuestion): Section | undefined =>
    form.sections.find(({ id }) => id === section) ?? form.sections.at(-1)
  const sections = form.sections.map((section) => {
    const fields = added.filter((each) => at(each) === section).map((each) => asField(each, from, retired))
    return fields.length === 0 ? section : { ...section, fields: [...section.fields, ...fields] }
  })
  return { ...form, sections }
}

function asField(
  { id, type, fr, en, answers }: AddedQuestion,
  from: ReadonlyMap<string, string>,
  retired: ReadonlyMap<string, string>,
): Field {
  const sensitive = addedQuestionClass(id)
  const office = from.get(id) ?? ''
  return {
    id,
    type,
    label: { fr: typesetFrench(fr), en: en === '' ? typesetFrench(fr) : typesetEnglish(en) },
    ...(office === '' ? {} : { help: helpFrom(office) }),
    ...(answers === '' ? {} : { options: answers }),
    ...(sensitive ? { sensitive } : {}),
    ...(retired.has(id) ? { showIf: { filled: id } } : {}),
  }
}

function helpFrom(office: string): Localized {
  return { fr: typesetFrench(`Question ajoutée : ${office}`), en: `Question added by ${office}` }
}
