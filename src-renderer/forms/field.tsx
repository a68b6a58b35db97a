import { CircleAlert, TriangleAlert } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, FieldValue } from '../../src-main/domain/forms/types.ts'
import type { Problem } from '../../src-main/domain/forms/validate.ts'
import { useLanguage } from '../language/index.ts'
import { classes } from '../parts/classes.ts'
import css from './field.module.css'
import { cardsUpTo, controlId, isShort } from './field-shape.ts'
import { ChoiceWidget, SeveralWidget } from './fields/choice.tsx'
import { ComputedWidget } from './fields/computed.tsx'
import { DateWidget } from './fields/date.tsx'
import { FileWidget } from './fields/file.tsx'
import { ListWidget } from './fields/list.tsx'
import { PlaceWidget } from './fields/place.tsx'
import { RowsWidget } from './fields/rows.tsx'
import { IntegerWidget, LongTextWidget, TextWidget } from './fields/text.tsx'
import type { WidgetProps } from './fields/widget.ts'
import { type Option, useOptions } from './forms-context.tsx'
import { useProblemText } from './problem-text.ts'
import { useFormStore, useProblem, useValue } from './use-form.ts'

interface FieldProps {
  readonly field: Field
  readonly number: string
}

/** One question: its number, label, help, input and what is wrong with it. */
export const FormField = memo(function FormField({ field, number }: FieldProps): ReactNode {
  const store = useFormStore()
  const value = useValue(field.id)
  const problem = useProblem(field.id)
  return (
    <Question
      form={store.definition.form}
      field={field}
      number={number}
      value={value}
      problem={problem}
      change={(next) => store.set(field.id, next)}
      leave={() => store.touch(field.id)}
    />
  )
})

interface QuestionProps extends FieldProps {
  /** Makes the ids of the page's inputs differ. */
  readonly form: string
  readonly value: FieldValue | undefined
  readonly problem: Problem | undefined
  readonly change: (value: FieldValue | undefined) => void
  readonly leave: () => void
}

const yesNoUnknown = ['yes', 'no', 'unknown'] as const

export function Question({ form, field, number, value, problem, change, leave }: QuestionProps): ReactNode {
  const { t } = useTranslation('forms')
  const lang = useLanguage()
  const listed = useOptions(field.options, value)
  const options = field.type === 'yesNoUnknown' ? yesNoUnknown.map((id) => ({ id, label: t(`answer.${id}`) })) : listed
  const id = controlId(form, field.id)
  if (field.type === 'note') return <p className={css.note}>{field.label[lang]}</p>
  const described = [field.help !== undefined && `${id}-help`, problem !== undefined && `${id}-problem`].filter(Boolean)
  const widget: WidgetProps = {
    field,
    id,
    value,
    invalid: problem?.severity === 'error',
    describedBy: described.length === 0 ? undefined : described.join(' '),
    change,
    leave,
  }
  return (
    <div className={classes(css.field, !isShort(field, options) && css.wide)} data-field={field.id}>
      <Label field={field} id={id} number={number} options={options} value={value} clear={() => change(undefined)} />
      {field.help !== undefined && (
        <p className={css.help} id={`${id}-help`}>
          {field.help[lang]}
        </p>
      )}
      <div className={css.body}>
        <Widget widget={widget} options={options} />
        {problem !== undefined && <ProblemLine id={`${id}-problem`} field={field} problem={problem} />}
      </div>
    </div>
  )
}

interface LabelProps extends FieldProps {
  readonly id: string
  readonly options: readonly Option[]
  readonly value: FieldValue | undefined
  readonly clear: () => void
}

function Label({ field, id, number, options, value, clear }: LabelProps): ReactNode {
  const { t } = useTranslation('forms')
  const lang = useLanguage()
  const isGroup = isCards(field, options) || ['severalOf', 'rows', 'computed', 'file'].includes(field.type)
  const count = Array.isArray(value) && field.type === 'severalOf' ? value.length : 0
  const words = (
    <>
      {number !== '' && <span className={css.number}>{number}</span>}
      {field.label[lang]}
      {field.required === true && <span className={css.required}> {t('required')}</span>}
      {count > 0 && <span className={css.count}> · {t('several.count', { count })}</span>}
    </>
  )
  if (!isGroup) {
    return (
      <label className={css.label} htmlFor={id}>
        {words}
      </label>
    )
  }
  return (
    <div className={css.label}>
      <span id={`${id}-label`}>{words}</span>
      {isCards(field, options) && value !== undefined && (
        <button type="button" tabIndex={-1} className={css.clear} onClick={clear}>
          {t('choice.clear')}
        </button>
      )}
    </div>
  )
}

function isCards(field: Field, options: readonly Option[]): boolean {
  return field.type === 'yesNoUnknown' || (field.type === 'oneOf' && options.length <= cardsUpTo)
}

function Widget({ widget, options }: { widget: WidgetProps; options: readonly Option[] }): ReactNode {
  const { field, id } = widget
  const labelledBy = `${id}-label`
  switch (field.type) {
    case 'longText':
      return <LongTextWidget {...widget} />
    case 'integer':
      return <IntegerWidget {...widget} />
    case 'date':
      return <DateWidget {...widget} />
    case 'yesNoUnknown':
    case 'oneOf':
      if (isCards(field, options)) return <ChoiceWidget {...widget} options={options} labelledBy={labelledBy} />
      return <ListWidget {...widget} options={options} />
    case 'severalOf':
      return <SeveralWidget {...widget} options={options} labelledBy={labelledBy} />
    case 'place':
      return <PlaceWidget {...widget} />
    case 'rows':
      return <RowsWidget {...widget} labelledBy={labelledBy} />
    case 'computed':
      return <ComputedWidget {...widget} labelledBy={labelledBy} />
    case 'file':
      return <FileWidget {...widget} labelledBy={labelledBy} />
    default:
      return <TextWidget {...widget} />
  }
}

function ProblemLine({ id, field, problem }: { id: string; field: Field; problem: Problem }): ReactNode {
  const textOf = useProblemText()
  const Icon = problem.severity === 'error' ? CircleAlert : TriangleAlert
  return (
    <p className={problem.severity === 'error' ? css.error : css.warning} id={id}>
      <Icon size={15} aria-hidden="true" />
      <span>{textOf(problem, field)}</span>
    </p>
  )
}
