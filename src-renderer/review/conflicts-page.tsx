import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { fullName } from '../cases/child-words.ts'
import { formatAgo } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Tag } from '../parts/tag.tsx'
import css from './review.module.css'

/** Cases in which several people said different things without knowing of each other. */
export function ConflictsPage(): ReactNode {
  const { t } = useTranslation('review')
  const { data, error, refetch } = useAsk('conflicts.list', { offset: 0, limit: 200 })
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={data === undefined ? undefined : data.total === 0 ? t('lead.none') : t('lead')}
      />
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {data?.cases === 0 && <Empty title={t('none')}>{t('none.text')}</Empty>}
      {data !== undefined && data.cases > 0 && (
        <Card title={t('cases', { count: data.cases })}>
          <ul className={css.list}>
            {data.items.map(({ item, conflicts, sensitive, since, mine, settleable }) => (
              <li key={item.id}>
                <Link href={`/divergences/${item.id}`} className={css.line}>
                  <span className={css.who}>
                    <b>{fullName(item)}</b> <span className="muted">{item.code}</span>
                  </span>
                  <span className={css.marks}>
                    {mine && <Tag tone="accent">{t('mine')}</Tag>}
                    {sensitive > 0 && <Tag tone="late">{t('divergent')}</Tag>}
                    {!settleable && <Tag>{t('toRead')}</Tag>}
                  </span>
                  <span>{t('count', { count: conflicts })}</span>
                  <span className="muted">
                    {[item.workerName, formatAgo(since)].filter((each) => each !== '').join(' · ')}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {data !== undefined && data.cases > data.items.length && (
        <p className="muted small">{t('more', { count: data.cases - data.items.length })}</p>
      )}
    </>
  )
}
