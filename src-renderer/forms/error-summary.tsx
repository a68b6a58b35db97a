import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldsOf } from '../../src-main/domain/forms/fields.ts'
import type { Problem } from '../../src-main/domain/forms/validate.ts'
import { useLanguage } from '../language/index.ts'
import { Notice } from '../parts/notice.tsx'
import css from './form-editor.module.css'
import { useProblemText } from './problem-text.ts'
import type { FormStore } from './store.ts'
import { useOfForm } from './use-form.ts'

const shownAtMost = 5

interface ErrorSummaryProps {
  readonly store: FormStore
  readonly go: (field: string) => void
}

/** What keeps the form from being saved, each with the way to it. Only once the person has asked to save. */
export function ErrorSummary({ store, go }: ErrorSummaryProps): ReactNode {
  const { t } = useTranslation('forms')
  const lang = useLanguage()
  const textOf = useProblemText()
  const asked = useOfForm(store, (each) => each.asked())
  const problems = useOfForm(store, (each) => each.problems())
  const errors = problems.filter((problem) => problem.severity === 'error')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (asked > 0) box.current?.scrollIntoView({ block: 'nearest' })
  }, [asked])
  if (asked === 0 || errors.length === 0) return null
  const fields = fieldsOf(store.definition)
  return (
    <div ref={box} className={css.summary}>
      <Notice kind="error" live title={t('errors.title', { count: errors.length })}>
        <ul>
          {errors.slice(0, shownAtMost).map((problem) => (
            <li key={keyOf(problem)}>
              <button type="button" className={css.link} onClick={() => go(problem.field)}>
                {fields.get(problem.field)?.label[lang] ?? problem.field}
              </button>{' '}
              — {textOf(problem, fields.get(problem.field))}
            </li>
          ))}
        </ul>
        {errors.length > shownAtMost && <p>{t('errors.more', { count: errors.length - shownAtMost })}</p>}
      </Notice>
    </div>
  )
}

function keyOf(problem: Problem): string {
  return [problem.field, problem.row, problem.cell, problem.code].join(' ')
}
