import { type ReactNode, useState } from 'react'
import { parsePartialDate } from '../../src-main/domain/dates/partial-date.ts'
import { formatDay, formatLongDay } from '../language/format.ts'
import { useLanguage } from '../language/index.ts'
import { officeDay } from '../office/day.ts'
import { TextInput } from './inputs.tsx'

interface DayInputProps {
  label: ReactNode
  help?: ReactNode
  error?: ReactNode
  /** ISO day, or empty. */
  value: string
  onChange: (day: string) => void
  required?: boolean
  disabled?: boolean
}

/** A day as one types it (`3/2/26`, `3 février 2026`), said back in words. What is no day gives an empty value. */
export function DayInput({ label, help, error, value, onChange, required, disabled }: DayInputProps): ReactNode {
  const language = useLanguage()
  const [typed, setTyped] = useState<string | null>(null)
  const type = (text: string): void => {
    setTyped(text)
    const read = parsePartialDate(text, officeDay(), language)
    onChange(read.ok && read.value.precision === 'exact' ? read.value.date : '')
  }
  return (
    <TextInput
      label={label}
      help={help}
      error={error}
      value={typed ?? (value === '' ? '' : formatDay(value))}
      placeholder={language === 'fr' ? 'JJ/MM/AAAA' : 'DD/MM/YYYY'}
      inputMode="numeric"
      maxLength={40}
      onChange={type}
      onBlur={() => value !== '' && setTyped(null)}
      after={value === '' ? undefined : <output className="small muted">{formatLongDay(value)}</output>}
      {...(required === true ? { required } : {})}
      {...(disabled === true ? { disabled } : {})}
    />
  )
}
