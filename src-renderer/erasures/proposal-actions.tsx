import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { toast } from '../parts/toasts.tsx'
import { ConfirmDialog, type Proposal } from './confirm-dialog.tsx'
import { refreshed } from './reasons.ts'

/** Takes a proposal back, or carries it out; who proposed it reads that another person has to. */
export function ProposalActions({ proposal }: { proposal: Proposal }): ReactNode {
  const { t } = useTranslation('erasures')
  const [open, setOpen] = useState(false)
  const withdraw = useTell('erasures.withdraw', refreshed)
  const takeBack = async (): Promise<void> => {
    await withdraw.mutateAsync({ caseId: proposal.caseId })
    toast(t('withdrawn'))
  }
  return (
    <>
      <Button size="small" busy={withdraw.isPending} onClick={() => void takeBack().catch(() => undefined)}>
        {t('withdraw')}
      </Button>
      {proposal.mayConfirm && (
        <Button size="small" look="danger" onClick={() => setOpen(true)}>
          {t('confirm.action')}
        </Button>
      )}
      <ErrorBox error={withdraw.error} />
      {open && <ConfirmDialog proposal={proposal} onClose={() => setOpen(false)} />}
    </>
  )
}
