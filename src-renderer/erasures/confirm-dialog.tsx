import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PasswordInput } from '../parts/inputs.tsx'
import { Notice } from '../parts/notice.tsx'
import { toast } from '../parts/toasts.tsx'
import { Consequences } from './consequences.tsx'
import { refreshed } from './reasons.ts'

export type Proposal = CallOutput<'erasures.list'>['waiting'][number]

/** The second person reads what will happen and says his password: then it is done. */
export function ConfirmDialog({ proposal, onClose }: { proposal: Proposal; onClose: () => void }): ReactNode {
  const { t } = useTranslation('erasures')
  const { t: common } = useTranslation()
  const form = useId()
  const confirm = useTell('erasures.confirm', refreshed)
  const [password, setPassword] = useState('')
  const { caseId, code, reason } = proposal
  const act = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (password === '' || confirm.isPending) return
    await confirm.mutateAsync({ caseId, password })
    toast(t('confirm.done', { code }))
    onClose()
  }
  return (
    <Dialog
      title={t('confirm.title', { code })}
      onClose={onClose}
      width="wide"
      footer={
        <>
          <Button onClick={onClose}>{common('action.cancel')}</Button>
          <Button type="submit" form={form} look="danger" disabled={password === ''} busy={confirm.isPending}>
            {t('confirm.do', { code })}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" noValidate onSubmit={(event) => void act(event).catch(() => undefined)}>
        <Notice kind="warn" title={`${t(`reason.${reason}`)}.`}>
          {t('confirm.warn')}
        </Notice>
        <Consequences />
        <PasswordInput label={t('confirm.password')} value={password} onChange={setPassword} data-first />
        <ErrorBox error={confirm.error} />
      </form>
    </Dialog>
  )
}
