import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Kbd } from '../parts/tag.tsx'

const keys = [
  ['search', 'Ctrl K'],
  ['new', 'Ctrl N'],
  ['save', 'Ctrl S'],
  ['lock', 'Ctrl L'],
  ['pages', 'Alt 1…4'],
  ['help', 'F1'],
] as const

function subjectOf(path: string): 'home' | 'cases' | 'register' | 'transmission' | 'settings' {
  if (path.startsWith('/cases/new')) return 'register'
  if (path.startsWith('/cases')) return 'cases'
  if (path.startsWith('/transmission')) return 'transmission'
  return path.startsWith('/settings') ? 'settings' : 'home'
}

/** What the page at this address is for, and the shortcuts. */
export function HelpText({ path }: { path: string }): ReactNode {
  const { t } = useTranslation('help')
  return (
    <div className="stack">
      <p>{t(`about.${subjectOf(path)}`)}</p>
      <h2>{t('keys.title')}</h2>
      <dl className="stack-small">
        {keys.map(([name, key]) => (
          <div key={name} className="line">
            <dt className="grow">{t(`keys.${name}`)}</dt>
            <dd>
              <Kbd>{key}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
