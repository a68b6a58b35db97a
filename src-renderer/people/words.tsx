import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import type { PersonItem } from '../../src-main/contract/people.ts'
import { useLanguage } from '../language/index.ts'
import { useAsk } from '../office/queries.ts'
import { State } from '../parts/tag.tsx'

export type RoleChoice = CallOutput<'people.list'>['roles'][number]

const tones = {
  active: 'good',
  review: 'warn',
  password: 'warn',
  conduct: 'warn',
  training: 'warn',
  'training-expired': 'late',
  'not-yet': 'plain',
  over: 'late',
  ended: 'plain',
  keys: 'late',
} as const satisfies Record<PersonItem['state'], 'good' | 'warn' | 'late' | 'plain'>

/** The state of an account by word, shape and colour together. */
export function AccountState({ state }: { state: PersonItem['state'] }): ReactNode {
  const { t } = useTranslation('people')
  return <State tone={tones[state]}>{t(`state.${state}`)}</State>
}

/** Names of roles in the present language; the word itself for one that is gone. */
export function useRoleName(): (id: string) => string {
  const { data } = useAsk('people.list', {})
  const language = useLanguage()
  return (id) => data?.roles.find((role) => role.id === id)?.name[language] ?? id
}
