import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { QuestionClass } from '../../src-main/domain/lists/ids.ts'
import { FieldGroup } from '../parts/field.tsx'
import { Choices, TextInput } from '../parts/inputs.tsx'

interface WordsProps {
  readonly fr: string
  readonly en: string
  readonly onFr: (words: string) => void
  readonly onEn: (words: string) => void
  readonly maxLength: number
  readonly help?: string
  /** Under the French. */
  readonly after?: ReactNode
}

/** The words of an answer or a question in both languages. */
export function WordsFields({ fr, en, onFr, onEn, maxLength, help, after }: WordsProps): ReactNode {
  const { t } = useTranslation('lists')
  return (
    <>
      <TextInput
        label={t('option.fr')}
        required
        maxLength={maxLength}
        value={fr}
        onChange={onFr}
        data-first
        spellCheck
        help={help}
        after={after}
      />
      <TextInput label={t('option.en')} help={t('option.en.help')} maxLength={maxLength} value={en} onChange={onEn} />
    </>
  )
}

interface SeenByProps<C extends QuestionClass> {
  readonly classes: readonly C[]
  /** Words for those who see it where it is not reserved. */
  readonly all: string
  readonly value: C | null
  readonly onChange: (reserved: C | null) => void
}

/** For whom an answer is reserved. */
export function SeenBy<C extends QuestionClass>({ classes, all, value, onChange }: SeenByProps<C>): ReactNode {
  const { t } = useTranslation('lists')
  const options = classes.map((each) => ({
    value: each as C | 'all',
    label: t(`option.seen.${each as QuestionClass}`),
  }))
  return (
    <FieldGroup label={t('option.seen')} help={t('option.seen.help')}>
      <Choices
        name="seen"
        tall
        value={value ?? 'all'}
        onChange={(seen) => onChange(seen === 'all' ? null : seen)}
        options={[{ value: 'all', label: all }, ...options]}
      />
    </FieldGroup>
  )
}
