import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useForms } from '../forms/forms-context.tsx'
import { useLanguage } from '../language/index.ts'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { type Laid, LaidFrame } from './laid-frame.tsx'
import css from './lists.module.css'
import { QuestionsCard } from './questions-card.tsx'

/** The forms, and the questions that offices above have added to them. */
export function QuestionsPage({ chosen }: { chosen: string | null }): ReactNode {
  const { t } = useTranslation('lists')
  const { form } = useForms()
  return (
    <LaidFrame index={(laid) => <FormIndex forms={laid.forms} chosen={chosen} />}>
      {(laid, mayChange) => {
        const found = laid.forms.find((each) => each.form === chosen)
        const definition = found && form(found.form)
        if (found === undefined || definition === undefined) {
          return (
            <Card>
              <Empty title={t('questions.choose')}>
                {t(laid.above ? 'questions.choose.text' : 'questions.choose.below')}
              </Empty>
            </Card>
          )
        }
        return <QuestionsCard key={found.form} form={definition} open={found.open} mayChange={mayChange} />
      }}
    </LaidFrame>
  )
}

function FormIndex({ forms, chosen }: { forms: Laid['forms']; chosen: string | null }): ReactNode {
  const { t } = useTranslation('lists')
  const { form: formOf } = useForms()
  const lang = useLanguage()
  return (
    <Card className={css.index}>
      <ul className={css.entries}>
        {forms.flatMap(({ form, questions, open }) => {
          const definition = formOf(form)
          if (definition === undefined) return []
          return (
            <li key={form}>
              <Link href={`/settings/questions/${form}`} aria-current={form === chosen ? 'true' : undefined}>
                <b>
                  {definition.number} · {definition.title[lang]}
                </b>
                {questions > 0 && <span className="small muted">{t('questions.count', { count: questions })}</span>}
                {!open && <Lock aria-label={t('questions.closed')} className={css.lock} />}
              </Link>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
