import { CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Peer } from '../../src-main/contract/exchange.ts'
import { formatLongDay, formatWhen } from '../language/format.ts'
import { Card } from '../parts/card.tsx'
import css from './transmission.module.css'

/** What the office above has for certain: "La région a tout reçu jusqu'au 11 novembre". */
export function Receipt({ peers }: { peers: readonly Peer[] }): ReactNode {
  const { t } = useTranslation('exchange')
  const up = peers.find((peer) => peer.direction === 'up')
  if (up === undefined) return null
  const above = up.level === 'national' ? 'national' : 'region'
  return (
    <Card title={t('receipt.title')} aside={up.name} padded>
      <p className={css.sentence}>
        {up.ackedAt === null ? (
          t(`receipt.none.${above}`)
        ) : (
          <>
            <CircleCheck aria-hidden="true" size={18} className="good" />{' '}
            {t(`receipt.all.${above}`, { day: formatLongDay(up.ackedAt) })}
          </>
        )}
      </p>
      <p className="small muted">
        {up.lastSentAt === null
          ? t('receipt.neverSent')
          : t('receipt.sent', { when: formatWhen(up.lastSentAt), number: up.lastSentNumber })}{' '}
        {up.unacknowledged > 0 && t('receipt.waiting', { count: up.unacknowledged })}{' '}
        {up.pendingChanges > 0 && t('receipt.pending', { count: up.pendingChanges })}
      </p>
    </Card>
  )
}
