import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../parts/day-input.tsx'
import { TextInput } from '../parts/inputs.tsx'

export interface TrainingDraft {
  date: string
  trainer: string
  module: string
}

export const blankTraining: TrainingDraft = { date: '', trainer: '', module: '' }

export type TrainingMistake = 'date' | 'trainer' | 'module'

/** What a training lacks to be recorded. `today`: no training is still to come. */
export function trainingMistakes(draft: TrainingDraft, today: string): readonly TrainingMistake[] {
  const wrong: Record<TrainingMistake, boolean> = {
    date: draft.date === '' || draft.date > today,
    trainer: draft.trainer.trim() === '',
    module: draft.module.trim() === '',
  }
  return (Object.keys(wrong) as TrainingMistake[]).filter((field) => wrong[field])
}

interface TrainingFieldsProps {
  draft: TrainingDraft
  put: (part: Partial<TrainingDraft>) => void
  /** Mistakes to show; empty until somebody has tried. */
  wrong: readonly TrainingMistake[]
  required?: boolean
}

/** Date, trainer and module of a training. */
export function TrainingFields({ draft, put, wrong, required = true }: TrainingFieldsProps): ReactNode {
  const { t } = useTranslation('entering')
  const mistake = (field: TrainingMistake): string | undefined =>
    wrong.includes(field) ? t(`training.wrong.${field}`) : undefined
  return (
    <>
      <DayInput
        label={t('training.date')}
        error={mistake('date')}
        value={draft.date}
        onChange={(date) => put({ date })}
        required={required}
      />
      <TextInput
        label={t('training.trainer')}
        help={t('training.trainer.help')}
        error={mistake('trainer')}
        value={draft.trainer}
        maxLength={200}
        onChange={(trainer) => put({ trainer })}
        required={required}
      />
      <TextInput
        label={t('training.module')}
        help={t('training.module.help')}
        error={mistake('module')}
        value={draft.module}
        maxLength={200}
        onChange={(module) => put({ module })}
        required={required}
      />
    </>
  )
}
