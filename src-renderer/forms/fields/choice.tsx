import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import type { Option } from '../forms-context.tsx'
import css from './choice.module.css'
import type { WidgetProps } from './widget.ts'

interface ChoiceProps extends WidgetProps {
  readonly options: readonly Option[]
  readonly labelledBy: string
}

/** Up to six answers, all in view. Arrows or the first letter of an answer choose it; Backspace takes it back. */
export function ChoiceWidget({ options, labelledBy, ...props }: ChoiceProps): ReactNode {
  const { id, value, invalid, describedBy, change, leave } = props
  const group = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Backspace' || event.key === 'Delete') {
      event.preventDefault()
      change(undefined)
      return
    }
    const found = byFirstLetter(
      options,
      event,
      options.findIndex((option) => option.id === value),
    )
    if (found === undefined) return
    event.preventDefault()
    change(found.id)
    document.getElementById(inputId(id, found.id, options))?.focus()
  }
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      className={`${css.options} ${invalid ? css.invalid : ''}`}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) leave()
      }}
    >
      {options.map((option) => (
        <label key={option.id} className={css.option}>
          <input
            type="radio"
            id={inputId(id, option.id, options)}
            name={id}
            checked={value === option.id}
            onChange={() => change(option.id)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  )
}

/** The first answer carries the field's own id: links of the error summary and "next field" go there. */
function inputId(id: string, option: string, options: readonly Option[]): string {
  return options[0]?.id === option ? id : `${id}-${option}`
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export function byFirstLetter(options: readonly Option[], event: KeyboardEvent, from: number): Option | undefined {
  if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.altKey || event.metaKey) return undefined
  const letter = plain(event.key)
  const after = [...options.slice(from + 1), ...options.slice(0, from + 1)]
  return after.find((option) => plain(option.label).startsWith(letter))
}

/** Several answers: one stop for Tab, arrows inside, space to tick, a letter to jump. */
export function SeveralWidget({ options, labelledBy, ...props }: ChoiceProps): ReactNode {
  const { id, value, invalid, describedBy, change, leave } = props
  const chosen = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
  const stop = options.find((option) => chosen.includes(option.id))?.id ?? options[0]?.id
  const toggle = (option: string): void =>
    change(options.map((each) => each.id).filter((each) => (each === option) !== chosen.includes(each)))
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const at = options.findIndex((option) => inputId(id, option.id, options) === (event.target as HTMLElement).id)
    const wanted = moved(at, event, options) ?? byFirstLetter(options, event, at)
    if (wanted === undefined) return
    event.preventDefault()
    document.getElementById(inputId(id, wanted.id, options))?.focus()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    <div
      role="group"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      className={`${css.checks} ${invalid ? css.invalid : ''}`}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) leave()
      }}
    >
      {options.map((option) => (
        <label key={option.id} className={css.check}>
          <input
            type="checkbox"
            id={inputId(id, option.id, options)}
            tabIndex={option.id === stop ? 0 : -1}
            checked={chosen.includes(option.id)}
            onChange={() => toggle(option.id)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  )
}

function moved(at: number, event: KeyboardEvent, options: readonly Option[]): Option | undefined {
  if (event.key === 'ArrowDown' || event.key === 'ArrowRight') return options[(at + 1) % options.length]
  if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') return options[(at - 1 + options.length) % options.length]
  return undefined
}
