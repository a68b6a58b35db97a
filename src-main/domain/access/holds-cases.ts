import type { Role } from './role.ts'

/** May cases be given to somebody with this role? He must be able to open and to write them. */
export function holdsCases(role: Role | null): boolean {
  if (role === null || role.scope === 'none') return false
  return role.permissions.includes('case.read') && role.permissions.includes('case.write')
}

/** May somebody with this role be a co-worker on a case? He must be able to open it: a trainee reads the cases entrusted to him. */
export function readsCases(role: Role | null): boolean {
  return role !== null && role.scope !== 'none' && role.permissions.includes('case.read')
}
