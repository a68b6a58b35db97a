import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { useForms } from '../forms/forms-context.tsx'
import { useLanguage } from '../language/index.ts'

export type ListedQuestion = CallOutput<'lists.questions'>[number]

/** How a question is answered, and who may see the answer. */
export function QuestionKind({ of: { type, answers, reserved } }: { of: ListedQuestion }): ReactNode {
  const { t } = useTranslation('lists')
  const { lists } = useForms()
  const lang = useLanguage()
  const list = answers === '' ? [] : [lists.get(answers)?.title[lang] ?? answers]
  const seen = reserved === null ? [] : [t(`option.seen.${reserved}`)]
  return <div className="small muted">{[t(`question.type.${type}`), ...list, ...seen].join(' · ')}</div>
}
