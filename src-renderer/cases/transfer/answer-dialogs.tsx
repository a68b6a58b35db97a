import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk, useTell } from '../../office/queries.ts'
import { useSession } from '../../office/session.tsx'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Field } from '../../parts/field.tsx'
import { toast } from '../../parts/toasts.tsx'

const refreshed = ['cases.', 'home.', 'transfers.', 'assign.']

/** Takes a case and says who follows it from now on. */
export function AcceptDialog({ caseId, onClose }: { caseId: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation('transfers')
  const { t: common } = useTranslation()
  const { can } = useSession()
  const people = useAsk('assign.people', {}, { enabled: can('case.assign') })
  const accept = useTell('transfers.accept', refreshed)
  const [worker, setWorker] = useState('')
  const act = async (): Promise<void> => {
    await accept.mutateAsync({ caseId, worker: worker === '' ? null : worker })
    toast(t('accept.done'))
    onClose()
  }
  return (
    <Dialog
      title={t('accept.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common('action.cancel')}</Button>
          <Button look="main" busy={accept.isPending} onClick={() => void act().catch(() => undefined)}>
            {t('accept.do')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <ErrorBox error={people.error ?? accept.error} />
        <Field label={t('accept.worker')}>
          {(control) => (
            <select
              {...control}
              data-first
              className="input"
              value={worker}
              onChange={(event) => setWorker(event.target.value)}
            >
              <option value="">{t('accept.nobody')}</option>
              {(people.data?.people ?? [])
                .filter(({ holds }) => holds)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </select>
          )}
        </Field>
      </div>
    </Dialog>
  )
}

interface RefuseDialogProps {
  readonly caseId: string
  /** Name of the office that it goes back to. */
  readonly office: string
  readonly onClose: () => void
}

export function RefuseDialog({ caseId, office, onClose }: RefuseDialogProps): ReactNode {
  const { t } = useTranslation('transfers')
  const { t: common } = useTranslation()
  const refuse = useTell('transfers.refuse', refreshed)
  const [reason, setReason] = useState('')
  const act = async (): Promise<void> => {
    await refuse.mutateAsync({ caseId, reason })
    toast(t('refuse.done'))
    onClose()
  }
  return (
    <Dialog
      title={t('refuse.title', { office })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common('action.cancel')}</Button>
          <Button
            look="main"
            busy={refuse.isPending}
            disabled={reason.trim() === ''}
            onClick={() => void act().catch(() => undefined)}
          >
            {t('refuse.do')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <ErrorBox error={refuse.error} />
        <p>{t('refuse.text')}</p>
        <Field label={t('refuse.reason')} required>
          {(control) => (
            <textarea
              {...control}
              data-first
              className="input"
              rows={4}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </div>
    </Dialog>
  )
}
