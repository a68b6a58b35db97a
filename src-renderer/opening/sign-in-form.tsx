import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Status } from '../../src-main/contract/setup.ts'
import type { Progress as Reached } from '../../src-main/contract/wire.ts'
import { ask, OfficeError } from '../office/client.ts'
import { rememberPerson } from '../office/last-person.ts'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PasswordInput, TextInput } from '../parts/inputs.tsx'
import { Progress } from '../parts/progress.tsx'
import css from './people-chooser.module.css'
import { initials } from './people-chooser.tsx'

interface SignInFormProps {
  status: Status
  signIn: string
  onSignIn: (signIn: string) => void
  onDone: () => Promise<void>
}

/** Seconds to wait before the office listens again, counted down. */
function useWait(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  return [left, setLeft]
}

function secondsOf(error: unknown): number {
  const seconds = error instanceof OfficeError ? error.details['seconds'] : undefined
  return typeof seconds === 'number' ? seconds : 0
}

export function SignInForm({ status, signIn, onSignIn, onDone }: SignInFormProps): ReactNode {
  const { t } = useTranslation('setup')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [update, setUpdate] = useState<Reached | null>(null)
  const [left, wait] = useWait()
  const chosen = status.people.length > 1 ? status.people.find((person) => person.signIn === signIn) : undefined
  const form = useRef<HTMLFormElement>(null)
  const open = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (busy || left > 0 || signIn.trim() === '' || password === '') return
    setBusy(true)
    setError(null)
    try {
      await ask('session.signIn', { signIn, password }, { onProgress: setUpdate })
      sessionStorage.removeItem('lakana.locked')
      rememberPerson(signIn)
      await onDone()
    } catch (refusal) {
      setError(refusal)
      wait(secondsOf(refusal))
      setPassword('')
      form.current?.querySelector<HTMLInputElement>('#password')?.focus()
    } finally {
      setBusy(false)
      setUpdate(null)
    }
  }
  return (
    <form ref={form} className="stack" noValidate onSubmit={(event) => void open(event)}>
      {chosen !== undefined && (
        <div className={css.chosen}>
          <span className={css.initials} aria-hidden="true">
            {initials(chosen.name)}
          </span>
          <span className={css.name}>
            {chosen.name}
            <small>{chosen.signIn}</small>
          </span>
          <Button look="quiet" size="small" onClick={() => onSignIn('')}>
            {t('sign.other')}
          </Button>
        </div>
      )}
      {chosen === undefined && (
        <TextInput
          label={t('sign.name')}
          value={signIn}
          onChange={onSignIn}
          autoCapitalize="off"
          autoFocus={signIn === ''}
        />
      )}
      <PasswordInput
        id="password"
        label={t('sign.password')}
        value={password}
        onChange={setPassword}
        autoFocus={signIn !== ''}
      />
      {error instanceof OfficeError && error.code === 'session.wait' ? null : <ErrorBox error={error} />}
      <Button type="submit" look="main" size="large" full busy={busy} disabled={left > 0}>
        {t(busy ? 'sign.opening' : 'sign.action')}
      </Button>
      {update !== null && (
        <>
          <Progress
            title={t('sign.update')}
            reached={update}
            step={t(update.step === 'saving' ? 'sign.update.saving' : 'sign.update.updating')}
          />
          <p className="small">{t('sign.update.power')}</p>
        </>
      )}
      {left > 0 && (
        <p className="small" role="timer">
          {t('sign.wait', { count: left })}
        </p>
      )}
    </form>
  )
}
