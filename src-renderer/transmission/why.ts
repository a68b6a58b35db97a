import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatBytes, formatLongDay } from '../language/format.ts'

type Written = CallOutput<'exchange.export'>['written'][number]

/** Why a bundle holds what it holds, in one line: "37 modifications depuis l'accusé du 3 mai, 2 fichiers, 412 Ko". */
export function useWhy(): (written: Written) => string {
  const { t } = useTranslation('exchange')
  return ({ counts, kind, since, files, bytes, zeroReport, parts }) => {
    const changes = t('found.changes', { count: counts.changes })
    const what = (): string => {
      if (kind === 'snapshot') return t('why.snapshot', { changes })
      if (zeroReport) return t('export.zero')
      return since === null ? t('why.first', { changes }) : t('why.since', { changes, day: formatLongDay(since) })
    }
    const attached = files.count > 0 ? [t('why.files', { count: files.count })] : []
    const later = files.later > 0 ? [t('why.later', { count: files.later })] : []
    const volumes = parts.length > 0 ? [t('why.parts', { count: parts.length + 1 })] : []
    return [what(), ...attached, formatBytes(bytes), ...volumes, ...later].join(', ')
  }
}
