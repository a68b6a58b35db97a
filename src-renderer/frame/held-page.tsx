import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Held } from '../../src-main/contract/setup.ts'
import { RestoreWizard } from '../backups/restore-wizard.tsx'
import { Salvage } from '../backups/salvage.tsx'
import { useTell } from '../office/queries.ts'
import { useLeave, useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import css from './frame.module.css'

/** In place of every page while nothing may be written: a damaged file, one that comes from another PC, or a PC that was revoked. */
export function HeldPage({ why }: { why: Held }): ReactNode {
  return (
    <main className={css.held}>
      {why === 'damaged' ? <Damaged /> : <NewIdentity why={why === 'revoked' ? 'revoked' : 'other'} />}
    </main>
  )
}

function Damaged(): ReactNode {
  const { t } = useTranslation('backups')
  const { session, can, lock } = useSession()
  const [way, setWay] = useState<'restore' | 'salvage' | null>(null)
  const back = useLeave(() => setWay(null))
  const leave = (): void => void lock('person')
  return (
    <>
      <h1>{t('damaged.title')}</h1>
      <Notice kind="error">{t('damaged.text')}</Notice>
      {way === null && (
        <div className="stack-small">
          <Card padded>
            <p>{t('damaged.restore.help')}</p>
            <div className="line">
              <Button look="main" disabled={!can('backup.restore')} onClick={() => setWay('restore')}>
                {t('damaged.restore')}
              </Button>
            </div>
          </Card>
          <Card padded>
            <p>{t('damaged.salvage.help')}</p>
            <div className="line">
              <Button disabled={!can('backup.restore')} onClick={() => setWay('salvage')}>
                {t('damaged.salvage')}
              </Button>
            </div>
          </Card>
          {!can('backup.restore') && <p className="small muted">{t('restore.notYours')}</p>}
          <div className="line">
            <Button look="quiet" onClick={leave}>
              {t('damaged.lock')}
            </Button>
          </div>
        </div>
      )}
      {way === 'restore' && (
        <Card title={t('restore.title')} padded>
          <RestoreWizard signIn={session.signIn} onCancel={back} onRestored={leave} />
        </Card>
      )}
      {way === 'salvage' && (
        <Card title={t('salvage.title')} padded>
          <Salvage signIn={session.signIn} onCancel={back} onDone={leave} />
        </Card>
      )}
    </>
  )
}

/** What was written stays; the office goes on here only as another replica, which the office above certifies anew. */
function NewIdentity({ why }: { why: 'other' | 'revoked' }): ReactNode {
  const { t } = useTranslation('machine')
  const { can, lock } = useSession()
  const adopt = useTell('machine.adopt', ['setup.'])
  return (
    <>
      <h1>{t(`${why}.title`)}</h1>
      <Notice kind="warn">{t(`${why}.text`)}</Notice>
      <p>{t(`${why}.why`)}</p>
      <ErrorBox error={adopt.error} />
      <div className="line">
        <Button look="main" disabled={!can('vault.move')} busy={adopt.isPending} onClick={() => adopt.mutate({})}>
          {t(`${why}.adopt`)}
        </Button>
        <Button onClick={() => void lock('person')}>{t('other.lock')}</Button>
        {!can('vault.move') && <span className="small muted">{t('other.notYours')}</span>}
      </div>
    </>
  )
}
