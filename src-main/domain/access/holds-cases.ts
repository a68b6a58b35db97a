import type { Role } from './role.ts'

/** May cases be given to somebody with this role? He must be able to open and to write them. */
export function holdsCases(role: Role | null): boolean {
  if (role === null || role.scope === 'none') return false
  return role.permissions.includes('case.read') && role.permissions.includes('case.write')
}
