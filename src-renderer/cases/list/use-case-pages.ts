import { useQueries } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { CaseItem } from '../../../src-main/contract/cases.ts'
import { ask, type OfficeError } from '../../office/client.ts'
import { useAsk } from '../../office/queries.ts'
import type { ListView } from './list-address.ts'

export const pageSize = 100
const freshMs = 10_000

export interface CasePages {
  readonly total: number | undefined
  readonly error: OfficeError | null
  /** The rows of another view, shown while those of this one are on their way. */
  readonly stale: boolean
  readonly itemAt: (index: number) => CaseItem | undefined
  readonly retry: () => void
}

/** The rows of a view, read by pages of a hundred as they come into sight: the window never holds the whole list. */
export function useCasePages(view: ListView, first: number, last: number): CasePages {
  const head = useAsk('cases.list', { ...view, offset: 0, limit: pageSize }, { keep: true })
  const total = head.data?.total
  const lastPage = Math.floor(Math.max(0, Math.min(last, (total ?? 1) - 1)) / pageSize)
  const pages: number[] = []
  for (let page = Math.max(1, Math.floor(first / pageSize)); page <= lastPage; page += 1) pages.push(page)
  const rest = useQueries({
    queries: pages.map((page) => {
      const input = { ...view, offset: page * pageSize, limit: pageSize }
      return {
        queryKey: ['cases.list', input],
        queryFn: ({ signal }: { signal: AbortSignal }) => ask('cases.list', input, { signal }),
        staleTime: freshMs,
      }
    }),
  })
  const itemAt = useCallback(
    (index: number): CaseItem | undefined => {
      const page = Math.floor(index / pageSize)
      const items = page === 0 ? head.data?.items : rest[pages.indexOf(page)]?.data?.items
      return items?.[index % pageSize]
    },
    [head.data, rest, pages],
  )
  return { total, error: head.error, stale: head.isPlaceholderData, itemAt, retry: () => void head.refetch() }
}
