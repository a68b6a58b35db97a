import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Status } from '../../src-main/contract/setup.ts'
import { ask } from '../office/client.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PasswordInput, TextInput } from '../parts/inputs.tsx'
import { OpeningPage } from './opening-page.tsx'
import { Practise } from './practise.tsx'
import { Recover } from './recover.tsx'

interface SignInProps {
  status: Status
  onDone: () => Promise<void>
}

/** Name and password. */
export function SignIn({ status, onDone }: SignInProps): ReactNode {
  const { t } = useTranslation('setup')
  const [signIn, setSignIn] = useState(status.people.length === 1 ? (status.people[0]?.signIn ?? '') : '')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [page, setPage] = useState<'sign-in' | 'recover' | 'practise'>('sign-in')
  const office = status.office === null ? undefined : `${status.office.name} · ${status.office.place}`
  if (page === 'recover')
    return <Recover status={status} signIn={signIn} onBack={() => setPage('sign-in')} onDone={onDone} />
  if (page === 'practise') return <Practise onDone={onDone} />

  const open = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      await ask('session.signIn', { signIn, password })
      await onDone()
    } catch (refusal) {
      setError(refusal)
      setPassword('')
    } finally {
      setBusy(false)
    }
  }
  const leave = async (): Promise<void> => {
    await ask('setup.leaveTraining', {})
    await onDone()
  }
  const training = status.office?.training === true
  return (
    <OpeningPage office={office}>
      <h1 className="visually-hidden">{t('sign.title')}</h1>
      <form onSubmit={(event) => void open(event)}>
        <Card padded>
          <div className="stack">
            <TextInput
              label={t('sign.name')}
              list="people"
              value={signIn}
              onChange={setSignIn}
              required
              autoFocus={signIn === ''}
            />
            <datalist id="people">
              {status.people.map((person) => (
                <option key={person.signIn} value={person.signIn}>
                  {person.name}
                </option>
              ))}
            </datalist>
            <PasswordInput
              label={t('sign.password')}
              value={password}
              onChange={setPassword}
              required
              autoFocus={signIn !== ''}
            />
            <ErrorBox error={error} />
            <Button type="submit" look="main" size="large" full busy={busy}>
              {t('sign.action')}
            </Button>
            <div className="line">
              <Button look="quiet" onClick={() => setPage('recover')}>
                {t('sign.forgotten')}
              </Button>
              <span className="grow" />
              <Button look="quiet" onClick={training ? () => void leave() : () => setPage('practise')}>
                {t(training ? 'sign.leaveTraining' : 'sign.practise')}
              </Button>
            </div>
          </div>
        </Card>
      </form>
      <p className="small muted">{t('sign.encrypted')}</p>
    </OpeningPage>
  )
}
