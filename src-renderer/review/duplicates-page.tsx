import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import type { Progress as Reached } from '../../src-main/contract/wire.ts'
import { ask } from '../office/client.ts'
import { refresh, useAsk } from '../office/queries.ts'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Progress } from '../parts/progress.tsx'
import { PairCard } from './pair-card.tsx'
import css from './review.module.css'

/** Children who may have been registered twice: compared, joined or told apart. */
export function DuplicatesPage(): ReactNode {
  const { t } = useTranslation('review')
  const { data: count } = useAsk('duplicates.count', {})
  const search = useSearch(count)
  const { data, error, refetch } = useAsk('duplicates.list', { offset: 0, limit: 20 }, { enabled: !search.busy })
  return (
    <>
      <PageHeader title={t('dup.title')} lead={t('dup.lead')} />
      <ErrorBox error={error ?? search.error} onRetry={() => void refetch()} />
      {search.busy && (
        <Card padded>
          <Progress title={t('dup.searching')} reached={search.reached} step="" onCancel={search.cancel} />
        </Card>
      )}
      {!search.busy && data?.total === 0 && <Empty title={t('dup.none')}>{t('dup.none.text')}</Empty>}
      {data !== undefined && (
        <div className={css.conflicts}>
          {data.items.map((each) => (
            <PairCard key={`${each.pair[0].id} ${each.pair[1].id}`} found={each} />
          ))}
        </div>
      )}
      {data !== undefined && data.total > data.items.length && (
        <p className="muted small">{t('dup.more', { count: data.total - data.items.length })}</p>
      )}
    </>
  )
}

interface Search {
  readonly busy: boolean
  readonly reached: Reached | null
  readonly error: unknown
  readonly cancel: () => void
}

/** Compares what still waits, once, as soon as the page is opened. */
function useSearch(count: CallOutput<'duplicates.count'> | undefined): Search {
  const [busy, setBusy] = useState(false)
  const [reached, setReached] = useState<Reached | null>(null)
  const [error, setError] = useState<unknown>(null)
  const stop = useRef(new AbortController())
  const begun = useRef(false)
  const waits = (count?.waiting ?? 0) > 0
  useEffect(() => {
    if (!waits || begun.current) return
    begun.current = true
    setBusy(true)
    const { signal } = stop.current
    ask('duplicates.search', {}, { onProgress: setReached, signal })
      .catch((failure: unknown) => {
        if (!signal.aborted) setError(failure)
      })
      .finally(() => {
        setBusy(false)
        void refresh('duplicates.')
      })
  }, [waits])
  return { busy, reached, error, cancel: () => stop.current.abort() }
}
