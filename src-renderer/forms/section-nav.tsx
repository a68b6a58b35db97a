import { Check, CircleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Section } from '../../src-main/domain/forms/types.ts'
import { useLanguage } from '../language/index.ts'
import { sectionNumber } from './field-shape.ts'
import { usePaper } from './forms-context.tsx'
import css from './section-nav.module.css'
import type { FormStore } from './store.ts'
import { useOfForm } from './use-form.ts'

interface SectionNavProps {
  readonly store: FormStore
  /** The section in view; null when the form is not the one in view. */
  readonly current: string | null
  readonly go: (section: string) => void
  readonly label: string
}

/** The sections of a form, each with how much of it is filled. */
export function SectionNav({ store, current, go, label }: SectionNavProps): ReactNode {
  const sections = useShownSections(store)
  return (
    <nav aria-label={label}>
      <ol className={css.list}>
        {sections.map((section) => (
          <Entry key={section.id} store={store} section={section} current={section.id === current} go={go} />
        ))}
      </ol>
    </nav>
  )
}

interface EntryProps {
  readonly store: FormStore
  readonly section: Section
  readonly current: boolean
  readonly go: (section: string) => void
}

function Entry({ store, section, current, go }: EntryProps): ReactNode {
  const { t } = useTranslation('forms')
  const lang = useLanguage()
  const paper = usePaper(store.definition)
  const state = useOfForm(store, (each) => stateOf(each, section))
  const entry = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (current) entry.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const [filled = '0', shown = '0', problems = '0'] = state.split('/')
  return (
    <li>
      <button
        ref={entry}
        type="button"
        className={css.entry}
        aria-current={current ? 'step' : undefined}
        onClick={() => go(section.id)}
      >
        <span className={css.number}>{sectionNumber(paper, section)}</span>
        <span className={css.title}>{section.title[lang]}</span>
        <span className={problems === '0' ? css.state : css.wrong}>
          {problems !== '0' ? (
            <>
              <CircleAlert size={15} aria-hidden="true" />
              <span className="visually-hidden">{t('section.problems', { count: Number(problems) })}</span>
            </>
          ) : shown === '0' ? null : filled === shown ? (
            <>
              <Check size={15} aria-hidden="true" />
              <span className="visually-hidden">{t('section.full')}</span>
            </>
          ) : (
            <>
              <span aria-hidden="true">{`${filled}/${shown}`}</span>
              <span className="visually-hidden">{t('section.filled', { filled, shown })}</span>
            </>
          )}
        </span>
      </button>
    </li>
  )
}

/** In one word, so that a section is drawn again only when its own state changes. */
function stateOf(store: FormStore, section: Section): string {
  const found = store.completeness().sections.find((each) => each.id === section.id)
  const ids = new Set(section.fields.map((field) => field.id))
  const wrong = store.problems().filter((problem) => problem.severity === 'error' && ids.has(problem.field)).length
  return `${found?.filled ?? 0}/${found?.shown ?? 0}/${wrong}`
}

const shownIds = (store: FormStore): string =>
  store
    .completeness()
    .sections.map((section) => section.id)
    .join(' ')

/** The sections that are not hidden, in order. */
export function useShownSections(store: FormStore): readonly Section[] {
  const ids = useOfForm(store, shownIds).split(' ')
  return store.definition.sections.filter((section) => ids.includes(section.id))
}
