import { DatabaseBackup } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatWhen } from '../language/format.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { State } from '../parts/tag.tsx'
import { toast } from '../parts/toasts.tsx'

export function BackupNow(): ReactNode {
  const { t } = useTranslation('settings')
  const { can } = useSession()
  const summary = useAsk('home.summary', {}, { enabled: can('case.read') })
  const backUp = useTell('settings.backupNow', ['home.'])
  const last = summary.data?.backup
  return (
    <Card title={t('backup.title')} padded>
      <p className="muted">{t('backup.text')}</p>
      {last !== undefined && (
        <p>
          {last.at === null ? (
            <State tone="warn">{t('backup.none')}</State>
          ) : (
            <State tone={last.verified ? 'good' : 'warn'}>{t('backup.last', { when: formatWhen(last.at) })}</State>
          )}
        </p>
      )}
      <ErrorBox error={backUp.error} />
      <div className="line">
        <Button
          icon={<DatabaseBackup aria-hidden="true" />}
          busy={backUp.isPending}
          disabled={!can('backup.make')}
          onClick={() => backUp.mutate({}, { onSuccess: () => toast(t('backup.done')) })}
        >
          {t(backUp.isPending ? 'backup.working' : 'backup.now')}
        </Button>
        {!can('backup.make') && <span className="small muted">{t('backup.notYours')}</span>}
      </div>
    </Card>
  )
}
