import type { CaseItem } from '../../src-main/contract/cases.ts'

/** « OUÉDRAOGO Aminata »; the given names or the nickname alone where there is no family name. */
export function fullName(item: Pick<CaseItem, 'familyName' | 'givenNames' | 'nickname'>): string {
  const names = [item.familyName.toLocaleUpperCase('fr'), item.givenNames].filter((each) => each !== '')
  return names.join(' ') || item.nickname
}

/** Two letters that stand for a child where a name would be too much. */
export function initials(item: Pick<CaseItem, 'familyName' | 'givenNames' | 'nickname'>): string {
  const first = (text: string): string => [...text.trim()][0]?.toLocaleUpperCase('fr') ?? ''
  return first(item.givenNames) + first(item.familyName) || first(item.nickname)
}
