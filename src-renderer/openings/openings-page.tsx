import { ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../office/queries.ts'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { OpeningEntry } from './opening-entry.tsx'
import css from './openings.module.css'

/** Cases that somebody opened out of his scope: what was said for it, and what its reviewer says of it. */
export function OpeningsPage(): ReactNode {
  const { t } = useTranslation('openings')
  const { data, error, refetch } = useAsk('openings.list', {})
  const all = data?.openings ?? []
  const waiting = all.filter(({ review }) => review === null)
  const done = all.filter(({ review }) => review !== null)
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {data !== undefined && all.length === 0 && (
        <Empty icon={<ShieldCheck aria-hidden="true" />} title={t('none')}>
          {t('none.text')}
        </Empty>
      )}
      <div className="stack">
        {waiting.length > 0 && (
          <Card title={t('waiting', { count: waiting.length })}>
            <ul className={css.list}>
              {waiting.map((each) => (
                <OpeningEntry key={each.id} opening={each} />
              ))}
            </ul>
          </Card>
        )}
        {done.length > 0 && (
          <Card title={t('done', { count: done.length })}>
            <ul className={css.list}>
              {done.map((each) => (
                <OpeningEntry key={each.id} opening={each} />
              ))}
            </ul>
          </Card>
        )}
      </div>
    </>
  )
}
