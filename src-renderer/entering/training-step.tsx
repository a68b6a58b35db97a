import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatDay } from '../language/format.ts'
import { officeDay } from '../office/day.ts'
import { useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { blankTraining, TrainingFields, trainingMistakes } from '../people/training-fields.tsx'
import css from './entering.module.css'

type Standing = CallOutput<'conditions.state'>

/** No training, or one that has run out: who manages people says it of himself, anybody else is told whom to ask. */
export function TrainingStep({ standing, onDone }: { standing: Standing; onDone: () => Promise<void> }): ReactNode {
  const { t } = useTranslation('entering')
  const { training, helpers, mayDeclare, trainingMonths } = standing
  return (
    <Card title={t('training.title')} padded>
      <p>
        {training === null
          ? t('training.none', { months: trainingMonths })
          : t('training.expired', { day: formatDay(training.ends), months: trainingMonths })}
      </p>
      {mayDeclare ? <Declare onDone={onDone} /> : <p>{askWhom(helpers, t)}</p>}
    </Card>
  )
}

type Say = ReturnType<typeof useTranslation<'entering'>>['t']

function askWhom(helpers: readonly string[], t: Say): string {
  return helpers.length === 0 ? t('training.ask.nobody') : t('training.ask', { names: helpers.join(', ') })
}

function Declare({ onDone }: { onDone: () => Promise<void> }): ReactNode {
  const { t } = useTranslation('entering')
  const declare = useTell('conditions.declareTraining')
  const [draft, setDraft] = useState(blankTraining)
  const [tried, setTried] = useState(false)
  const wrong = trainingMistakes(draft, officeDay())
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (wrong.length === 0) declare.mutate(draft, { onSuccess: () => void onDone() })
  }
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <p className="muted">{t('training.declare')}</p>
      <TrainingFields
        draft={draft}
        put={(part) => setDraft((before) => ({ ...before, ...part }))}
        wrong={tried ? wrong : []}
      />
      <ErrorBox error={declare.error} />
      <div className={css.foot}>
        <Button type="submit" look="main" busy={declare.isPending}>
          {t('training.declare.action')}
        </Button>
      </div>
    </form>
  )
}
