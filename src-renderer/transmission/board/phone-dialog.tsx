import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardOffice } from '../../../src-main/contract/exchange.ts'
import { formatLongDay } from '../../language/format.ts'
import { useSession } from '../../office/session.tsx'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import css from './board.module.css'
import { useRanges } from './ranges.ts'

/** Three lines to read over the telephone: who calls, what is missing, what to do. No child is named. */
export function PhoneDialog({ office, onClose }: { office: BoardOffice; onClose: () => void }): ReactNode {
  const { t } = useTranslation('board')
  const { t: common } = useTranslation()
  const { session } = useSession()
  const ranges = useRanges()
  const { missing, lastReceivedAt, lastReceivedNumber } = office
  const what = (): string => {
    if (missing.length > 0) return t('phone.missing', { ranges: ranges(missing), number: lastReceivedNumber })
    if (lastReceivedAt === null) return t('phone.never')
    return t('phone.silent', { number: lastReceivedNumber, day: formatLongDay(lastReceivedAt) })
  }
  const lines = [
    t('phone.who', { here: session.office.name, code: session.office.code, office: office.name }),
    what(),
    t(missing.length > 0 ? 'phone.all' : 'phone.send'),
  ]
  return (
    <Dialog
      title={t('phone.title', { office: office.name })}
      onClose={onClose}
      toRead
      footer={<Button onClick={onClose}>{common('action.close')}</Button>}
    >
      <ol className={css.phone}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </Dialog>
  )
}
