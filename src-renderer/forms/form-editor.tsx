import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../language/index.ts'
import { Button } from '../parts/button.tsx'
import { Kbd } from '../parts/tag.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { focusQuestion, scrollToTop } from './focus.ts'
import css from './form-editor.module.css'
import { FormSection } from './section.tsx'
import { useShownSections } from './section-nav.tsx'
import type { FormStore } from './store.ts'
import { FormStoreProvider } from './use-form.ts'

export interface FormEditorHandle {
  /** Puts the cursor in a question, whatever section it is in. */
  goTo(field: string): void
}

interface FormEditorProps {
  readonly store: FormStore
  /** Id of the section in view. */
  readonly section: string | null
  readonly onSection: (section: string) => void
  /** Alt+PageUp in the first section, and the button; absent where nothing comes before. */
  readonly before?: { readonly label: string; readonly go: () => void } | undefined
  /** What follows the last section: saving, or the next form. */
  readonly after: { readonly label: string; readonly go: () => void; readonly keys?: string }
  /** State of the draft, at the right of the title. */
  readonly state: ReactNode
  /** Above the questions of every section. */
  readonly notices?: ReactNode
  readonly ref?: Ref<FormEditorHandle>
}

/** One section of a form at a time, in the order of the paper; the keyboard alone goes through all of it. */
export function FormEditor(props: FormEditorProps): ReactNode {
  const { store, section, onSection, before, after, state, notices, ref } = props
  const { t } = useTranslation('forms')
  const lang = useLanguage()
  const sections = useShownSections(store)
  const at = Math.max(
    0,
    sections.findIndex((each) => each.id === section),
  )
  const current = sections[at]
  const [wanted, setWanted] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)

  const toSection = (id: string): void => {
    setWanted(null)
    onSection(id)
  }
  const previous = sections[at - 1]
  const next = sections[at + 1]
  const goBack = (): void => (previous === undefined ? before?.go() : toSection(previous.id))
  const goOn = (): void => (next === undefined ? after.go() : toSection(next.id))
  const goTo = (field: string): void => {
    const home = sections.find((each) => each.fields.some((one) => one.id === field))
    if (home === undefined) return
    setWanted(field)
    onSection(home.id)
  }
  useImperativeHandle(ref, () => ({ goTo }))
  usePageKeys(goOn, goBack, next !== undefined)
  const currentId = current?.id
  useEffect(() => {
    if (box.current !== null) scrollToTop(box.current)
  }, [currentId])
  useEffect(() => {
    if (wanted === null || box.current === null) return
    if (focusQuestion(box.current, wanted)) setWanted(null)
  }, [wanted, currentId])

  if (current === undefined) return null
  const { number, title } = store.definition
  return (
    <FormStoreProvider value={store}>
      <div ref={box} className={css.editor}>
        <header className={css.head}>
          <h2>
            <span className="visually-hidden">{title[lang]} : </span>
            {number} · {current.title[lang]}
          </h2>
          <span className="muted small">{t('section.of', { at: at + 1, of: sections.length })}</span>
          <span className="grow" />
          {state}
        </header>
        {notices}
        <ErrorSummary store={store} go={goTo} />
        <FormSection
          key={current.id}
          section={current}
          focus={wanted === null}
          onEnd={goOn}
          onNothing={() => box.current?.querySelector<HTMLElement>('footer button:last-of-type')?.focus()}
        />
        <footer className={css.foot}>
          {(previous !== undefined || before !== undefined) && (
            <Button icon={<ChevronLeft aria-hidden="true" />} onClick={goBack}>
              {previous === undefined ? before?.label : t('section.previous')}
            </Button>
          )}
          <span className="grow" />
          {next === undefined ? (
            <Button look="main" onClick={after.go}>
              {after.label} {after.keys !== undefined && <Kbd>{after.keys}</Kbd>}
            </Button>
          ) : (
            <Button look="main" onClick={goOn} title={t('section.next.keys')}>
              {t('section.next', { title: next.title[lang] })}
              <ChevronRight aria-hidden="true" />
            </Button>
          )}
        </footer>
      </div>
    </FormStoreProvider>
  )
}

/** Alt+PageDown and Alt+PageUp go through the sections. The last section is left by its button: saving is never by accident. */
function usePageKeys(goOn: () => void, goBack: () => void, hasNext: boolean): void {
  const latest = useRef({ goOn, goBack, hasNext })
  latest.current = { goOn, goBack, hasNext }
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || document.querySelector('dialog[open]') !== null) return
      if (event.key !== 'PageDown' && event.key !== 'PageUp') return
      event.preventDefault()
      if (event.key === 'PageUp') latest.current.goBack()
      else if (latest.current.hasNext) latest.current.goOn()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
