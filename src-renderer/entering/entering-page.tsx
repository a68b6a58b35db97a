import { CircleCheck, CircleDashed, Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Condition } from '../../src-main/contract/setup.ts'
import { IdleWatch } from '../frame/idle-watch.tsx'
import { formatDay } from '../language/format.ts'
import { refresh, useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { OpeningPage } from '../opening/opening-page.tsx'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import css from './entering.module.css'
import { FirstPassword } from './first-password.tsx'
import { TrainingStep } from './training-step.tsx'
import { Undertaking } from './undertaking.tsx'

const asked = ['password', 'conduct', 'training'] as const
type Asked = (typeof asked)[number]

const lacks = (missing: readonly Condition[], what: Asked): boolean =>
  missing.includes(what) || (what === 'training' && missing.includes('training-expired'))

/** Somebody has signed in whose account is not open yet: what is missing, what he can settle here, and who settles the rest. */
export function EnteringPage(): ReactNode {
  const { t } = useTranslation('entering')
  const { t: common } = useTranslation()
  const { session, lock } = useSession()
  const standing = useAsk('conditions.state', {})
  const settled = (): Promise<void> => refresh('setup.status', 'conditions.')
  const { missing } = session
  // What the person settles alone comes first; a training is the only thing that may need somebody else.
  const now = asked.find((each) => lacks(missing, each)) ?? 'conduct'
  const training = standing.data?.training
  return (
    <OpeningPage title={t('title')} office={`${session.office.name} · ${session.office.place}`} width="middle">
      <div className={css.head}>
        <div className="grow">
          <h1>{t('hello', { name: session.name })}</h1>
          <p className="muted">{t('lead')}</p>
        </div>
        <Button icon={<Lock aria-hidden="true" />} onClick={() => void lock('person')}>
          {common('top.lock')}
        </Button>
      </div>
      <ol className={css.list} aria-label={t('list')}>
        {asked.map((each) => {
          const open = lacks(missing, each)
          const Icon = open ? CircleDashed : CircleCheck
          return (
            <li key={each} data-open={open || undefined} aria-current={each === now ? 'step' : undefined}>
              <Icon aria-hidden="true" />
              <span>
                <b>{t(`what.${each}`)}</b>{' '}
                <span className="small">
                  {open
                    ? t(each === 'training' && missing.includes('training-expired') ? 'state.expired' : 'state.missing')
                    : each === 'training' && training
                      ? t('state.until', { day: formatDay(training.ends) })
                      : t('state.met')}
                </span>
              </span>
            </li>
          )
        })}
      </ol>
      <ErrorBox error={standing.error} onRetry={() => void standing.refetch()} />
      {now === 'password' && <FirstPassword onDone={settled} />}
      {now === 'conduct' && (
        <section className="stack" aria-labelledby="undertaking">
          <h2 id="undertaking">{t('conduct.title')}</h2>
          <Undertaking onAccepted={settled} />
        </section>
      )}
      {now === 'training' && standing.data !== undefined && <TrainingStep standing={standing.data} onDone={settled} />}
      <IdleWatch />
    </OpeningPage>
  )
}
