import { useTranslation } from 'react-i18next'
import type { Counts } from '../../src-main/contract/common.ts'

/** "12 nouveaux cas, 85 modifications", or "Rien à signaler". */
export function useBrings(): (counts: Counts) => string {
  const { t } = useTranslation('exchange')
  return (counts) => {
    if (counts.changes === 0) return t('found.nothing')
    const changes = t('found.changes', { count: counts.changes })
    return counts.newCases === 0 ? changes : `${t('found.newCases', { count: counts.newCases })}, ${changes}`
  }
}
