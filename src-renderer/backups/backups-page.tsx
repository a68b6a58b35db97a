import { DatabaseBackup } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupItem } from '../../src-main/contract/backups.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { useLeave, useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Progress } from '../parts/progress.tsx'
import { toast } from '../parts/toasts.tsx'
import { useLong } from '../parts/use-long.ts'
import { BackupList } from './backup-list.tsx'
import css from './backups.module.css'
import { KeyCard } from './key-card.tsx'
import { RestoreWizard } from './restore-wizard.tsx'
import { StateLine } from './state-line.tsx'
import { stepWord } from './step-word.ts'

const lookEveryMs = 5000

/** How the backups stand, the one to make now, the key, and going back. */
export function BackupsPage(): ReactNode {
  const { t } = useTranslation('backups')
  const { can } = useSession()
  const status = useAsk('backups.status', {}, { every: lookEveryMs })
  const list = useAsk('backups.list', {}, { every: lookEveryMs })
  const make = useLong('backups.make', ['backups.'])
  const [restoring, setRestoring] = useState<BackupItem | null>(null)
  const mayMake = can('backup.make')
  const mayRestore = can('backup.restore')
  const now = status.data
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            {!mayMake && <span className="small muted">{t('notYours')}</span>}
            <Button
              look="main"
              icon={<DatabaseBackup aria-hidden="true" />}
              busy={make.busy}
              disabled={!mayMake}
              onClick={() => void make.run({}).then((done) => done !== null && toast(t('made')))}
            >
              {t('make')}
            </Button>
          </>
        }
      />
      <div className="stack">
        <ErrorBox error={status.error ?? list.error ?? make.error} />
        {make.busy && (
          <Card padded>
            <Progress
              title={t('making')}
              reached={make.reached}
              step={stepWord(t, make.reached?.step)}
              onCancel={make.cancel}
            />
          </Card>
        )}
        <div className={css.columns}>
          {now !== undefined && (
            <Card title={t('state.title')} padded>
              <div className={css.state} role="status">
                <StateLine status={now} />
                {now.running && !make.busy && <p className="small">{t('making.beside')}</p>}
                {!now.key.wanted && <p className="small muted">{t('state.safe')}</p>}
              </div>
            </Card>
          )}
          {now !== undefined && <KeyCard status={now} />}
        </div>
        {list.data !== undefined && <BackupList items={list.data} onRestore={mayRestore ? setRestoring : null} />}
        {mayRestore && <PutBack />}
      </div>
      {restoring !== null && <RestoreDialog item={restoring} onClose={() => setRestoring(null)} />}
    </>
  )
}

function RestoreDialog({ item, onClose }: { item: BackupItem; onClose: () => void }): ReactNode {
  const { t } = useTranslation('backups')
  const { session, lock } = useSession()
  const leave = useLeave(onClose)
  return (
    <Dialog title={t('restore.title')} onClose={leave}>
      <RestoreWizard signIn={session.signIn} first={item} onCancel={leave} onRestored={() => void lock('person')} />
    </Dialog>
  )
}

/** An old copy of the file was put back by hand: the region finds out at the next import. */
function PutBack(): ReactNode {
  const { t } = useTranslation('backups')
  const { t: common } = useTranslation()
  const [asking, setAsking] = useState(false)
  const renew = useTell('backups.renewIdentity', ['setup.', 'exchange.', 'enrolment.', 'machine.'])
  const done = (): void => {
    setAsking(false)
    toast(t('put-back.done'))
  }
  return (
    <Card title={t('put-back.title')} padded>
      <p className="muted">{t('put-back.text')}</p>
      <div className="line">
        <Button onClick={() => setAsking(true)}>{t('put-back.action')}</Button>
      </div>
      {asking && (
        <Dialog
          title={t('put-back.action')}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>{common('action.cancel')}</Button>
              <Button look="main" busy={renew.isPending} onClick={() => renew.mutate({}, { onSuccess: done })}>
                {t('put-back.action')}
              </Button>
            </>
          }
        >
          <p>{t('put-back.sure')}</p>
          <ErrorBox error={renew.error} />
        </Dialog>
      )}
    </Card>
  )
}
