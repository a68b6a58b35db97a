import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormDefinition } from '../../src-main/domain/forms/types.ts'
import { questionClasses } from '../../src-main/domain/lists/ids.ts'
import { questionTypes, takesList } from '../../src-main/domain/lists/questions.ts'
import { useForms } from '../forms/forms-context.tsx'
import { useLanguage } from '../language/index.ts'
import { Field } from '../parts/field.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { type ListedQuestion, QuestionKind } from './question-kind.tsx'
import { SeenBy, WordsFields } from './words-fields.tsx'

interface QuestionDialogProps {
  readonly form: FormDefinition
  /** Null: a new one. */
  readonly question: ListedQuestion | null
  readonly onClose: () => void
}

type Type = ListedQuestion['type']

/** A new question of a form, or the words of one that this office added. */
export function QuestionDialog({ form, question, onClose }: QuestionDialogProps): ReactNode {
  const { t } = useTranslation('lists')
  const lang = useLanguage()
  const [fr, setFr] = useState(question?.fr ?? '')
  const [en, setEn] = useState(question?.en ?? '')
  const [section, setSection] = useState(question?.section ?? '')
  const [type, setType] = useState<Type>(question?.type ?? 'yesNoUnknown')
  const [answers, setAnswers] = useState(question?.answers ?? '')
  const [reserved, setReserved] = useState(question?.reserved ?? null)
  const fromList = takesList(type)
  const name = fr.trim()
  const lacks = missing()
  function missing(): string {
    if (name === '') return t('option.lacks')
    if (section === '') return t('question.lacks.section')
    return fromList && answers === '' ? t('question.lacks.list') : ''
  }
  const edit = {
    what: 'question',
    form: form.form,
    section,
    id: question?.id ?? null,
    type,
    fr: name,
    en: en.trim(),
    answers: fromList ? answers : '',
    reserved,
  } as const
  return (
    <EditDialog
      title={t(question === null ? 'question.new' : 'question.correct')}
      edits={lacks === '' ? [edit] : []}
      lacks={lacks}
      name={name}
      onClose={onClose}
    >
      <WordsFields fr={fr} en={en} onFr={setFr} onEn={setEn} maxLength={200} help={t('question.help')} />
      <Field label={t('question.section')} help={t('question.section.help')} required>
        {(control) => (
          <select {...control} className="input" value={section} onChange={(event) => setSection(event.target.value)}>
            {section === '' && <option value="">{t('question.list.choose')}</option>}
            {form.sections.map(({ id, title }) => (
              <option key={id} value={id}>
                {title[lang]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {question === null ? (
        <>
          <Field label={t('question.type')}>
            {(control) => (
              <select
                {...control}
                className="input"
                value={type}
                onChange={(event) => setType(questionTypes.find((each) => each === event.target.value) ?? type)}
              >
                {questionTypes.map((each) => (
                  <option key={each} value={each}>
                    {t(`question.type.${each}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {fromList && <ListChoice value={answers} onChange={setAnswers} />}
          <SeenBy classes={questionClasses} all={t('question.seen.all')} value={reserved} onChange={setReserved} />
        </>
      ) : (
        <div>
          <QuestionKind of={question} />
          <p className="small muted">{t('question.fixed')}</p>
        </div>
      )}
    </EditDialog>
  )
}

interface ListChoiceProps {
  readonly value: string
  readonly onChange: (list: string) => void
}

/** The lists that questions of the forms choose from, by their titles. */
function ListChoice({ value, onChange }: ListChoiceProps): ReactNode {
  const { t } = useTranslation('lists')
  const { forms, lists } = useForms()
  const lang = useLanguage()
  const asked = new Set(
    forms.flatMap(({ sections }) => sections.flatMap(({ fields }) => fields.flatMap(({ options }) => options ?? []))),
  )
  const offered = [...lists.values()]
    .filter(({ list }) => asked.has(list))
    .toSorted((a, b) => a.title[lang].localeCompare(b.title[lang], lang))
  return (
    <Field label={t('question.list')} help={t('question.list.help')} required>
      {(control) => (
        <select {...control} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          {value === '' && <option value="">{t('question.list.choose')}</option>}
          {offered.map(({ list, title }) => (
            <option key={list} value={list}>
              {title[lang]}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
