import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAsk } from '../office/queries.ts'
import { Card } from '../parts/card.tsx'
import { State } from '../parts/tag.tsx'
import { isLate, silence } from '../transmission/late.ts'
import css from './home.module.css'

const shown = 6

/** The offices below that have been silent too long. */
export function LateOffices(): ReactNode {
  const { t } = useTranslation('home')
  const { t: exchange } = useTranslation('exchange')
  const overview = useAsk('exchange.overview', {})
  const below = (overview.data?.peers ?? []).filter((peer) => peer.direction === 'down')
  const late = below.filter(isLate).sort((a, b) => silence(b) - silence(a))
  if (below.length === 0) return null
  return (
    <Card
      title={t('offices.title')}
      aside={exchange('peers.count', { count: below.length })}
      actions={
        <Link href="/transmission" className="small">
          {t('offices.all')}
        </Link>
      }
    >
      <ul className={css.rows}>
        {late.slice(0, shown).map((peer) => (
          <li key={peer.officeId} className={css.office}>
            <b className="cut">{peer.name}</b>
            <State tone="late">{exchange('peers.silent', { count: peer.daysSinceReceived ?? 0 })}</State>
          </li>
        ))}
        {late.length === 0 && (
          <li className={css.office}>
            <State tone="good">{t('offices.none')}</State>
          </li>
        )}
      </ul>
    </Card>
  )
}
