import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Tag } from '../parts/tag.tsx'
import css from './review.module.css'

/** Changes that came by key and were not applied: why, and what to do. */
export function AsidePage(): ReactNode {
  const { t } = useTranslation('review')
  const { data, error, refetch } = useAsk('aside.list', { offset: 0, limit: 200 })
  return (
    <>
      <PageHeader title={t('aside.title')} lead={t('aside.lead')} />
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {data?.total === 0 && <Empty title={t('aside.none')}>{t('aside.none.text')}</Empty>}
      {data !== undefined && data.total > 0 && (
        <Card title={t('aside.count', { count: data.total })}>
          <ul className={css.list}>
            {data.items.map((each) => (
              <li key={`${each.replica} ${each.seq}`} className={css.asideOne}>
                <div className="line">
                  <b>{[each.office, each.person].filter((word) => word !== '').join(' · ') || t('somebody')}</b>
                  <span className="muted">{formatMoment(each.time)}</span>
                  <Tag tone={each.reason === 'out-of-scope' ? 'late' : 'warn'}>{t(`aside.${each.reason}`)}</Tag>
                </div>
                <p>{t(`aside.${each.reason}.why`)}</p>
                <p className="muted small">
                  {[t('aside.steps', { count: each.steps }), ...each.codes].join(' · ')}. {t(`aside.${each.reason}.do`)}
                </p>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}
