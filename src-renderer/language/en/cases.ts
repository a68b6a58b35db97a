import type { cases as french } from '../fr/cases.ts'

export const cases: Record<keyof typeof french, string> = {
  title: 'Cases',
}
