import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './opening.module.css'

type Step = 'office' | 'sheet' | 'conduct' | 'request'

/** Where one is in making an office. */
export function Steps({ joining, now }: { joining: boolean; now: Step }): ReactNode {
  const { t } = useTranslation('setup')
  const steps: readonly Step[] = joining ? ['office', 'sheet', 'conduct', 'request'] : ['office', 'sheet', 'conduct']
  return (
    <ol className={css.steps} aria-label={t('steps.label')}>
      {steps.map((step, index) => (
        <li key={step} aria-current={step === now ? 'step' : undefined}>
          <span>{index + 1}</span>
          {t(`steps.${step}`)}
        </li>
      ))}
    </ol>
  )
}
