import type { Role } from './role.ts'

/** Can somebody with this role give accounts and change roles? An office needs one such person at least. */
export function runsOffice(role: Role | null): boolean {
  const may = role?.permissions ?? []
  return may.includes('people.manage') && may.includes('role.manage')
}

/**
 * Would nobody be left who can manage people and roles? Asked with the accounts as they would be after a change of an account or of a role,
 * before it is written.
 * @param roles of the people whose account would be active
 */
export function leavesNobody(roles: Iterable<Role | null>): boolean {
  for (const role of roles) if (runsOffice(role)) return false
  return true
}
