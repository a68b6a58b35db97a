import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatWhen } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { useLeave } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { DrivePicker } from '../parts/drive-picker.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Check } from '../parts/inputs.tsx'
import { Notice } from '../parts/notice.tsx'
import { Progress } from '../parts/progress.tsx'
import { useLong } from '../parts/use-long.ts'
import { stepWord } from '../transmission/step-word.ts'
import { Words } from '../transmission/words.tsx'
import css from './machine.module.css'

type Request = CallOutput<'secondPc.requests'>['requests'][number]

/** Another PC of this office: this one vouches for it and gives it everything. */
export function SecondPcCard(): ReactNode {
  const { t } = useTranslation('machine')
  const [open, setOpen] = useState(false)
  return (
    <Card title={t('second.title')} padded>
      <div className="stack-small">
        <p className="muted">{t('second.text')}</p>
        <div className="line">
          <Button onClick={() => setOpen(true)}>{t('second.open')}</Button>
        </div>
      </div>
      {open && <GiveDialog onClose={() => setOpen(false)} />}
    </Card>
  )
}

const lookEveryMs = 3000

function GiveDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation('machine')
  const { t: common } = useTranslation()
  const [path, setPath] = useState<string | null>(null)
  const found = useAsk('secondPc.requests', { path: path ?? '' }, { every: lookEveryMs, enabled: path !== null })
  const give = useLong('secondPc.give', ['secondPc.', 'exchange.'])
  const leave = useLeave(onClose)
  const requests = path === null ? undefined : found.data?.requests
  return (
    <Dialog title={t('second.title')} onClose={give.busy ? give.cancel : leave}>
      {give.done === null ? (
        <div className="stack">
          <p>{t('second.how')}</p>
          <DrivePicker value={path} onChange={setPath} forWriting />
          <ErrorBox error={path === null ? null : found.error} />
          {requests?.length === 0 && <Notice>{t('second.none')}</Notice>}
          {requests?.map((request) => (
            <OneRequest key={request.file} path={path ?? ''} request={request} give={give} />
          ))}
          {!give.busy && (
            <div className="line">
              <Button onClick={leave}>{common('action.cancel')}</Button>
            </div>
          )}
        </div>
      ) : (
        <div className="stack">
          <Notice kind="good" title={t('second.done', { pc: give.done.pc })} live>
            {t('second.done.text', { files: [give.done.file, ...give.done.bundle].join(', ') })}
          </Notice>
          <div className="line">
            <Button look="main" onClick={onClose}>
              {common('action.close')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}

interface OneRequestProps {
  path: string
  request: Request
  give: ReturnType<typeof useLong<'secondPc.give'>>
}

function OneRequest({ path, request, give }: OneRequestProps): ReactNode {
  const { t } = useTranslation('machine')
  const { t: exchange } = useTranslation('exchange')
  const [same, setSame] = useState(false)
  const { file, words, writtenAt, answered } = request
  if (give.busy) {
    return (
      <Progress
        title={t('second.working')}
        reached={give.reached}
        step={stepWord(exchange, give.reached?.step)}
        onCancel={give.cancel}
      />
    )
  }
  return (
    <div className={css.request}>
      <h3>{t('second.request', { when: formatWhen(writtenAt) })}</h3>
      {answered && <p className="small muted">{t('second.answered')}</p>}
      <p>{t('second.compare')}</p>
      <Words words={words} />
      <Check checked={same} onChange={setSame}>
        {exchange('request.same')}
      </Check>
      <ErrorBox error={give.error} />
      <div className="line">
        <Button look="main" disabled={!same} onClick={() => void give.run({ path, file, words })}>
          {t('second.give')}
        </Button>
        {!same && <span className="small muted">{exchange('request.why')}</span>}
      </div>
    </div>
  )
}
