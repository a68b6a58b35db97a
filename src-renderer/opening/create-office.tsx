import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { useLanguage } from '../language/index.ts'
import { ask } from '../office/client.ts'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { FirstRequest } from './first-request.tsx'
import { asNewOffice, blankOffice, type Mistake, mistakesIn, type OfficeDraft } from './new-office.ts'
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

/** A new office on this PC: where it is, who begins, the recovery sheet and, for joining, the request to the region. */
export function CreateOffice({ joining, onBack, onDone }: CreateOfficeProps): ReactNode {
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const [kept, setKept] = useState(false)
  if (sheet === null) return <OfficeForm joining={joining} onBack={onBack} onMade={setSheet} />
  if (kept) return <FirstRequest sheet={sheet} onDone={onDone} />
  return (
    <RecoverySheet
      sheet={sheet}
      steps={<Steps joining={joining} now="sheet" />}
      next={joining ? 'request' : 'office'}
      onDone={joining ? async () => setKept(true) : onDone}
    />
  )
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
  const put = (part: Partial<OfficeDraft>): void => setDraft((before) => ({ ...before, ...part }))
  const mistakes = mistakesIn(draft, fits)
  const wrong = (field: Mistake): string | undefined =>
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
          <PersonFields draft={draft} put={put} wrong={wrong} onFit={setFits} />
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
