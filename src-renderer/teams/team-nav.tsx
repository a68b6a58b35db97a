import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { useSession } from '../office/session.tsx'
import css from './teams.module.css'

/** The pages under "Personnes". */
export function TeamNav(): ReactNode {
  const { t } = useTranslation('teams')
  const { can } = useSession()
  const [path] = useLocation()
  const pages = (['caseload', 'groups', 'roles'] as const).filter((page) => page !== 'roles' || can('role.read'))
  return (
    <nav className={css.nav} aria-label={t('nav.label')}>
      {pages.map((page) => {
        const to = `/people/${page}`
        return (
          <Link key={page} href={to} aria-current={path.startsWith(to) ? 'page' : undefined}>
            {t(`nav.${page}`)}
          </Link>
        )
      })}
    </nav>
  )
}
