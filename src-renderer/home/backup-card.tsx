import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { StateLine } from '../backups/state-line.tsx'
import { useAsk } from '../office/queries.ts'
import { Card } from '../parts/card.tsx'

/** How the backups stand. */
export function BackupCard(): ReactNode {
  const { t } = useTranslation('backups')
  const status = useAsk('backups.status', {})
  return (
    <Card title={t('home.title')} padded>
      <p className="small">
        {status.data !== undefined && <StateLine status={status.data} />} <Link href="/backups">{t('home.more')}</Link>
      </p>
    </Card>
  )
}
