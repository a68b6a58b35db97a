import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Kbd } from '../parts/tag.tsx'
import css from './help.module.css'

const keys = [
  ['search', 'Ctrl K'],
  ['new', 'Ctrl N'],
  ['save', 'Ctrl S'],
  ['lock', 'Ctrl L'],
  ['pages', 'Alt 1 … 8'],
  ['next', 'Tab'],
  ['close', 'Esc'],
  ['help', 'F1'],
] as const

export const subjects = ['home', 'cases', 'register', 'case', 'transmission', 'people', 'settings'] as const
export type Subject = (typeof subjects)[number]

/** What the help of the page at this address is about. */
export function subjectOf(path: string): Subject {
  if (path.startsWith('/cases/new')) return 'register'
  if (path.startsWith('/cases/')) return 'case'
  if (path.startsWith('/cases')) return 'cases'
  if (path.startsWith('/transmission')) return 'transmission'
  if (path.startsWith('/people')) return 'people'
  return path.startsWith('/settings') ? 'settings' : 'home'
}

/** What a page is for, and how to go about it there. */
export function AboutPage({ subject }: { subject: Subject }): ReactNode {
  const { t } = useTranslation('help')
  return (
    <div className="stack-small">
      <p>{t(`about.${subject}`)}</p>
      <ul className={css.steps}>
        {t(`how.${subject}`)
          .split('\n')
          .map((step) => (
            <li key={step}>{step}</li>
          ))}
      </ul>
    </div>
  )
}

/** The shortcuts that work everywhere. */
export function Shortcuts(): ReactNode {
  const { t } = useTranslation('help')
  return (
    <dl className={css.keys}>
      {keys.map(([name, key]) => (
        <div key={name}>
          <dt>{t(`keys.${name}`)}</dt>
          <dd>
            <Kbd>{key}</Kbd>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Help beside the page at this address. */
export function HelpText({ path }: { path: string }): ReactNode {
  const { t } = useTranslation('help')
  const subject = subjectOf(path)
  return (
    <div className="stack">
      <h3>{t(`title.${subject}`)}</h3>
      <AboutPage subject={subject} />
      <h3>{t('keys.title')}</h3>
      <Shortcuts />
    </div>
  )
}
