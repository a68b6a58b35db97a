import type { Role } from '../access/role.ts'

/**
 * May somebody with this role give that one, or a new password to somebody who has it? Who gives a password could sign in by it: so nobody
 * hands out a permission or a sensitive right that he lacks himself, unless he manages roles and could give it to himself anyhow.
 */
export function mayGrant(giver: Role, given: Role): boolean {
  if (giver.permissions.includes('role.manage')) return true
  return (
    given.permissions.every((permission) => giver.permissions.includes(permission)) &&
    given.sensitive.every((right) => giver.sensitive.includes(right))
  )
}
