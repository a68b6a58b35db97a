import { type FormEvent, type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import type { Status } from '../../src-main/contract/setup.ts'
import { ask } from '../office/client.ts'
import { refresh } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Choices, TextInput } from '../parts/inputs.tsx'
import { NewPassword } from './new-password.tsx'
import css from './opening.module.css'
import { OpeningPage } from './opening-page.tsx'
import { RegionAnswer } from './region-answer.tsx'

interface AskRegionProps {
  status: Status
  state: CallOutput<'recovery.state'>
  signIn: string
  onBack: () => void
  onDone: () => Promise<void>
}

/** The region is asked to open the office: the request, then its answer. */
export function AskRegion(props: AskRegionProps): ReactNode {
  const [again, setAgain] = useState(false)
  const { request } = props.state
  if (request === null || again) return <NewRequest {...props} onMade={() => setAgain(false)} />
  return <RegionAnswer {...props} request={request} onAgain={() => setAgain(true)} />
}

function NewRequest({
  status,
  state,
  signIn: first,
  onBack,
  onMade,
}: AskRegionProps & { onMade: () => void }): ReactNode {
  const { t } = useTranslation('setup')
  const { t: common } = useTranslation()
  const [signIn, setSignIn] = useState(first)
  const [reason, setReason] = useState('')
  const [next, setNext] = useState('')
  const [fits, setFits] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const office = status.office?.name ?? ''
  const person = status.people.find((each) => each.signIn === signIn)
  const names = useMemo(() => [signIn, person?.name ?? '', office], [signIn, person, office])
  const ready = fits && person !== undefined && reason.trim().length >= 10
  const make = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!ready || busy) return
    setBusy(true)
    setError(null)
    try {
      await ask('recovery.ask', { signIn, next, reason })
      await refresh('recovery.')
      onMade()
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return (
    <OpeningPage title={t('region.title')} office={office} width="middle">
      <div className={css.title}>
        <h1>{t('region.title')}</h1>
        <p className="muted">{t('region.text', { officer: state.officer ?? '' })}</p>
      </div>
      <form noValidate onSubmit={(event) => void make(event)}>
        <Card padded>
          <fieldset className="stack-small">
            <legend>
              <b>{t('region.who')}</b>
            </legend>
            <Choices
              name="person"
              value={signIn === '' ? null : signIn}
              options={status.people.map((each) => ({ value: each.signIn, label: each.name }))}
              onChange={setSignIn}
              tall
            />
          </fieldset>
          <TextInput
            label={t('region.reason')}
            help={t('region.reason.help')}
            value={reason}
            maxLength={300}
            onChange={setReason}
            required
          />
          <NewPassword label={t('recover.next')} value={next} onChange={setNext} names={names} onFit={setFits} />
          <ErrorBox error={error} />
          <div className={css.end}>
            {!ready && <span className="small muted">{t('region.missing')}</span>}
            <Button onClick={onBack} disabled={busy}>
              {common('action.back')}
            </Button>
            <Button type="submit" look="main" busy={busy} disabled={!ready}>
              {t('region.make')}
            </Button>
          </div>
        </Card>
      </form>
    </OpeningPage>
  )
}
