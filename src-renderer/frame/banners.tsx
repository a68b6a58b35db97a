import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { formatBytes, formatDay } from '../language/format.ts'
import { ask } from '../office/client.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button, ButtonLink } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import css from './frame.module.css'

/** Hatched, on every page and every print of a training office. */
export function TrainingBanner(): ReactNode {
  const { t } = useTranslation()
  const { session, lock } = useSession()
  const [error, setError] = useState<unknown>(null)
  if (!session.office.training) return null
  const leave = async (): Promise<void> => {
    try {
      await ask('setup.leaveTraining', {})
      await lock('person')
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <section className={`hatched ${css.training}`} aria-label={t('training.banner')}>
      <b>{t('training.banner')}</b>
      <span>{t('training.banner.text')}</span>
      <button type="button" onClick={() => void leave()}>
        {t('training.leave')}
      </button>
      <ErrorBox error={error} />
    </section>
  )
}

/** What the person should know whatever the page: a doubtful date, a full disk, a backup key plugged in. */
export function Banners(): ReactNode {
  const { t } = useTranslation()
  const { t: machine } = useTranslation('machine')
  const { status } = useSession()
  const [seen, setSeen] = useState<readonly string[]>([])
  const hide = (what: string): ReactNode => (
    <Button size="small" onClick={() => setSeen([...seen, what])}>
      {t('action.understood')}
    </Button>
  )
  return (
    <div className={css.banners}>
      <ClockBanner />
      {status.lastEntriesMissing && !seen.includes('entries') && (
        <Notice kind="warn" title={machine('entries.title')} actions={hide('entries')}>
          {machine('entries.text')}
        </Notice>
      )}
      {status.keyringFromCopy && !seen.includes('keyring') && (
        <Notice kind="warn" actions={hide('keyring')}>
          {t('keyring.copy')}
        </Notice>
      )}
      <StorageBanners />
    </div>
  )
}

/** Asks what day it is. Nothing waits for the answer. */
function ClockBanner(): ReactNode {
  const { t } = useTranslation()
  const { status } = useSession()
  const [later, setLater] = useState(false)
  const confirm = useTell('machine.setClock', ['setup.', 'machine.', 'home.', 'cases.'])
  const doubt = status.clockDoubt
  if (doubt === null || later) return null
  return (
    <Notice
      kind="warn"
      title={t('clock.title')}
      actions={
        <>
          <ButtonLink to="/machine" size="small">
            {t('clock.say')}
          </ButtonLink>
          <Button size="small" onClick={() => confirm.mutate({ day: null })}>
            {t('clock.right')}
          </Button>
          <Button size="small" look="quiet" onClick={() => setLater(true)}>
            {t('clock.continue')}
          </Button>
        </>
      }
    >
      {t('clock.text', { today: formatDay(doubt.today), expected: formatDay(doubt.expected) })}
      <ErrorBox error={confirm.error} />
    </Notice>
  )
}

const lookEveryMs = 30_000

function StorageBanners(): ReactNode {
  const { t } = useTranslation('machine')
  const { t: backups } = useTranslation('backups')
  const { can } = useSession()
  const [path] = useLocation()
  const status = useAsk('backups.status', {}, { every: lookEveryMs })
  if (status.data === undefined) return null
  const { disk, key } = status.data
  return (
    <>
      {disk.low && path !== '/machine' && (
        <Notice kind="warn" title={t('disk.low', { free: formatBytes(disk.freeBytes) })}>
          {t('disk.low.text')}
        </Notice>
      )}
      {key.due && can('backup.make') && path !== '/backups' && (
        <Notice
          title={backups('key.due', { label: key.label ?? '' })}
          actions={
            <ButtonLink to="/backups" size="small">
              {backups('key.copy')}
            </ButtonLink>
          }
        >
          {backups('key.due.text')}
        </Notice>
      )}
    </>
  )
}
