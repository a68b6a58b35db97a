import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../../src-main/contract/cases.ts'
import { formatDay } from '../../language/format.ts'
import { useSession } from '../../office/session.tsx'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { AcceptDialog, RefuseDialog } from './answer-dialogs.tsx'
import { GoneNotice } from './gone-notice.tsx'
import { LateDialog } from './late-dialog.tsx'

interface TransferNoticesProps {
  readonly file: CaseFile
  readonly className: string | undefined
}

/** Where a case that was handed over is, and what is to be done about it here. Nothing for any other case. */
export function TransferNotices({ file, className }: TransferNoticesProps): ReactNode {
  const { t } = useTranslation('transfers')
  const { can } = useSession()
  const [open, setOpen] = useState<'accept' | 'refuse' | 'late' | null>(null)
  const { transfer, item } = file
  if (transfer === null) return null
  const day = transfer.givenOn === null ? '' : formatDay(transfer.givenOn)
  const away = file.readOnly === 'custodian'
  const close = (): void => setOpen(null)
  return (
    <>
      {away && <GoneNotice caseId={item.id} transfer={transfer} className={className} />}
      {!away && transfer.refusal !== '' && (
        <Notice kind="warn" className={className} title={t('back.title', { office: transfer.from, day })}>
          {t('back.text', { reason: transfer.refusal })}
        </Notice>
      )}
      {transfer.toAnswer && (
        <Notice
          kind="warn"
          className={className}
          title={t('answer.title', { office: transfer.from, day })}
          actions={
            can('case.transfer') && (
              <>
                <Button size="small" onClick={() => setOpen('refuse')}>
                  {t('refuse.action')}
                </Button>
                <Button size="small" look="main" onClick={() => setOpen('accept')}>
                  {t('accept.action')}
                </Button>
              </>
            )
          }
        >
          {transfer.urgent && <b>{t('answer.urgent')} </b>}
          {t('answer.text')}
        </Notice>
      )}
      {transfer.late > 0 && (
        <Notice
          kind="warn"
          className={className}
          title={t('late.title', { count: transfer.late })}
          actions={
            can('case.write') &&
            can('case.history') && (
              <Button size="small" onClick={() => setOpen('late')}>
                {t('late.action')}
              </Button>
            )
          }
        >
          {t('late.text')}
        </Notice>
      )}
      {open === 'accept' && <AcceptDialog caseId={item.id} onClose={close} />}
      {open === 'refuse' && <RefuseDialog caseId={item.id} office={transfer.from} onClose={close} />}
      {open === 'late' && <LateDialog caseId={item.id} onClose={close} />}
    </>
  )
}
