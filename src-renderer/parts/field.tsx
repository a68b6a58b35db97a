import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import css from './field.module.css'

export interface FieldControl {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean | undefined
  'aria-required': boolean | undefined
}

interface FieldProps {
  label: ReactNode
  help?: ReactNode | undefined
  error?: ReactNode | undefined
  required?: boolean | undefined
  /** What follows the control: what was understood, strength, units. */
  after?: ReactNode | undefined
  id?: string | undefined
  className?: string | undefined
  /** Draws the control with what ties it to its label, help and error. */
  children: (control: FieldControl) => ReactNode
}

/** Label above, help under the label, control, error under it. */
export function Field({ label, help, error, required, after, id, className, children }: FieldProps): ReactNode {
  const { t } = useTranslation()
  const made = useId()
  const fieldId = id ?? made
  const described = [help !== undefined && `${fieldId}-help`, error !== undefined && `${fieldId}-error`].filter(Boolean)
  const control: FieldControl = {
    id: fieldId,
    'aria-describedby': described.length === 0 ? undefined : described.join(' '),
    'aria-invalid': error === undefined ? undefined : true,
    'aria-required': required === true ? true : undefined,
  }
  return (
    <div className={className ?? css.field}>
      <label className={css.label} htmlFor={fieldId}>
        {label}
        {required === true && <span className={css.required}> {t('field.required')}</span>}
      </label>
      {help !== undefined && (
        <p className={css.help} id={`${fieldId}-help`}>
          {help}
        </p>
      )}
      {children(control)}
      {after}
      {error !== undefined && (
        <p className={css.error} id={`${fieldId}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}

interface GroupProps {
  label: ReactNode
  help?: ReactNode | undefined
  error?: ReactNode | undefined
  required?: boolean | undefined
  children: ReactNode
}

/** The same shell for several controls under one question. */
export function FieldGroup({ label, help, error, required, children }: GroupProps): ReactNode {
  const { t } = useTranslation()
  const id = useId()
  const described = [help !== undefined && `${id}-help`, error !== undefined && `${id}-error`].filter(Boolean)
  return (
    <fieldset className={css.field} aria-describedby={described.length === 0 ? undefined : described.join(' ')}>
      <legend className={css.label}>
        {label}
        {required === true && <span className={css.required}> {t('field.required')}</span>}
      </legend>
      {help !== undefined && (
        <p className={css.help} id={`${id}-help`}>
          {help}
        </p>
      )}
      {children}
      {error !== undefined && (
        <p className={css.error} id={`${id}-error`}>
          {error}
        </p>
      )}
    </fieldset>
  )
}
