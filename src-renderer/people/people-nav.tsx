import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { Permission } from '../../src-main/contract/permissions.ts'
import { useSession } from '../office/session.tsx'
import css from './people.module.css'

/** Pages under « Personnes », in the order of their tabs, each with what it needs. */
const pages: readonly {
  readonly name: 'list' | 'caseload' | 'groups' | 'roles' | 'review' | 'register' | 'conduct'
  readonly path: string
  readonly needs: Permission
}[] = [
  { name: 'list', path: '/people', needs: 'people.read' },
  { name: 'caseload', path: '/people/caseload', needs: 'people.read' },
  { name: 'groups', path: '/people/groups', needs: 'people.read' },
  { name: 'roles', path: '/people/roles', needs: 'role.read' },
  { name: 'review', path: '/people/review', needs: 'people.review' },
  { name: 'register', path: '/people/register', needs: 'people.review' },
  { name: 'conduct', path: '/people/conduct', needs: 'conduct.manage' },
]

export function PeopleNav(): ReactNode {
  const { t } = useTranslation('people')
  const { can } = useSession()
  const [path] = useLocation()
  return (
    <nav className={css.nav} aria-label={t('nav.label')}>
      {pages
        .filter(({ needs }) => can(needs))
        .map((page) => (
          <Link
            key={page.name}
            href={page.path}
            aria-current={
              (page.path === '/people' ? path === '/people' : path.startsWith(page.path)) ? 'page' : undefined
            }
          >
            {t(`nav.${page.name}`)}
          </Link>
        ))}
    </nav>
  )
}
