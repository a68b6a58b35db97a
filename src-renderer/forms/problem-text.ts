import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../src-main/domain/forms/types.ts'
import type { Problem } from '../../src-main/domain/forms/validate.ts'
import { useLanguage } from '../language/index.ts'
import { useForms } from './forms-context.tsx'

/** The sentence of a problem: what is wrong and what to do. */
export function useProblemText(): (problem: Problem, field: Field | undefined) => string {
  const { t } = useTranslation('forms')
  const { forms } = useForms()
  const lang = useLanguage()
  return useCallback(
    (problem, field) => {
      const { details, cell } = problem
      const column = cell === undefined ? undefined : field?.fields?.find((each) => each.id === cell)
      const words = { ...details, other: labelOf(forms, String(details.other ?? ''), lang) }
      const sentence = t(`problem.${variantOf(problem, column ?? field)}`, words)
      return column === undefined ? sentence : t('problem.inRow', { column: column.label[lang], sentence })
    },
    [t, forms, lang],
  )
}

function labelOf(forms: ReturnType<typeof useForms>['forms'], id: string, lang: 'fr' | 'en'): string {
  if (id === '') return ''
  const fields = forms.flatMap((form) => form.sections.flatMap((section) => section.fields))
  return fields.find((field) => field.id === id)?.label[lang] ?? id
}

const dateReasons = ['unclear', 'impossible', 'reversed', 'out-of-range'] as const

/** Some codes have more than one sentence. */
function variantOf({ code, details }: Problem, field: Field | undefined) {
  if (code === 'required') {
    return field?.options !== undefined || field?.type === 'yesNoUnknown' ? 'required.choice' : 'required'
  }
  if (code === 'not-a-date') {
    const reason = dateReasons.find((each) => each === details.reason) ?? 'unclear'
    return `not-a-date.${reason}` as const
  }
  if (code === 'out-of-range') {
    if (details.min === undefined) return 'out-of-range.max'
    return details.max === undefined ? 'out-of-range.min' : 'out-of-range'
  }
  return code
}
