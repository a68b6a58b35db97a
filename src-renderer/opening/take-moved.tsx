import { Usb } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { stepWord } from '../backups/step-word.ts'
import { formatBytes, formatDay } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Progress } from '../parts/progress.tsx'
import { useLong } from '../parts/use-long.ts'
import { OpeningPage } from './opening-page.tsx'

const lookEveryMs = 3000

/** Takes over an office that another PC has copied to a key. */
export function TakeMoved({ onBack, onDone }: { onBack: () => void; onDone: () => Promise<void> }): ReactNode {
  const { t } = useTranslation('machine')
  const { t: backups } = useTranslation('backups')
  const { t: common } = useTranslation()
  const found = useAsk('machine.findMoved', {}, { every: lookEveryMs })
  const take = useLong('machine.moveIn')
  return (
    <OpeningPage title={t('take.title')} width="middle">
      <h1>{t('take.title')}</h1>
      <ErrorBox error={take.error ?? found.error} />
      {take.busy && (
        <Progress
          title={t('take.working')}
          reached={take.reached}
          step={stepWord(backups, take.reached?.step)}
          onCancel={take.cancel}
        />
      )}
      {found.data?.length === 0 && (
        <Empty icon={<Usb aria-hidden="true" />} title={t('take.none')}>
          {t('take.none.text')}
        </Empty>
      )}
      {found.data?.map(({ path, folder, office, at, bytes, label, taken }) => (
        <Card key={`${path} ${folder}`} title={t('take.item', office)} padded>
          <p className="muted">{t('take.from', { day: formatDay(at), size: formatBytes(bytes), label })}</p>
          <div className="line">
            <Button
              look="main"
              disabled={taken}
              busy={take.busy}
              onClick={() => void take.run({ path, folder }).then((done) => (done === null ? undefined : onDone()))}
            >
              {t('take.action')}
            </Button>
            {taken && <span className="small muted">{t('take.taken')}</span>}
          </div>
        </Card>
      ))}
      <div className="line">
        <Button look="quiet" onClick={onBack}>
          {common('action.back')}
        </Button>
      </div>
    </OpeningPage>
  )
}
