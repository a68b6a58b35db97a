import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../../src-main/contract/cases.ts'
import { formatDay, formatWhen } from '../../language/format.ts'
import { useErrorText } from '../../office/error-text.ts'
import { useAsk } from '../../office/queries.ts'
import { useSession } from '../../office/session.tsx'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { DirectDialog } from './direct-dialog.tsx'

interface GoneNoticeProps {
  readonly caseId: string
  readonly transfer: NonNullable<CaseFile['transfer']>
  readonly className: string | undefined
}

/** Where a case is that another office keeps; one given from here in a hurry may be taken there straight away. */
export function GoneNotice({ caseId, transfer, className }: GoneNoticeProps): ReactNode {
  const { t } = useTranslation('transfers')
  const say = useErrorText()
  const { can } = useSession()
  const [open, setOpen] = useState(false)
  const { to, accepted, urgent, reached } = transfer
  const waits = urgent && !accepted
  const direct = useAsk('transfers.direct', { caseId }, { enabled: waits && can('case.transfer') })
  const { why = 'transfer.not-given', written = [] } = direct.data ?? {}
  const [last] = written
  const day = transfer.givenOn === null ? '' : formatDay(transfer.givenOn)
  return (
    <>
      <Notice
        kind="info"
        className={className}
        title={t('gone.title', { office: to, day })}
        actions={
          why === null && (
            <Button size="small" look={last ? 'plain' : 'main'} onClick={() => setOpen(true)}>
              {t(last ? 'direct.again' : 'direct.action')}
            </Button>
          )
        }
      >
        {accepted && t('gone.accepted')}
        {!accepted && last && t('direct.written', { when: formatWhen(last.at), file: last.file })}
        {!accepted && !last && t(`gone.waiting.${reached}`)}
        {waits && why === null && !last && ` ${t('direct.may')}`}
        {waits && why !== null && why !== 'transfer.not-given' && ` ${say({ code: why, details: {} })}`}
      </Notice>
      {open && <DirectDialog caseId={caseId} office={to} onClose={() => setOpen(false)} />}
    </>
  )
}
