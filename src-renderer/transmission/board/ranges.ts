import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../language/format.ts'

/** Stretches of numbers in words: "3, 7 à 12". */
export function useRanges(): (ranges: readonly { readonly from: number; readonly to: number }[]) => string {
  const { t } = useTranslation('board')
  return (ranges) =>
    ranges
      .map(({ from, to }) =>
        from === to ? formatNumber(from) : t('range', { from: formatNumber(from), to: formatNumber(to) }),
      )
      .join(', ')
}
