import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupStatus } from '../../src-main/contract/backups.ts'
import { formatWhen } from '../language/format.ts'
import { State } from '../parts/tag.tsx'

const reasons = ['vault.disk-full', 'vault.read-only', 'vault.database-damaged', 'vault.busy'] as const

/** How the backups stand, in one sentence that anybody reads, with what to do where something is wrong. */
export function StateLine({ status }: { status: BackupStatus }): ReactNode {
  const { t } = useTranslation('backups')
  const { last, late, failure } = status
  const days = status.days ?? 0
  const known = reasons.find((reason) => reason === failure?.code)
  const why = failure === null ? t('why.closed') : t(known === undefined ? 'why.other' : `why.${known}`)
  return (
    <span>
      {last === null ? (
        <State tone={failure === null ? 'warn' : 'late'}>{t(failure === null ? 'state.never' : 'state.failed')}</State>
      ) : late && days > 0 ? (
        <State tone="late">{t('state.none', { count: days })}</State>
      ) : (
        <State tone={late ? 'warn' : 'good'}>
          {t(last.where === 'key' ? 'state.key' : 'state.pc', { when: formatWhen(last.at), label: last.label ?? '' })}
        </State>
      )}
      {(late || last === null) && <span className="small"> {`: ${why}`}</span>}
    </span>
  )
}
