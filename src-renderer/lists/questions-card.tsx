import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormDefinition } from '../../src-main/domain/forms/types.ts'
import { typesetFrench } from '../../src-main/domain/forms/typeset.ts'
import { useLanguage } from '../language/index.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { Act, LaidTable } from './laid-table.tsx'
import css from './lists.module.css'
import { QuestionDialog } from './question-dialog.tsx'
import { type ListedQuestion, QuestionKind } from './question-kind.tsx'

interface QuestionsProps {
  readonly form: FormDefinition
  readonly open: boolean
  readonly mayChange: boolean
}

/** The questions added to one form, where each is asked and comes from, and what may be done with it. */
export function QuestionsCard({ form, open, mayChange }: QuestionsProps): ReactNode {
  const { t } = useTranslation('lists')
  const lang = useLanguage()
  const { data, error, refetch } = useAsk('lists.questions', { form: form.form }, { keep: true })
  const [editing, setEditing] = useState<ListedQuestion | 'new' | null>(null)
  const may = mayChange && open
  return (
    <Card
      title={`${form.number} · ${form.title[lang]}`}
      actions={
        may && (
          <Button size="small" look="main" icon={<Plus aria-hidden="true" />} onClick={() => setEditing('new')}>
            {t('question.add')}
          </Button>
        )
      }
    >
      {!open && <Notice className={css.inCard}>{t('questions.closed.text')}</Notice>}
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {data?.length === 0 && open && (
        <Empty title={t('questions.empty')}>{t(mayChange ? 'questions.empty.text' : 'questions.empty.below')}</Empty>
      )}
      {data !== undefined && data.length > 0 && (
        <QuestionTable form={form} questions={data} may={may} correct={setEditing} />
      )}
      {editing !== null && (
        <QuestionDialog form={form} question={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Card>
  )
}

interface TableProps {
  readonly form: FormDefinition
  readonly questions: readonly ListedQuestion[]
  readonly may: boolean
  readonly correct: (question: ListedQuestion) => void
}

function QuestionTable({ form, questions, may, correct }: TableProps): ReactNode {
  const { t } = useTranslation('lists')
  const lang = useLanguage()
  const tell = useTell('lists.edit', ['lists.'])
  const sections = new Map(form.sections.map(({ id, title }) => [id, title[lang]]))
  const nameOf = ({ fr, en }: ListedQuestion): string => (lang === 'en' && en !== '' ? en : typesetFrench(fr))
  const acts = (question: ListedQuestion): ReactNode => {
    const { id, own, retiredBy, retiredHere } = question
    const name = nameOf(question)
    const retire = (): void => tell.mutate({ what: 'state', key: id, retired: !retiredHere })
    return (
      <>
        {own && !retiredHere && (
          <Act of={t('correct.of', { name })} onClick={() => correct(question)}>
            {t('correct')}
          </Act>
        )}
        {(retiredBy === null || retiredHere) && (
          <Act of={t(retiredHere ? 'question.back.of' : 'question.retire.of', { name })} onClick={retire}>
            {t(retiredHere ? 'question.back' : 'question.retire')}
          </Act>
        )}
      </>
    )
  }
  return (
    <>
      <ErrorBox error={tell.error} />
      <LaidTable
        what={t('question')}
        rows={questions}
        words={(question) => (
          <>
            {nameOf(question)}
            <QuestionKind of={question} section={sections.get(question.section)} />
          </>
        )}
        acts={may ? acts : null}
        className={css.wordy}
      />
    </>
  )
}
