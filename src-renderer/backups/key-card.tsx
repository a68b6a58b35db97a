import { Usb } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupStatus } from '../../src-main/contract/backups.ts'
import { formatWhen } from '../language/format.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { DrivePicker } from '../parts/drive-picker.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { Progress } from '../parts/progress.tsx'
import { useLong } from '../parts/use-long.ts'
import { stepWord } from './step-word.ts'

/** The key that holds backups too: chosen once, asked for each day it is plugged in. */
export function KeyCard({ status }: { status: BackupStatus }): ReactNode {
  const { t } = useTranslation('backups')
  const { can } = useSession()
  const [choosing, setChoosing] = useState(false)
  const set = useTell('backups.setKey', ['backups.'])
  const copy = useLong('backups.toKey', ['backups.'])
  const { key } = status
  const mine = can('backup.make')
  return (
    <Card title={t('key.title')} padded>
      <div className="stack-small">
        <p className="muted">{t('key.text')}</p>
        <p>
          {key.wanted ? <b>{t('key.wanted', { label: key.label ?? '' })}</b> : t('key.off')}{' '}
          {key.wanted && (key.lastAt === null ? t('key.never') : t('key.last', { when: formatWhen(key.lastAt) }))}{' '}
          {key.wanted && key.plugged === null && <span className="muted">{t('key.absent')}</span>}
        </p>
        {copy.busy && (
          <Progress
            title={t('key.copying')}
            reached={copy.reached}
            step={stepWord(t, copy.reached?.step)}
            onCancel={copy.cancel}
          />
        )}
        <ErrorBox error={set.error ?? copy.error} />
        {copy.done !== null && (
          <Notice kind="good" live>
            {t('key.copied')}
          </Notice>
        )}
        {choosing && (
          <KeyChoice onDone={() => setChoosing(false)} onChosen={(label) => set.mutate({ wanted: true, label })} />
        )}
        <div className="line">
          {key.plugged !== null && status.last !== null && (
            <Button
              icon={<Usb aria-hidden="true" />}
              disabled={!mine}
              busy={copy.busy}
              onClick={() => void copy.run({ path: key.plugged?.path ?? '' })}
            >
              {t('key.copy')}
            </Button>
          )}
          {!choosing && (
            <Button disabled={!mine} onClick={() => setChoosing(true)}>
              {t(key.wanted ? 'key.other' : 'key.choose')}
            </Button>
          )}
          {key.wanted && (
            <Button look="quiet" disabled={!mine} onClick={() => set.mutate({ wanted: false, label: null })}>
              {t('key.stop')}
            </Button>
          )}
          {!mine && <span className="small muted">{t('notYours')}</span>}
        </div>
      </div>
    </Card>
  )
}

function KeyChoice({ onChosen, onDone }: { onChosen: (label: string) => void; onDone: () => void }): ReactNode {
  const { t } = useTranslation('backups')
  const { t: common } = useTranslation()
  const [path, setPath] = useState<string | null>(null)
  const drives = useAsk('exchange.drives', {})
  const label = drives.data?.find((drive) => drive.path === path)?.label ?? null
  return (
    <div className="stack-small">
      <DrivePicker value={path} onChange={setPath} forWriting />
      <div className="line">
        <Button onClick={onDone}>{common('action.cancel')}</Button>
        <Button
          look="main"
          disabled={label === null}
          onClick={() => {
            if (label !== null) onChosen(label)
            onDone()
          }}
        >
          {t('key.this')}
        </Button>
      </div>
    </div>
  )
}
