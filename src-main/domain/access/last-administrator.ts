import type { Role } from './role.ts'

/** Can somebody with this role give accounts and change roles? An office needs one such person at least (`domain/people/keepers.ts`). */
export function runsOffice(role: Pick<Role, 'permissions'>): boolean {
  return role.permissions.includes('people.manage') && role.permissions.includes('role.manage')
}
