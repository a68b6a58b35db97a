import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { useLanguage } from '../language/index.ts'
import { ask } from '../office/client.ts'
import { officeDay } from '../office/day.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { TrainingFields, trainingMistakes } from '../people/training-fields.tsx'
import { FirstRequest } from './first-request.tsx'
import { NewConduct } from './new-conduct.tsx'
import { asNewOffice, blankOffice, mistakesIn, type OfficeDraft, type OwnMistake } from './new-office.ts'
import { OfficeFields } from './office-fields.tsx'
import css from './opening.module.css'
import { OpeningPage } from './opening-page.tsx'
import { PersonFields } from './person-fields.tsx'
import { RecoverySheet } from './recovery-sheet.tsx'
import { Steps } from './steps.tsx'

interface CreateOfficeProps {
  joining: boolean
  onBack: () => void
  onDone: () => Promise<void>
}

type Sheet = CallOutput<'setup.createOffice'>

/** A new office on this PC: where it is, who begins, the recovery sheet, the undertaking and, for joining, the request to the region. */
export function CreateOffice({ joining, onBack, onDone }: CreateOfficeProps): ReactNode {
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const [kept, setKept] = useState(false)
  const [agreed, setAgreed] = useState(false)
  if (sheet === null) return <OfficeForm joining={joining} onBack={onBack} onMade={setSheet} />
  if (!kept) {
    const steps = <Steps joining={joining} now="sheet" />
    return <RecoverySheet sheet={sheet} steps={steps} next="conduct" onDone={async () => setKept(true)} />
  }
  if (agreed) return <FirstRequest sheet={sheet} onDone={onDone} />
  return <NewConduct sheet={sheet} joining={joining} onAccepted={joining ? () => setAgreed(true) : onDone} />
}

interface OfficeFormProps {
  joining: boolean
  onBack: () => void
  onMade: (sheet: Sheet) => void
}

function OfficeForm({ joining, onBack, onMade }: OfficeFormProps): ReactNode {
  const { t } = useTranslation('setup')
  const { t: common } = useTranslation()
  const language = useLanguage()
  const [draft, setDraft] = useState<OfficeDraft>(blankOffice)
  const [fits, setFits] = useState(false)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const today = officeDay()
  const put = (part: Partial<OfficeDraft>): void => setDraft((before) => ({ ...before, ...part }))
  const mistakes = mistakesIn(draft, fits, today)
  const wrong = (field: OwnMistake): string | undefined =>
    tried && mistakes.includes(field) ? t(`mistake.${field}`) : undefined
  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    setError(null)
    if (mistakes.length > 0) return
    setBusy(true)
    try {
      onMade(await ask('setup.createOffice', asNewOffice(draft, language)))
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  const title = t(joining ? 'join.title' : 'create.title')
  return (
    <OpeningPage title={title} width="wide">
      <div className={css.title}>
        <h1>{title}</h1>
        <Steps joining={joining} now="office" />
      </div>
      <form className="stack" noValidate onSubmit={(event) => void create(event)}>
        <div className={css.columns}>
          <OfficeFields draft={draft} put={put} wrong={wrong} joining={joining} onRefusal={setError} />
          <div className="stack">
            <PersonFields draft={draft} put={put} wrong={wrong} onFit={setFits} />
            <Card title={t('create.training')} aside={t('create.training.aside')} padded>
              <TrainingFields
                draft={draft.training}
                put={(part) => put({ training: { ...draft.training, ...part } })}
                wrong={tried ? trainingMistakes(draft.training, today) : []}
              />
            </Card>
          </div>
        </div>
        <ErrorBox error={error} />
        <div className={css.end}>
          {tried && mistakes.length > 0 && (
            <span className="late small" role="alert">
              {common('error.summary', { count: mistakes.length })}
            </span>
          )}
          <Button onClick={onBack} disabled={busy}>
            {common('action.back')}
          </Button>
          <Button type="submit" look="main" size="large" busy={busy}>
            {t(busy ? 'create.working' : 'create.action')}
          </Button>
        </div>
      </form>
    </OpeningPage>
  )
}
