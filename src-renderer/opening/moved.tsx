import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Status } from '../../src-main/contract/setup.ts'
import { formatDay } from '../language/format.ts'
import { ask } from '../office/client.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PasswordInput, TextInput } from '../parts/inputs.tsx'
import { Notice } from '../parts/notice.tsx'
import { OpeningPage } from './opening-page.tsx'
import { TakeMoved } from './take-moved.tsx'

/** An office that works on another PC now, and the way back in case the key was lost. */
export function Moved({ status, onDone }: { status: Status; onDone: () => Promise<void> }): ReactNode {
  const { t } = useTranslation('machine')
  const [way, setWay] = useState<'back' | 'take' | null>(null)
  if (way === 'take') return <TakeMoved onBack={() => setWay(null)} onDone={onDone} />
  return (
    <OpeningPage title={t('moved.title')} office={status.office?.name} width="middle">
      <h1>{t('moved.title')}</h1>
      <Notice kind="info">{t('moved.text', { day: formatDay(status.movedOn ?? '') })}</Notice>
      {way === 'back' ? (
        <Back onDone={onDone} />
      ) : (
        <div className="line">
          <Button onClick={() => setWay('take')}>{t('moved.take')}</Button>
          <Button look="quiet" onClick={() => setWay('back')}>
            {t('moved.back.open')}
          </Button>
        </div>
      )}
    </OpeningPage>
  )
}

function Back({ onDone }: { onDone: () => Promise<void> }): ReactNode {
  const { t } = useTranslation('machine')
  const { t: setup } = useTranslation('setup')
  const [signIn, setSignIn] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const ready = signIn.trim() !== '' && password !== ''
  const open = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!ready || busy) return
    setBusy(true)
    setError(null)
    try {
      await ask('machine.undoMove', { signIn, password })
      await onDone()
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return (
    <form noValidate onSubmit={(event) => void open(event)}>
      <Card title={t('moved.back.title')} padded>
        <div className="stack">
          <p className="muted">{t('moved.back.text')}</p>
          <TextInput label={setup('sign.name')} value={signIn} onChange={setSignIn} autoCapitalize="off" />
          <PasswordInput label={setup('sign.password')} value={password} onChange={setPassword} />
          <ErrorBox error={error} />
          <div className="line">
            <Button type="submit" look="danger" disabled={!ready} busy={busy}>
              {t('moved.back.action')}
            </Button>
          </div>
        </div>
      </Card>
    </form>
  )
}
