import { CircleCheck } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Peer } from '../../src-main/contract/exchange.ts'
import { formatLongDay, formatWhen } from '../language/format.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Notice } from '../parts/notice.tsx'
import { isUnanswered } from './late.ts'
import css from './transmission.module.css'
import type { Exchanging } from './use-exchange.ts'

interface ReceiptProps {
  peers: readonly Peer[]
  path: string | null
  work: Exchanging
}

/** What the office above has for certain: "La région a tout reçu jusqu'au 11 novembre". */
export function Receipt({ peers, path, work }: ReceiptProps): ReactNode {
  const { t } = useTranslation('exchange')
  const up = peers.find((peer) => peer.direction === 'up')
  if (up === undefined) return null
  const { can } = useSession()
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
      {isUnanswered(up.unanswered) && (
        <Notice kind="warn" title={t('receipt.unanswered', { count: up.unanswered })}>
          {t('receipt.unanswered.text')}
        </Notice>
      )}
      {can('exchange.export') && path !== null && up.lastSentNumber > 0 && <WriteAll up={up} path={path} work={work} />}
    </Card>
  )
}

/** For a partner that lost its own: everything again, once somebody has asked for it. */
function WriteAll({ up, path, work }: { up: Peer; path: string; work: Exchanging }): ReactNode {
  const { t } = useTranslation('exchange')
  const [asking, setAsking] = useState(false)
  if (!asking) {
    return (
      <div className="line">
        <Button look="quiet" size="small" onClick={() => setAsking(true)}>
          {t('snapshot.action')}
        </Button>
      </div>
    )
  }
  return (
    <div className="line">
      <Button
        size="small"
        busy={work.now !== null}
        onClick={() => {
          setAsking(false)
          void work.writeAll(path, up.officeId)
        }}
      >
        {t('snapshot.confirm')}
      </Button>
      <Button size="small" look="quiet" onClick={() => setAsking(false)}>
        {t('snapshot.cancel')}
      </Button>
      <span className="small muted">{t('snapshot.why')}</span>
    </div>
  )
}
