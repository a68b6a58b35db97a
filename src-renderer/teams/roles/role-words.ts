import { useTranslation } from 'react-i18next'
import type { FormDefinition } from '../../../src-main/domain/forms/types.ts'
import { useForms } from '../../forms/forms-context.tsx'
import { useLanguage } from '../../language/index.ts'

/** Steps of the work on a case, by the first character of the paper forms' numbers. */
const steps = {
  registration: '1',
  assessment: '2',
  plan: '3',
  follow: '4',
  refer: '5',
  close: '6',
  annex: 'A',
} as const
export type Step = keyof typeof steps

const stepOf = ({ number }: FormDefinition): Step => {
  // The review bears the number 5 on paper but belongs to the follow-up.
  if (number === '5') return 'follow'
  return (Object.keys(steps) as Step[]).find((step) => number.startsWith(steps[step])) ?? 'annex'
}

/** The forms by step of the work, in the order of the paper. */
export function useFormsByStep(): readonly { readonly step: Step; readonly forms: readonly FormDefinition[] }[] {
  const { forms } = useForms()
  return (Object.keys(steps) as Step[]).map((step) => ({ step, forms: forms.filter((form) => stepOf(form) === step) }))
}

/** The name of a role in the language of the page; a role of the office may have its French one only. */
export function useRoleName(): (role: { readonly name: { readonly fr: string; readonly en: string } }) => string {
  const lang = useLanguage()
  return ({ name }) => name[lang] || name.fr
}

export function useFormTitle(): (form: FormDefinition) => string {
  const lang = useLanguage()
  return ({ number, title }) => `${number} ${title[lang]}`
}

/** "1 personne", "personne". */
export function useHolderWords(): (count: number) => string {
  const { t } = useTranslation('roles')
  return (count) => (count === 0 ? t('holders_zero') : t('holders', { count }))
}
