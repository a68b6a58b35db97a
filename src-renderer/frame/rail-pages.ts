import type { Permission } from '../../src-main/contract/permissions.ts'

export interface RailPage {
  name: 'home' | 'cases' | 'transmission' | 'people' | 'settings' | 'backups' | 'machine' | 'log'
  path: string
  needs: Permission
}

const all: readonly RailPage[] = [
  { name: 'home', path: '/', needs: 'case.read' },
  { name: 'cases', path: '/cases', needs: 'case.read' },
  { name: 'transmission', path: '/transmission', needs: 'exchange.read' },
  { name: 'people', path: '/people', needs: 'people.read' },
  { name: 'settings', path: '/settings', needs: 'settings.read' },
  { name: 'backups', path: '/backups', needs: 'settings.read' },
  { name: 'machine', path: '/machine', needs: 'settings.read' },
  { name: 'log', path: '/log', needs: 'log.read' },
]

/** The pages this person may open, in the order of Alt+1, Alt+2, … */
export function railPages(can: (permission: Permission) => boolean): readonly RailPage[] {
  return all.filter((page) => page.name === 'home' || can(page.needs))
}
