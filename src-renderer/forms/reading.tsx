import { Lock } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Describing, describeValue } from '../../src-main/domain/forms/describe.ts'
import { fieldsOf, holdsValue, isFilled, rowsOf } from '../../src-main/domain/forms/fields.ts'
import type { Field, FieldValue, FormDefinition } from '../../src-main/domain/forms/types.ts'
import { visibleSections } from '../../src-main/domain/forms/visible.ts'
import { FileLine, isFileRef } from '../files/file-line.tsx'
import { useLanguage } from '../language/index.ts'
import { Button } from '../parts/button.tsx'
import { fieldNumber, sectionNumber } from './field-shape.ts'
import { dateReading } from './fields/date-reading.ts'
import { useForms, usePaper } from './forms-context.tsx'
import { useDescribing } from './place-names.ts'
import css from './reading.module.css'
import type { FormStore } from './store.ts'
import { isPartialDate, placesIn } from './values.ts'

interface ReadingProps {
  readonly store: FormStore
  /** Questions of whose answers a part is kept back from this person. */
  readonly partly?: readonly string[]
  /** Questions whose answers were not sent here. */
  readonly withheld?: readonly string[]
  /** What stands beside the answer to a question: other values of it. */
  readonly beside?: (field: string) => ReactNode
}

const none: readonly string[] = []

/** A form to be read: what is answered, section by section; what is not, on demand and on paper. */
export function FormReading({ store, partly = none, withheld = none, beside }: ReadingProps): ReactNode {
  const { t } = useTranslation('forms')
  const lang = useLanguage()
  const [all, setAll] = useState(false)
  const form = store.definition
  const paper = usePaper(form)
  const values = store.values()
  const describing = useDescribing(placesIn(values, (id) => isPlaceField(form, id)))
  const sections = visibleSections(form, values, store.known())
  const isAnswered = ({ id }: Field): boolean => isFilled(values[id]) || partly.includes(id) || withheld.includes(id)
  const names = (list: readonly string[], { id }: Field): boolean =>
    list.some((each) => each === id || each.startsWith(`${id}.`))
  const unanswered = sections
    .flatMap((each) => each.fields)
    .filter((field) => holdsValue(field) && !isAnswered(field)).length
  return (
    <div className={css.reading} data-all={all || undefined}>
      {sections.map(({ section, fields }) => {
        const asked = fields.filter((field) => field.type !== 'note')
        const answered = asked.filter((field) => field.type === 'computed' || isAnswered(field))
        return (
          <section key={section.id} className={answered.length === 0 && !all ? css.emptySection : css.section}>
            <h3>
              {sectionNumber(paper, section)}. {section.title[lang]}
            </h3>
            <dl className={css.answers}>
              {asked.map((field) => (
                <Answer
                  key={field.id}
                  store={store}
                  field={field}
                  number={fieldNumber(paper, field)}
                  value={values[field.id]}
                  describing={describing}
                  partly={names(partly, field)}
                  withheld={names(withheld, field)}
                  beside={beside?.(field.id)}
                />
              ))}
            </dl>
            {answered.length === 0 && !all && <p className="muted small no-print">{t('reading.emptySection')}</p>}
          </section>
        )
      })}
      {unanswered > 0 && (
        <div className="no-print">
          <Button size="small" look="quiet" onClick={() => setAll(!all)}>
            {all ? t('reading.hide') : t('reading.show', { count: unanswered })}
          </Button>
        </div>
      )}
    </div>
  )
}

function isPlaceField(form: FormDefinition, id: string): boolean {
  if (fieldsOf(form).get(id)?.type === 'place') return true
  return [...fieldsOf(form).values()].some((field) =>
    field.fields?.some((cell) => cell.id === id && cell.type === 'place'),
  )
}

interface AnswerProps {
  readonly store: FormStore
  readonly field: Field
  readonly number: string
  readonly value: FieldValue | undefined
  readonly describing: Describing
  readonly partly: boolean
  readonly withheld: boolean
  readonly beside: ReactNode
}

function Answer({ store, field, number, value, describing, partly, withheld, beside }: AnswerProps): ReactNode {
  const { t } = useTranslation('forms')
  const { today } = useForms()
  const lang = useLanguage()
  const wide = field.type === 'longText' || field.type === 'rows' || field.type === 'severalOf'
  const text =
    field.type === 'computed' ? store.computed(field.id, lang) : describeValue(field, value, lang, describing)
  const rows = rowsOf({ [field.id]: value ?? null }, field.id)
  const empty = text === '' && !partly && !withheld
  return (
    <div className={`${wide ? css.wide : ''} ${empty ? css.unanswered : ''}`}>
      <dt>
        <span className={css.number}>{number}</span> {field.label[lang]}
      </dt>
      <dd>
        {empty && <span className="muted">—</span>}
        {rows.length > 0 ? (
          <ol className={css.rows}>
            {rows.map((row) => (
              <li key={row.id}>
                {(field.fields ?? [])
                  .filter((cell) => isFilled(row.values[cell.id]))
                  .map(
                    (cell) =>
                      `${asked(cell.label[lang], lang)} ${describeValue(cell, row.values[cell.id], lang, describing)}`,
                  )
                  .join(' · ')}
              </li>
            ))}
          </ol>
        ) : isFileRef(value) ? (
          <FileLine file={value} />
        ) : (
          <span className={field.type === 'longText' ? css.text : undefined}>{text}</span>
        )}
        {partly && (
          <span className={css.reserved}>
            <Lock size={13} aria-hidden="true" /> {t('reading.partly')}
          </span>
        )}
        {withheld && <span className={css.reserved}>{t('reading.withheld')}</span>}
        {beside}
        {isPartialDate(value) && value.precision !== 'exact' && (
          <span className={css.born}>{bounded(dateReading(field, value, today(), lang))}</span>
        )}
      </dd>
    </div>
  )
}

/** The days that an imprecise date can mean; its age stands elsewhere. */
function bounded(reading: string): string {
  return reading.split(' · ')[0] ?? reading
}

/** A label before its answer: a colon, unless it asks a question. */
function asked(label: string, lang: 'fr' | 'en'): string {
  if (label.endsWith('?')) return label
  return lang === 'fr' ? `${label}\u202f:` : `${label}:`
}
