import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Permission } from '../../src-main/contract/permissions.ts'
import { useSession } from '../office/session.tsx'
import { Tabs } from '../parts/tabs.tsx'

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
  const shown = pages.filter(({ needs }) => can(needs))
  return (
    <Tabs
      label={t('nav.label')}
      pages={shown.map(({ name, path }) => ({ path, words: t(`nav.${name}`), exact: path === '/people' }))}
    />
  )
}
