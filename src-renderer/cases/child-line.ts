import { useTranslation } from 'react-i18next'
import type { CaseItem } from '../../src-main/contract/cases.ts'
import { formatAge } from '../../src-main/domain/dates/partial-date.ts'
import { localDay } from '../forms/forms-context.tsx'
import { useLanguage } from '../language/index.ts'

export interface ChildWords {
  readonly sexOf: (item: Pick<CaseItem, 'sex'>) => string
  readonly ageOf: (item: Pick<CaseItem, 'birth'>) => string
}

/** Sex and age of a child in words; empty where not known. */
export function useChildWords(): ChildWords {
  const { t } = useTranslation()
  const lang = useLanguage()
  return {
    sexOf: ({ sex }) => (sex === 'female' || sex === 'male' ? t(`sex.${sex}`) : (sex ?? '')),
    ageOf: ({ birth }) => (birth === null ? '' : formatAge(birth as Parameters<typeof formatAge>[0], localDay(), lang)),
  }
}
