import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { fieldsOf } from '../../src-main/domain/forms/fields.ts'
import { FormsProvider, useForms } from '../forms/forms-context.tsx'
import { useLanguage } from '../language/index.ts'
import { useAsk } from '../office/queries.ts'
import { ErrorBox } from '../parts/error-box.tsx'
import css from './transmission.module.css'

type Judged = CallOutput<'exchange.previewCase'>['fields'][number]

/** One case, question by question: what goes, and what stays for which reason. Answers themselves are not shown here. */
export function LeavingCase({ id }: { id: string }): ReactNode {
  return (
    <FormsProvider>
      <Questions id={id} />
    </FormsProvider>
  )
}

function Questions({ id }: { id: string }): ReactNode {
  const { t } = useTranslation('exchange')
  const { data, error, refetch } = useAsk('exchange.previewCase', { caseId: id })
  if (data === undefined) return <ErrorBox error={error} onRetry={() => void refetch()} />
  const { fields, notes } = data
  const reasons = [...new Set(fields.flatMap(({ why }) => why ?? []))]
  const staying = reasons.map((why) => ({ why, of: fields.filter((each) => each.why === why) }))
  return (
    <dl className={css.questions}>
      {staying.map(({ why, of }) => (
        <Part key={why} title={t('leaving.part.stays', { why: t(`leaving.why.${why}`) })} fields={of} />
      ))}
      {notes.count > 0 && notes.why !== null && (
        <div>
          <dt>{t('leaving.part.stays', { why: t(`leaving.why.${notes.why}`) })}</dt>
          <dd>{t('leaving.notes', { count: notes.count })}</dd>
        </div>
      )}
      <Part title={t('leaving.part.goes')} fields={fields.filter(({ why }) => why === null)} />
    </dl>
  )
}

function Part({ title, fields }: { title: string; fields: readonly Judged[] }): ReactNode {
  const { form: formOf } = useForms()
  const lang = useLanguage()
  const labelOf = ({ form, field }: Judged): string => {
    const [id = '', cell] = field.split('.')
    const definition = formOf(form)
    const question = definition === undefined ? undefined : fieldsOf(definition).get(id)
    const column = question?.fields?.find((each) => each.id === cell)
    return [question?.label[lang], column?.label[lang]].filter((each) => each !== undefined).join(', ')
  }
  const forms = [...new Set(fields.map(({ form }) => form))]
  if (fields.length === 0) return null
  return (
    <div>
      <dt>{title}</dt>
      {forms.map((form) => (
        <dd key={form}>
          {formOf(form)?.number} · {formOf(form)?.title[lang]}
          <ul>
            {fields
              .filter((each) => each.form === form)
              .map((each) => (
                <li key={each.field}>{labelOf(each)}</li>
              ))}
          </ul>
        </dd>
      ))}
    </div>
  )
}
