import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatWhen } from '../language/format.ts'
import { Card } from '../parts/card.tsx'

/** The last backup of this PC. */
export function BackupCard({ backup }: { backup: CallOutput<'home.summary'>['backup'] }): ReactNode {
  const { t } = useTranslation('home')
  return (
    <Card title={t('backup.title')} padded>
      <p className="small">
        {backup.at === null ? (
          t('backup.none')
        ) : (
          <>
            <b>{t(backup.verified ? 'backup.verified' : 'backup.unverified')}</b> {formatWhen(backup.at)},{' '}
            {t('backup.here')}
          </>
        )}{' '}
        <Link href="/settings">{t('backup.more')}</Link>
      </p>
    </Card>
  )
}
