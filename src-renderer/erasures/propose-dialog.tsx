import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { FieldGroup } from '../parts/field.tsx'
import { Choices } from '../parts/inputs.tsx'
import { Notice } from '../parts/notice.tsx'
import { toast } from '../parts/toasts.tsx'
import { Consequences } from './consequences.tsx'
import { type Reason, reasons, refreshed } from './reasons.ts'

interface ProposeDialogProps {
  readonly caseId: string
  readonly code: string
  readonly onClose: () => void
}

/** Says exactly what will happen, and asks why. Nothing is erased yet. */
export function ProposeDialog({ caseId, code, onClose }: ProposeDialogProps): ReactNode {
  const { t } = useTranslation('erasures')
  const { t: common } = useTranslation()
  const form = useId()
  const propose = useTell('erasures.propose', refreshed)
  const [reason, setReason] = useState<Reason | null>(null)
  const act = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (reason === null) return
    await propose.mutateAsync({ caseId, reason })
    toast(t('propose.done'))
    onClose()
  }
  return (
    <Dialog
      title={t('propose.title', { code })}
      onClose={onClose}
      width="wide"
      footer={
        <>
          {reason === null && <span className="muted small grow">{t('propose.missing')}</span>}
          <Button onClick={onClose}>{common('action.cancel')}</Button>
          <Button type="submit" form={form} look="danger" disabled={reason === null} busy={propose.isPending}>
            {t('propose.do')}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" noValidate onSubmit={(event) => void act(event).catch(() => undefined)}>
        <Consequences />
        <Notice kind="info">{t('propose.next')}</Notice>
        <FieldGroup label={t('reason')} required>
          <Choices
            name="reason"
            tall
            value={reason}
            onChange={setReason}
            options={reasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
          />
        </FieldGroup>
        <ErrorBox error={propose.error} />
      </form>
    </Dialog>
  )
}
