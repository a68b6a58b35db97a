import {
  keepPreviousData,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import type { CallInput, CallName, CallOutput } from '../../src-main/contract/index.ts'
import { ask, type OfficeError } from './client.ts'

/** What the window has read, in memory only, and emptied at lock. */
export const readings = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: false, staleTime: 0, gcTime: 60_000, refetchOnWindowFocus: false },
    mutations: { networkMode: 'always', retry: false },
  },
})

interface AskHookOptions {
  enabled?: boolean
  /** Asks again every so many milliseconds while the window is visible. */
  every?: number
  /** Shows the last answer while a new one for other input is on its way: for lists typed into. */
  keep?: boolean
}

/** A reading of the office, shared by all who ask the same thing. */
export function useAsk<N extends CallName>(
  name: N,
  input: CallInput<N>,
  options: AskHookOptions = {},
): UseQueryResult<CallOutput<N>, OfficeError> {
  return useQuery<CallOutput<N>, OfficeError>({
    queryKey: [name, input],
    queryFn: ({ signal }) => ask(name, input, { signal }),
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? false,
    ...(options.keep === true ? { placeholderData: keepPreviousData } : {}),
  })
}

/**
 * Something the office is told. `refreshes`: beginnings of the names to read again afterwards, as in `['cases.', 'home.']`. `done` hears of it before that, also
 * where what asked for it goes away then.
 */
export function useTell<N extends CallName>(
  name: N,
  refreshes: readonly string[] = [],
  done?: (output: CallOutput<N>) => void,
): UseMutationResult<CallOutput<N>, OfficeError, CallInput<N>> {
  return useMutation<CallOutput<N>, OfficeError, CallInput<N>>({
    mutationFn: (input) => ask(name, input),
    onSuccess: (output) => {
      done?.(output)
      return refresh(...refreshes)
    },
  })
}

/** Reads again everything whose name begins with one of `subjects`. */
export async function refresh(...subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return
  await readings.invalidateQueries({
    predicate: (query) => subjects.some((subject) => String(query.queryKey[0]).startsWith(subject)),
  })
}
