import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RestoreWizard } from '../backups/restore-wizard.tsx'
import { Salvage } from '../backups/salvage.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Notice } from '../parts/notice.tsx'
import { OpeningPage } from './opening-page.tsx'

interface RepairProps {
  office: string | undefined
  signIn: string
  onBack: () => void
  onDone: () => Promise<void>
}

/** Ways back when the office does not open: a backup, or what can still be read. */
export function Repair({ office, signIn, onBack, onDone }: RepairProps): ReactNode {
  const { t } = useTranslation('backups')
  const { t: common } = useTranslation()
  const [way, setWay] = useState<'restore' | 'salvage' | 'done' | null>(null)
  const back = (): void => setWay(null)
  const finish = (): void => void onDone()
  return (
    <OpeningPage title={t('restore.title')} office={office} width="middle">
      <h1>{t(way === 'salvage' ? 'salvage.title' : 'restore.title')}</h1>
      {way === null && (
        <>
          <p className="muted">{t('damaged.locked')}</p>
          <Card padded>
            <p>{t('damaged.restore.help')}</p>
            <div className="line">
              <Button look="main" onClick={() => setWay('restore')}>
                {t('damaged.restore')}
              </Button>
            </div>
          </Card>
          <Card padded>
            <p>{t('damaged.salvage.help')}</p>
            <div className="line">
              <Button onClick={() => setWay('salvage')}>{t('damaged.salvage')}</Button>
            </div>
          </Card>
          <div className="line">
            <Button look="quiet" onClick={onBack}>
              {common('action.back')}
            </Button>
          </div>
        </>
      )}
      {way === 'restore' && (
        <Card padded>
          <RestoreWizard signIn={signIn} onCancel={back} onRestored={() => setWay('done')} />
        </Card>
      )}
      {way === 'salvage' && (
        <Card padded>
          <Salvage signIn={signIn} onCancel={back} onDone={finish} />
        </Card>
      )}
      {way === 'done' && (
        <Notice
          kind="good"
          live
          title={t('restore.done')}
          actions={
            <Button look="main" onClick={finish}>
              {t('restore.done.action')}
            </Button>
          }
        >
          {t('restore.done.text')}
        </Notice>
      )}
    </OpeningPage>
  )
}
