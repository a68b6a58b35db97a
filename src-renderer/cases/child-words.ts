import type { CaseItem } from '../../src-main/contract/cases.ts'

/** « OUÉDRAOGO Aminata »; what there is of it, and the code for who may not know names. */
export function fullName(item: Pick<CaseItem, 'familyName' | 'givenNames' | 'nickname' | 'code'>): string {
  const names = [item.familyName.toLocaleUpperCase('fr'), item.givenNames].filter((each) => each !== '')
  return names.join(' ') || item.nickname || item.code
}

/** Two letters that stand for a child where a name would be too much; none for who may not know names. */
export function initials(item: Pick<CaseItem, 'familyName' | 'givenNames' | 'nickname'>): string {
  const first = (text: string): string => [...text.trim()][0]?.toLocaleUpperCase('fr') ?? ''
  return first(item.givenNames) + first(item.familyName) || first(item.nickname)
}
