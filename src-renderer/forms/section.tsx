import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import type { Section } from '../../src-main/domain/forms/types.ts'
import { useLanguage } from '../language/index.ts'
import { FormField } from './field.tsx'
import { fieldNumber } from './field-shape.ts'
import { focusFirst, focusNext } from './focus.ts'
import { usePaper } from './forms-context.tsx'
import css from './section.module.css'
import { useFormStore, useOfForm } from './use-form.ts'

interface SectionProps {
  readonly section: Section
  /** Only these fields, for a part of a section. */
  readonly only?: readonly string[]
  /** Enter in the last field. */
  readonly onEnd: () => void
  /** Puts the cursor in the first field when the section appears, or calls `onNothing` when there is nothing to answer. */
  readonly focus: boolean
  readonly onNothing?: () => void
}

/** The questions of one section, in the order of the paper. */
export function FormSection({ section, only, onEnd, focus, onNothing }: SectionProps): ReactNode {
  const store = useFormStore()
  const lang = useLanguage()
  const paper = usePaper(store.definition)
  const visible = useOfForm(store, (each) => each.visible())
  const box = useRef<HTMLDivElement>(null)
  const nothing = useRef(onNothing)
  useEffect(() => {
    if (focus && box.current !== null && !focusFirst(box.current)) nothing.current?.()
  }, [focus])
  const fields = section.fields.filter(
    (field) => visible.has(field.id) && (only === undefined || only.includes(field.id)),
  )
  return (
    <div className={css.section}>
      {section.help !== undefined && <p className={css.help}>{section.help[lang]}</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter goes on to the next question, whichever has the focus */}
      <div ref={box} className={css.grid} onKeyDown={(event) => onEnter(event, onEnd)}>
        {fields.map((field) => (
          <FormField key={field.id} field={field} number={fieldNumber(paper, field)} />
        ))}
      </div>
    </div>
  )
}

/** Enter goes to the next question, as Tab does; in a text of several lines, Ctrl+Enter. */
export function onEnter(event: KeyboardEvent<HTMLElement>, onEnd: () => void): void {
  if (event.key !== 'Enter' || event.defaultPrevented || event.altKey || event.shiftKey) return
  const target = event.target
  if (!(target instanceof HTMLElement) || target.tagName === 'BUTTON' || target.tagName === 'A') return
  if (target.tagName === 'TEXTAREA' && !event.ctrlKey) return
  event.preventDefault()
  if (!focusNext(event.currentTarget, target)) onEnd()
}
