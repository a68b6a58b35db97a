import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseItem } from '../../src-main/contract/cases.ts'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatDay } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'
import { ProposalActions } from './proposal-actions.tsx'
import { ProposeDialog } from './propose-dialog.tsx'

/** How this case stands, for those who may erase it. */
function useErasure(caseId: string): CallOutput<'erasures.ofCase'> | undefined {
  const { can } = useSession()
  return useAsk('erasures.ofCase', { caseId }, { enabled: can('case.erase') }).data
}

/** Above the case: its erasure is proposed. */
export function ErasureNotice({ item, className }: { item: CaseItem; className: string | undefined }): ReactNode {
  const { t } = useTranslation('erasures')
  const proposal = useErasure(item.id)?.proposal
  if (!proposal) return null
  const { person, at, reason, mayConfirm } = proposal
  return (
    <Notice
      kind="warn"
      className={className}
      title={t('notice', { person, when: formatDay(at) })}
      actions={<ProposalActions proposal={proposal} />}
    >
      {t(`reason.${reason}`)}. {!mayConfirm && t('other')}
    </Notice>
  )
}

/** Beside the case: the way to erase it, or why not yet. Nothing where another office keeps it. */
export function EraseAction({ item, className }: { item: CaseItem; className: string | undefined }): ReactNode {
  const { t } = useTranslation('erasures')
  const [open, setOpen] = useState(false)
  const erasure = useErasure(item.id)
  if (!erasure || erasure.obstacle === 'elsewhere' || erasure.proposal !== null) return null
  return (
    <div className={className}>
      <Button size="small" look="quiet" disabled={erasure.obstacle !== null} onClick={() => setOpen(true)}>
        {t('propose.action')}
      </Button>
      {erasure.obstacle !== null && <span className="small muted">{t('propose.closed')}</span>}
      {open && <ProposeDialog caseId={item.id} code={item.code} onClose={() => setOpen(false)} />}
    </div>
  )
}
