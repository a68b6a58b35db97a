import { CalendarDays } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatPartialDate, parsePartialDate } from '../../../src-main/domain/dates/partial-date.ts'
import type { FieldValue } from '../../../src-main/domain/forms/types.ts'
import { type Language, useLanguage } from '../../language/index.ts'
import { classes } from '../../parts/classes.ts'
import css from '../field.module.css'
import { useForms } from '../forms-context.tsx'
import { isPartialDate } from '../values.ts'
import { dateReading, isBirth, typedForm } from './date-reading.ts'
import { inputProps, type WidgetProps } from './widget.ts'

/** A date as one types it (`3/2/17`, `02/2017`, `2017`, `9 ans`), with what the program understands beside it. */
export function DateWidget(props: WidgetProps): ReactNode {
  const { field, id, value, change, leave } = props
  const { today } = useForms()
  const { t } = useTranslation('forms')
  const lang = useLanguage()
  const [typed, setTyped] = useState<string | null>(null)
  const known = isPartialDate(value) ? value : undefined
  const type = (text: string): void => {
    setTyped(text)
    change(read(text, today(), lang))
  }
  return (
    <div className={css.beside}>
      <span className={classes(css.box, isBirth(field) && css.wideBox)}>
        <input
          {...inputProps(props)}
          className="input"
          value={typed ?? boxText(value, lang)}
          placeholder={t(isBirth(field) ? 'date.placeholder.birth' : 'date.placeholder')}
          onChange={(event) => type(event.target.value)}
          onBlur={() => {
            setTyped(null)
            leave()
          }}
        />
        <Calendar
          label={t('date.pick', { label: field.label[lang] })}
          day={known?.precision === 'exact' ? known.date : ''}
          pick={(day) => {
            change({ precision: 'exact', date: day })
            document.getElementById(id)?.focus()
          }}
        />
      </span>
      {known !== undefined && (
        <output className={css.reading} htmlFor={id}>
          {dateReading(field, known, today(), lang)}
        </output>
      )}
    </div>
  )
}

/** The text itself where it is not a date yet, so that nothing typed is lost and the check can say why. */
function read(text: string, today: string, lang: Language): FieldValue | undefined {
  if (text.trim() === '') return undefined
  const parsed = parsePartialDate(text, today, lang)
  return parsed.ok ? parsed.value : text
}

function boxText(value: FieldValue | undefined, lang: Language): string {
  if (isPartialDate(value)) return typedForm(value, formatPartialDate(value, lang))
  return typeof value === 'string' ? value : ''
}

interface CalendarProps {
  readonly label: string
  readonly day: string
  readonly pick: (day: string) => void
}

/** The calendar of the system, for the mouse; the keyboard types. */
function Calendar({ label, day, pick }: CalendarProps): ReactNode {
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        className={css.icon}
        aria-label={label}
        onClick={() => picker.current?.showPicker()}
      >
        <CalendarDays size={18} aria-hidden="true" />
      </button>
      <input
        ref={picker}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        className={css.picker}
        value={day}
        onChange={(event) => event.target.value !== '' && pick(event.target.value)}
      />
    </>
  )
}
