import { useCallback } from 'react'
import { useAsk } from '../office/queries.ts'

/** Names of places by their code, with province and region; the code itself until the answer comes. */
export function usePlaceNames(codes: readonly string[]): (code: string) => string {
  const wanted = [...new Set(codes.filter((code) => code !== '' && code.length <= 20))].sort().slice(0, 500)
  const { data } = useAsk('places.labels', { codes: wanted }, { enabled: wanted.length > 0, keep: true })
  return useCallback((code) => data?.find((place) => place.code === code)?.label ?? code, [data])
}
