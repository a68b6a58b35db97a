import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../language/format.ts'
import css from '../field.module.css'
import { asText, inputProps, type WidgetProps } from './widget.ts'

/** Text of one line: names, telephones and short answers. */
export function TextWidget(props: WidgetProps): ReactNode {
  const { field, value, change } = props
  const isPhone = field.type === 'phone'
  return (
    <>
      <input
        {...inputProps(props)}
        className={`input ${isPhone ? css.short : ''}`}
        type={isPhone ? 'tel' : 'text'}
        value={asText(value)}
        onChange={(event) => change(event.target.value)}
      />
      <Room text={asText(value)} max={field.maxLength} />
    </>
  )
}

/** Text that grows with what is written. */
export function LongTextWidget(props: WidgetProps): ReactNode {
  const { field, value, change } = props
  return (
    <>
      <textarea
        {...inputProps(props)}
        className={`input ${css.long}`}
        value={asText(value)}
        onChange={(event) => change(event.target.value)}
        rows={field.maxLength !== undefined && field.maxLength > 1500 ? 4 : 2}
        spellCheck
      />
      <Room text={asText(value)} max={field.maxLength} />
    </>
  )
}

/** How much room is left, said only when it becomes short. */
function Room({ text, max }: { text: string; max: number | undefined }): ReactNode {
  const { t } = useTranslation('forms')
  if (max === undefined || text.length < max * 0.85) return null
  const left = max - text.length
  return (
    <p className={`${css.room} ${left < 0 ? css.over : ''}`}>
      {left < 0
        ? t('text.over', { count: -left, shown: formatNumber(-left) })
        : t('text.left', { count: left, shown: formatNumber(left) })}
    </p>
  )
}

export function IntegerWidget(props: WidgetProps): ReactNode {
  const { value, change } = props
  return (
    <input
      {...inputProps(props)}
      className={`input ${css.short}`}
      inputMode="numeric"
      value={asText(value)}
      onChange={(event) => change(readInteger(event.target.value))}
    />
  )
}

/** A number where the text is one; else the text itself, so that nothing typed is lost and the check can say why. */
export function readInteger(text: string): number | string | undefined {
  const trimmed = text.replace(/[\s\u00a0\u202f]/g, '')
  if (trimmed === '') return undefined
  return /^-?\d{1,9}$/.test(trimmed) ? Number(trimmed) : text
}
