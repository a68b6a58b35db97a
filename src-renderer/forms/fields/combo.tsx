import { ChevronDown } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './combo.module.css'

export interface ComboOption {
  readonly id: string
  readonly label: string
}

interface ComboProps {
  readonly id: string
  readonly label: string
  /** What the box shows when nobody types in it. */
  readonly shown: string
  /** Answers for what is typed; the whole list for an empty text. */
  readonly find: (text: string) => readonly ComboOption[]
  readonly chosen: string | undefined
  readonly invalid: boolean
  readonly describedBy: string | undefined
  readonly choose: (option: ComboOption | undefined) => void
  readonly leave: () => void
  /** What is typed, for lists that must be asked for. */
  readonly onType?: (text: string) => void
  /** Left before the answers came: the best one, once it is known. */
  readonly later?: (text: string) => Promise<ComboOption | undefined>
  /** The answer is on its way. */
  readonly waiting?: boolean
  /** Said in the open list while nothing is typed, when there is nothing to show yet. */
  readonly hint?: string
}

/**
 * A box with a list, after the ARIA pattern of an editable combobox. The first answer that fits is ready to be taken: Tab
 * or Enter takes it, so that a list costs no more than a few letters.
 */
export function Combo(props: ComboProps): ReactNode {
  const { id, shown, find, chosen, choose, leave, onType } = props
  const { t } = useTranslation('forms')
  const [typed, setTyped] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const [lost, setLost] = useState<string | null>(null)
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const options = open ? find(typed ?? '') : []

  const close = (): void => {
    setOpen(false)
    setTyped(null)
  }
  const show = (): void => {
    setOpen(true)
    setActive(
      Math.max(
        0,
        find('').findIndex((option) => option.id === chosen),
      ),
    )
  }
  const take = (option: ComboOption): void => {
    choose(option)
    setLost(null)
    close()
  }
  const type = (text: string): void => {
    setTyped(text)
    setOpen(true)
    setActive(0)
    onType?.(text)
  }
  /** Leaving takes the answer that fits, empties on empty text, and says so when nothing fits. */
  const settle = async (): Promise<void> => {
    const text = typed?.trim()
    setOpen(false)
    if (text !== undefined) {
      const option = text === '' ? undefined : (options[active] ?? options[0] ?? (await props.later?.(text)))
      if (text === '' || option !== undefined) choose(option)
      setLost(text !== '' && option === undefined ? text : null)
    }
    setTyped(null)
    leave()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) show()
      else setActive(step(active, event.key, options.length))
    } else if (event.key === 'Enter' && open && options[active] !== undefined) {
      event.preventDefault()
      event.stopPropagation()
      take(options[active])
    } else if (event.key === 'Tab' && open && typed !== null && typed.trim() !== '' && options[active] !== undefined) {
      // Taken before the focus moves: the questions that this answer brings are then in its way.
      take(options[active])
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      event.stopPropagation()
      close()
    }
  }

  const emptyWords =
    (typed ?? '') === '' && props.hint ? props.hint : t(props.waiting === true ? 'combo.waiting' : 'combo.none')
  return (
    <div className={css.wrap}>
      <input
        ref={input}
        id={id}
        className="input"
        role="combobox"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && options[active] !== undefined ? `${listId}-${active}` : undefined}
        aria-invalid={props.invalid || lost !== null || undefined}
        aria-describedby={lost === null ? props.describedBy : `${listId}-lost`}
        autoComplete="off"
        spellCheck={false}
        value={typed ?? shown}
        onChange={(event) => type(event.target.value)}
        onFocus={(event) => event.target.select()}
        onClick={() => (open ? undefined : show())}
        onKeyDown={onKeyDown}
        onBlur={() => void settle()}
      />
      <button
        type="button"
        tabIndex={-1}
        className={css.toggle}
        aria-label={t('combo.open', { label: props.label })}
        onMouseDown={(event) => {
          event.preventDefault()
          input.current?.focus()
          if (open) close()
          else show()
        }}
      >
        <ChevronDown size={18} aria-hidden />
      </button>
      {open && (
        <List id={listId} label={props.label} options={options} active={active} chosen={chosen} take={take}>
          {emptyWords}
        </List>
      )}
      {lost !== null && (
        <p className={css.lost} id={`${listId}-lost`}>
          {t('combo.lost', { text: lost })}
        </p>
      )}
    </div>
  )
}

function step(active: number, key: string, length: number): number {
  if (length === 0) return 0
  return (active + (key === 'ArrowDown' ? 1 : -1) + length) % length
}

interface ListProps {
  readonly id: string
  readonly label: string
  readonly options: readonly ComboOption[]
  readonly active: number
  readonly chosen: string | undefined
  readonly take: (option: ComboOption) => void
  readonly children: ReactNode
}

function List({ id, label, options, active, chosen, take, children }: ListProps): ReactNode {
  const list = useRef<HTMLDivElement>(null)
  const [above, setAbove] = useState(false)
  useLayoutEffect(() => {
    const box = list.current?.getBoundingClientRect()
    if (box !== undefined && box.bottom > window.innerHeight && box.top > box.height + 90) setAbove(true)
  }, [])
  useLayoutEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, active])
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label={label}
      className={`${css.list} ${above ? css.above : ''}`}
      onMouseDown={(event) => event.preventDefault()}
    >
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts from the input, as the pattern asks
        <div
          key={option.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={option.id === chosen}
          className={`${css.option} ${index === active ? css.active : ''} ${option.id === chosen ? css.chosen : ''}`}
          onClick={() => take(option)}
        >
          {option.label}
        </div>
      ))}
      {options.length === 0 && <div className={css.none}>{children}</div>}
    </div>
  )
}
