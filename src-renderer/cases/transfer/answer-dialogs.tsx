import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk, useTell } from '../../office/queries.ts'
import { useSession } from '../../office/session.tsx'
import { Decide } from '../../parts/decide.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Field } from '../../parts/field.tsx'
import { LongTextInput } from '../../parts/inputs.tsx'
import { toast } from '../../parts/toasts.tsx'

const refreshed = ['cases.', 'home.', 'transfers.', 'assign.']

/** Takes a case and says who follows it from now on. */
export function AcceptDialog({ caseId, onClose }: { caseId: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation('transfers')
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
        <Decide busy={accept.isPending} onCancel={onClose} act={act}>
          {t('accept.do')}
        </Decide>
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
        <Decide ready={reason.trim() !== ''} busy={refuse.isPending} onCancel={onClose} act={act}>
          {t('refuse.do')}
        </Decide>
      }
    >
      <div className="stack">
        <ErrorBox error={refuse.error} />
        <p>{t('refuse.text')}</p>
        <LongTextInput
          label={t('refuse.reason')}
          required
          data-first
          rows={4}
          maxLength={2000}
          value={reason}
          onChange={setReason}
        />
      </div>
    </Dialog>
  )
}
