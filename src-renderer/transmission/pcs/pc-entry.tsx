import { Ban } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Pc } from '../../../src-main/contract/revocations.ts'
import { formatDay, formatWhen } from '../../language/format.ts'
import { useSession } from '../../office/session.tsx'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { State } from '../../parts/tag.tsx'
import css from './pcs.module.css'

interface PcEntryProps {
  readonly pc: Pc
  readonly office: string
  readonly onRevoke: () => void
  readonly onBelieve: () => void
}

/** One PC: since when, what came of it, whether it is trusted. */
export function PcEntry({ pc, office, onRevoke, onBelieve }: PcEntryProps): ReactNode {
  const { t } = useTranslation('pcs')
  const { can } = useSession()
  const { revoked, lastReceivedAt, lastReceivedNumber: number } = pc
  const day = formatDay(pc.certifiedAt)
  const received =
    lastReceivedAt === null ? t('received.never') : t('received', { number, when: formatWhen(lastReceivedAt) })
  return (
    <li className={css.pc}>
      <div className="grow">
        <div className={css.head}>
          <b>{t('certified', { day })}</b>
          {revoked === null ? (
            <State tone="good">{t('state.good')}</State>
          ) : (
            <State tone="late">{t('state.revoked', { day: formatDay(revoked.at) })}</State>
          )}
        </div>
        <p className="small muted">
          {received} · {t('changes', { count: pc.changes })}
        </p>
        <p className="small muted">{t('words', { words: pc.words.join(' ') })}</p>
        {revoked !== null && <Revoked revoked={revoked} onBelieve={onBelieve} />}
      </div>
      {revoked === null && can('enrolment.certify') && (
        <Button icon={<Ban aria-hidden="true" />} aria-label={t('revoke.of', { office, day })} onClick={onRevoke}>
          {t('revoke')}
        </Button>
      )}
    </li>
  )
}

interface RevokedProps {
  readonly revoked: NonNullable<Pc['revoked']>
  readonly onBelieve: () => void
}

/** Why, by whom, what of it is believed, and what has come since. */
function Revoked({ revoked, onBelieve }: RevokedProps): ReactNode {
  const { t } = useTranslation('pcs')
  const { can } = useSession()
  const { reason, by, believed, apart, replacedAt } = revoked
  const next = replacedAt === null ? t('state.alone') : t('state.replaced', { day: formatDay(replacedAt) })
  return (
    <>
      <p>
        {t('state.by', { reason: t(`reason.${reason}`), office: by })} · {next}
      </p>
      <p className="small muted">{t('state.believed', { seq: believed })}</p>
      {apart > 0 && (
        <Notice kind="warn" actions={can('enrolment.certify') && <Button onClick={onBelieve}>{t('believe')}</Button>}>
          {t('state.apart', { count: apart })}
        </Notice>
      )}
    </>
  )
}
