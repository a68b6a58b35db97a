import { Eye, EyeOff } from 'lucide-react'
import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from './classes.ts'
import { Field } from './field.tsx'
import css from './inputs.module.css'

interface TextInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  label: ReactNode
  help?: ReactNode | undefined
  error?: ReactNode | undefined
  after?: ReactNode | undefined
  value: string
  onChange: (value: string) => void
}

/** One line of text with its label. */
export function TextInput({
  label,
  help,
  error,
  after,
  value,
  onChange,
  required,
  id,
  ...rest
}: TextInputProps): ReactNode {
  return (
    <Field label={label} help={help} error={error} after={after} required={required} id={id}>
      {(control) => (
        <input
          autoComplete="off"
          spellCheck={false}
          {...rest}
          {...control}
          className={classes('input', rest.className)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

interface LongTextInputProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value'> {
  label: ReactNode
  help?: ReactNode | undefined
  value: string
  onChange: (value: string) => void
}

/** Several lines of text with their label. */
export function LongTextInput({ label, help, value, onChange, required, ...rest }: LongTextInputProps): ReactNode {
  return (
    <Field label={label} help={help} required={required}>
      {(control) => (
        <textarea
          {...rest}
          {...control}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

/** A password, hidden until the person asks to see it. */
export function PasswordInput(props: TextInputProps & { label: string }): ReactNode {
  const { label, help, error, after, value, onChange, required, id, ...rest } = props
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  const word = shown ? 'hidePassword' : 'showPassword'
  return (
    <Field label={label} help={help} error={error} after={after} required={required} id={id}>
      {(control) => (
        <div className={css.password}>
          <input
            autoComplete="off"
            spellCheck={false}
            autoCapitalize="off"
            {...rest}
            {...control}
            className={classes('input', rest.className)}
            type={shown ? 'text' : 'password'}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <button
            type="button"
            className={css.show}
            onClick={() => setShown(!shown)}
            aria-pressed={shown}
            aria-label={t(`action.${word}.of`, { label })}
          >
            {shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
            {t(`action.${word}`)}
          </button>
        </div>
      )}
    </Field>
  )
}

interface ChoiceProps<T extends string> {
  name: string
  value: T | null
  options: readonly { value: T; label: ReactNode; help?: ReactNode }[]
  onChange: (value: T) => void
  /** One under the other, for options that need a sentence. */
  tall?: boolean
}

/** Up to six options as cards. Arrow keys move between them, as for any radio group. */
export function Choices<T extends string>({ name, value, options, onChange, tall }: ChoiceProps<T>): ReactNode {
  return (
    <div className={classes(css.choices, tall === true && css.tall)}>
      {options.map((option) => (
        <label key={option.value} className={css.choice}>
          <input type="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />
          <span>
            {option.label}
            {option.help !== undefined && <span className={css.choiceHelp}>{option.help}</span>}
          </span>
        </label>
      ))}
    </div>
  )
}

interface CheckProps {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
  disabled?: boolean
}

export function Check({ checked, onChange, children, disabled }: CheckProps): ReactNode {
  return (
    <label className={css.check}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled === true}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{children}</span>
    </label>
  )
}
