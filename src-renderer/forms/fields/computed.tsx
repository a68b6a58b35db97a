import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../language/index.ts'
import css from '../field.module.css'
import { useFormStore, useOfForm } from '../use-form.ts'
import type { WidgetProps } from './widget.ts'

/** What the program works out: read, never typed. */
export function ComputedWidget({ field, labelledBy }: WidgetProps & { labelledBy: string }): ReactNode {
  const { t } = useTranslation('forms')
  const lang = useLanguage()
  const text = useOfForm(useFormStore(), (store) => store.computed(field.id, lang))
  return (
    <output className={css.computed} aria-labelledby={labelledBy}>
      {text === '' ? (
        <span className="muted">{t(field.id === 'case_code' ? 'computed.code' : 'computed.later')}</span>
      ) : (
        text
      )}
    </output>
  )
}
