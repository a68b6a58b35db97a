import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { stepWord } from '../backups/step-word.ts'
import { useLeave, useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { DrivePicker } from '../parts/drive-picker.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Check, PasswordInput } from '../parts/inputs.tsx'
import { Progress } from '../parts/progress.tsx'
import { useLong } from '../parts/use-long.ts'

/** The whole office to a key; afterwards it no longer opens here. */
export function MoveCard(): ReactNode {
  const { t } = useTranslation('machine')
  const [open, setOpen] = useState(false)
  return (
    <Card title={t('move.title')} padded>
      <div className="stack-small">
        <p className="muted">{t('move.text')}</p>
        <div className="line">
          <Button onClick={() => setOpen(true)}>{t('move.open')}</Button>
        </div>
      </div>
      {open && <MoveDialog onClose={() => setOpen(false)} />}
    </Card>
  )
}

function MoveDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation('machine')
  const { t: backups } = useTranslation('backups')
  const { t: common } = useTranslation()
  const { lock } = useSession()
  const [path, setPath] = useState<string | null>(null)
  const [password, setPassword] = useState('')
  const [withBackups, setWithBackups] = useState(false)
  const move = useLong('machine.moveOut')
  const leave = useLeave(onClose)
  const ready = path !== null && password !== ''
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    // The file is closed as soon as its copy begins: the next page says that the office has moved.
    if (path !== null && password !== '' && (await move.run({ path, password, withBackups })) !== null)
      await lock('person')
  }
  return (
    <Dialog title={t('move.title')} onClose={move.busy ? move.cancel : leave}>
      {move.busy ? (
        <Progress
          title={t('move.working')}
          reached={move.reached}
          step={stepWord(backups, move.reached?.step)}
          onCancel={move.cancel}
        />
      ) : (
        <form className="stack" noValidate onSubmit={(event) => void go(event)}>
          <p>{t('move.text')}</p>
          <h3>{t('move.key')}</h3>
          <DrivePicker value={path} onChange={setPath} forWriting />
          <Check checked={withBackups} onChange={setWithBackups}>
            {t('move.backups')}
          </Check>
          <PasswordInput label={t('move.password')} value={password} onChange={setPassword} />
          <ErrorBox error={move.error} />
          <div className="line">
            <Button onClick={leave}>{common('action.cancel')}</Button>
            <Button type="submit" look="danger" disabled={!ready}>
              {t('move.action')}
            </Button>
            {!ready && <span className="small muted">{t('move.missing')}</span>}
          </div>
        </form>
      )}
    </Dialog>
  )
}
