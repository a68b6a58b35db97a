import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Pc } from '../../../src-main/contract/revocations.ts'
import { type RevocationReason, revocationReasons } from '../../../src-main/domain/trust/revocation.ts'
import { formatDay } from '../../language/format.ts'
import { useTell } from '../../office/queries.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { FieldGroup } from '../../parts/field.tsx'
import { Check, Choices } from '../../parts/inputs.tsx'
import { Notice } from '../../parts/notice.tsx'
import { toast } from '../../parts/toasts.tsx'
import { Words } from '../words.tsx'
import css from './pcs.module.css'

interface RevokeDialogProps {
  readonly pc: Pc
  readonly office: string
  readonly onClose: () => void
}

/** Which PC, what happened, what follows, and that it cannot be undone. */
export function RevokeDialog({ pc, office, onClose }: RevokeDialogProps): ReactNode {
  const { t } = useTranslation('pcs')
  const { t: common } = useTranslation()
  const [reason, setReason] = useState<RevocationReason | null>(null)
  const [sure, setSure] = useState(false)
  const revoke = useTell('revocations.revoke', ['revocations.', 'exchange.'])
  const ready = reason !== null && sure
  const submit = (): void => {
    if (!ready) return
    revoke.mutate(
      { replica: pc.replica, reason },
      {
        onSuccess: () => {
          toast(t('revoke.done', { office }))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={t('revoke.title', { office })}
      onClose={onClose}
      width="wide"
      footer={
        <>
          {!ready && <span className="small muted">{t('revoke.confirm.why')}</span>}
          <Button onClick={onClose}>{common('action.cancel')}</Button>
          <Button look="danger" disabled={!ready} busy={revoke.isPending} onClick={submit}>
            {t('revoke.action', { office })}
          </Button>
        </>
      }
    >
      <div className="stack-small">
        <ErrorBox error={revoke.error} />
        <p>{t('revoke.which', { day: formatDay(pc.certifiedAt) })}</p>
        <Words words={pc.words} />
        <FieldGroup label={t('revoke.why')}>
          <Choices
            name="reason"
            value={reason}
            onChange={setReason}
            options={revocationReasons.map((value) => ({
              value,
              label: t(`reason.${value}`),
              help: t(`reason.${value}.help`),
            }))}
          />
        </FieldGroup>
        <div>
          <h3>{t('revoke.then')}</h3>
          <ul className={css.then}>
            <li>{t('revoke.then.refused')}</li>
            <li>{t('revoke.then.kept', { count: pc.changes })}</li>
            {pc.vouchesFor > 0 && <li>{t('revoke.then.others', { count: pc.vouchesFor })}</li>}
            <li>{t('revoke.then.travels')}</li>
            <li>{t('revoke.then.nothing')}</li>
          </ul>
        </div>
        <Notice kind="warn">{t('revoke.final')}</Notice>
        <Check checked={sure} onChange={setSure}>
          {t('revoke.confirm')}
        </Check>
      </div>
    </Dialog>
  )
}
