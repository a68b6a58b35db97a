import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { useForms } from '../forms/forms-context.tsx'
import { useLanguage } from '../language/index.ts'

export type ListedQuestion = CallOutput<'lists.questions'>[number]

interface KindProps {
  readonly of: ListedQuestion
  /** Its title, where it is not shown beside. */
  readonly section?: string | undefined
}

/** Where a question is asked, how it is answered, and who may see the answer. */
export function QuestionKind({ of: { type, answers, reserved }, section }: KindProps): ReactNode {
  const { t } = useTranslation('lists')
  const { lists } = useForms()
  const lang = useLanguage()
  const where = section === undefined ? [] : [section]
  const list = answers === '' ? [] : [lists.get(answers)?.title[lang] ?? answers]
  const seen = reserved === null ? [] : [t(`option.seen.${reserved}`)]
  return <div className="small muted">{[...where, t(`question.type.${type}`), ...list, ...seen].join(' · ')}</div>
}
