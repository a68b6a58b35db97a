import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { fullName } from '../cases/child-words.ts'
import { NotFound } from '../frame/not-found.tsx'
import { useAsk } from '../office/queries.ts'
import { ButtonLink } from '../parts/button.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { ConflictCard } from './conflict-card.tsx'
import { useConflictWords } from './conflict-words.ts'
import css from './review.module.css'

/** All that is open in one case, one after the other. */
export function CaseConflicts({ id }: { id: string }): ReactNode {
  const { t } = useTranslation('review')
  const valid = /^[0-9a-f]{32}$/.test(id)
  const { data, error, refetch } = useAsk('conflicts.ofCase', { caseId: id }, { enabled: valid })
  const words = useConflictWords(useMemo(() => data?.conflicts ?? [], [data]))
  if (!valid) return <NotFound />
  if (data === undefined) return <ErrorBox error={error} onRetry={() => void refetch()} />
  const { item, conflicts, reserved } = data
  return (
    <>
      <PageHeader
        title={fullName(item)}
        lead={`${item.code} · ${t('count', { count: conflicts.length })}`}
        actions={
          <>
            <ButtonLink to="/divergences">{t('back')}</ButtonLink>
            <ButtonLink to={`/cases/${id}`}>{t('openCase')}</ButtonLink>
          </>
        }
      />
      <div className={css.conflicts}>
        {reserved > 0 && <Notice kind="info">{t('reserved', { count: reserved })}</Notice>}
        {conflicts.length === 0 && <Empty title={t('none.case')}>{t('none.case.text')}</Empty>}
        {conflicts.map((conflict, index) => (
          <ConflictCard
            key={`${conflict.record} ${conflict.group} ${conflict.row} ${conflict.cell} ${conflict.seen}`}
            caseId={id}
            conflict={conflict}
            words={words}
            place={index + 1}
          />
        ))}
      </div>
    </>
  )
}
