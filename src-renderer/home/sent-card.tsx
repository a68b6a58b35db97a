import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatLongDay, formatWhen } from '../language/format.ts'
import { ButtonLink } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { State } from '../parts/tag.tsx'
import { isUnanswered } from '../transmission/late.ts'

/** What the office above has for certain, and what still waits here. */
export function SentCard({ summary }: { summary: CallOutput<'home.summary'> }): ReactNode {
  const { t } = useTranslation('home')
  const { enrolled, ackedAt, sentAt, pendingChanges, unanswered } = summary.transmission
  if (!enrolled) {
    return (
      <Card title={t('transmission.title')} padded>
        <p>{t('transmission.notEnrolled')}</p>
        <ButtonLink to="/transmission">{t('transmission.enrol')}</ButtonLink>
      </Card>
    )
  }
  return (
    <Card title={t('transmission.title')} padded>
      <p>{ackedAt === null ? t('transmission.notAcked') : t('transmission.acked', { day: formatLongDay(ackedAt) })}</p>
      <p className="small muted">
        {sentAt === null ? t('transmission.never') : t('transmission.sent', { when: formatWhen(sentAt) })}{' '}
        {t('transmission.pending', { count: pendingChanges })}
      </p>
      {isUnanswered(unanswered) && (
        <p>
          <State tone="late">{t('transmission.unanswered', { count: unanswered })}</State>
        </p>
      )}
      <ButtonLink to="/transmission">{t('transmission.prepare')}</ButtonLink>
    </Card>
  )
}
