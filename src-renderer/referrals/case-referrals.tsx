import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../src-main/contract/cases.ts'
import type { Referral } from '../../src-main/contract/referrals.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Decide } from '../parts/decide.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { State } from '../parts/tag.tsx'
import { toast } from '../parts/toasts.tsx'
import { AnswerLines } from './answer-lines.tsx'
import { ReferDialog } from './refer-dialog.tsx'
import { useReferralWords } from './referral-words.ts'
import css from './referrals.module.css'

const refreshed = ['cases.', 'home.', 'referrals.']

/** Beside the forms: to whom the child was referred by key, and where each referral stands. */
export function CaseReferrals({ file }: { file: CaseFile }): ReactNode {
  const { t } = useTranslation('referrals')
  const { can } = useSession()
  const words = useReferralWords()
  const { data } = useAsk('referrals.ofCase', { caseId: file.item.id })
  const [open, setOpen] = useState<'refer' | Referral | null>(null)
  const may = can('case.refer') && file.editable
  const items = data?.items ?? []
  if (items.length === 0 && !may) return null
  return (
    <section>
      <h2>{t('case.title')}</h2>
      <ul className={css.ofCase}>
        {items.map((each) => (
          <li key={each.id}>
            <b>{each.to}</b>
            <span className="small muted">
              {t('line.sent', { service: words.service(each), day: words.day(each.sentOn) })}
            </span>
            <State tone={words.tone(each)}>{words.state(each)}</State>
            {each.read && <AnswerLines referral={each} />}
            {may && each.state === 'waiting' && (
              <Button
                size="small"
                look="quiet"
                aria-label={t('withdraw.label', { office: each.to })}
                onClick={() => setOpen(each)}
              >
                {t('withdraw.do')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {may && (
        <Button size="small" look="quiet" onClick={() => setOpen('refer')}>
          {t('case.action')}
        </Button>
      )}
      {open === 'refer' && <ReferDialog caseId={file.item.id} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'refer' && <WithdrawDialog referral={open} onClose={() => setOpen(null)} />}
    </section>
  )
}

/** At the head of the case: an answer that nobody has read. To have read it writes it into form 5A. */
export function AnswersToRead({ file, className }: { file: CaseFile; className: string | undefined }): ReactNode {
  const { t } = useTranslation('referrals')
  const { can } = useSession()
  const words = useReferralWords()
  const { data } = useAsk('referrals.ofCase', { caseId: file.item.id })
  const note = useTell('referrals.note', refreshed)
  const unread = (data?.items ?? []).filter(({ read, answeredOn }) => !read && answeredOn !== null)
  const act = async ({ id, caseId }: Referral): Promise<void> => {
    await note.mutateAsync({ caseId, referral: id })
    toast(t('read.done'))
  }
  if (!file.editable || !can('case.refer')) return null
  return unread.map((each) => (
    <Notice
      key={each.id}
      kind="warn"
      className={className}
      title={t('read.title', { office: each.to })}
      actions={
        <Button size="small" look="main" busy={note.isPending} onClick={() => void act(each).catch(() => undefined)}>
          {t('read.do')}
        </Button>
      }
    >
      {[words.service(each), words.state(each)].filter(Boolean).join(' · ')}
      <AnswerLines referral={each} />
      <ErrorBox error={note.error} />
    </Notice>
  ))
}

function WithdrawDialog({ referral, onClose }: { referral: Referral; onClose: () => void }): ReactNode {
  const { t } = useTranslation('referrals')
  const withdraw = useTell('referrals.withdraw', refreshed)
  const act = async (): Promise<void> => {
    await withdraw.mutateAsync({ caseId: referral.caseId, referral: referral.id })
    toast(t('withdraw.done'))
    onClose()
  }
  return (
    <Dialog
      title={t('withdraw.title')}
      onClose={onClose}
      width="small"
      footer={
        <Decide cancelFirst busy={withdraw.isPending} onCancel={onClose} act={act}>
          {t('withdraw.confirm')}
        </Decide>
      }
    >
      <div className="stack">
        <ErrorBox error={withdraw.error} />
        <p>{t('withdraw.text')}</p>
      </div>
    </Dialog>
  )
}
