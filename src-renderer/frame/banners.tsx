import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../language/format.ts'
import { ask } from '../office/client.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
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

/** What the person should know whatever the page: a doubtful date, a key file taken from its copy. */
export function Banners(): ReactNode {
  const { t } = useTranslation()
  const { status } = useSession()
  const [seen, setSeen] = useState<readonly string[]>([])
  const doubt = status.clockDoubt
  const hide = (what: string): ReactNode => (
    <Button size="small" onClick={() => setSeen([...seen, what])}>
      {what === 'clock' ? t('clock.continue') : t('action.understood')}
    </Button>
  )
  return (
    <div className={css.banners}>
      {doubt !== null && !seen.includes('clock') && (
        <Notice kind="warn" title={t('clock.title')} actions={hide('clock')}>
          {t('clock.text', { today: formatDay(doubt.today), expected: formatDay(doubt.expected) })}
        </Notice>
      )}
      {status.keyringFromCopy && !seen.includes('keyring') && (
        <Notice kind="warn" actions={hide('keyring')}>
          {t('keyring.copy')}
        </Notice>
      )}
    </div>
  )
}
