import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Status } from '../../src-main/contract/setup.ts'
import { ask } from '../office/client.ts'
import { lastPerson } from '../office/last-person.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { Forgotten } from './forgotten.tsx'
import css from './opening.module.css'
import { OpeningPage } from './opening-page.tsx'
import { PeopleChooser } from './people-chooser.tsx'
import { Practise } from './practise.tsx'
import { Repair } from './repair.tsx'
import { SignInForm } from './sign-in-form.tsx'

interface SignInProps {
  status: Status
  onDone: () => Promise<void>
}

const reasons = ['person', 'idle', 'suspend', 'window'] as const

/** How the office came to be locked, told once. */
function useLockReason(): (typeof reasons)[number] | null {
  const [reason] = useState(() => {
    const kept = sessionStorage.getItem('lakana.locked')
    return reasons.find((each) => each === kept) ?? null
  })
  return reason
}

/** The only person there is, or who worked in this window last. */
function firstName({ people }: Status): string {
  const likely = people.length === 1 ? people[0] : people.find((person) => person.signIn === lastPerson())
  return likely?.signIn ?? ''
}

/** The locked office: name and password, and the ways round them. */
export function SignIn({ status, onDone }: SignInProps): ReactNode {
  const { t } = useTranslation('setup')
  const { t: common } = useTranslation()
  const { t: backups } = useTranslation('backups')
  const [signIn, setSignIn] = useState(() => firstName(status))
  const [page, setPage] = useState<'sign-in' | 'recover' | 'practise' | 'repair'>('sign-in')
  const [error, setError] = useState<unknown>(null)
  const reason = useLockReason()
  const back = (): void => setPage('sign-in')
  if (page === 'recover') return <Forgotten status={status} signIn={signIn} onBack={back} onDone={onDone} />
  if (page === 'repair') {
    // The office is as locked as before, with another file: its people may be others.
    const mended = (): Promise<void> => onDone().then(back)
    return <Repair office={status.office?.name} signIn={signIn} onBack={back} onDone={mended} />
  }
  if (page === 'practise') return <Practise onDone={onDone} onBack={back} />
  const training = status.office?.training === true
  const leave = (): void => {
    ask('setup.leaveTraining', {}).then(onDone, setError)
  }
  return (
    <OpeningPage
      title={t('sign.title')}
      office={status.office === null ? undefined : `${status.office.name} · ${status.office.place}`}
    >
      <h1 className="visually-hidden">{t('sign.title')}</h1>
      {training && <p className="hatched">{common('training.banner')}</p>}
      {(reason === 'idle' || reason === 'suspend') && <Notice>{t(`locked.${reason}`)}</Notice>}
      <Card padded>
        {status.people.length > 1 && signIn === '' ? (
          <>
            <h2>{t('sign.who')}</h2>
            <PeopleChooser people={status.people} onChoose={(person) => setSignIn(person.signIn)} />
          </>
        ) : (
          <SignInForm status={status} signIn={signIn} onSignIn={setSignIn} onDone={onDone} />
        )}
        <ErrorBox error={error} />
        <div className={css.links}>
          <Button look="quiet" size="small" onClick={() => setPage('recover')}>
            {t('sign.forgotten')}
          </Button>
          {!training && (
            <Button look="quiet" size="small" onClick={() => setPage('repair')}>
              {backups('restore.title')}
            </Button>
          )}
          <Button look="quiet" size="small" onClick={training ? leave : () => setPage('practise')}>
            {t(training ? 'sign.leaveTraining' : 'sign.practise')}
          </Button>
        </div>
      </Card>
      <p className="small muted">{t('sign.encrypted')}</p>
    </OpeningPage>
  )
}
