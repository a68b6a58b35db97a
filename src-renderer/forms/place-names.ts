import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Describing } from '../../src-main/domain/forms/describe.ts'
import { useAsk } from '../office/queries.ts'
import { useForms } from './forms-context.tsx'

/**
 * Names of places by their code, with province and region; the code itself until the answer comes. A place whose name has not come here is
 * told by its commune, and that there is more.
 */
export function usePlaceNames(codes: readonly string[]): (code: string) => string {
  const { t } = useTranslation()
  const wanted = [...new Set(codes.filter((code) => code !== '' && code.length <= 20))].sort().slice(0, 500)
  const { data } = useAsk('places.labels', { codes: wanted }, { enabled: wanted.length > 0, keep: true })
  return useCallback(
    (code) => {
      const place = data?.find((each) => each.code === code)
      if (place === undefined) return code
      return place.known ? place.label : t('place.unknown', { commune: place.label })
    },
    [data, t],
  )
}

/** What puts answers into words. @param codes of the places that they name */
export function useDescribing(codes: readonly string[]): Describing {
  const { optionLabel } = useForms()
  const placeName = usePlaceNames(codes)
  return useMemo(() => ({ placeName, optionLabel }), [placeName, optionLabel])
}
