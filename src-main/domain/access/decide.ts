import type { Permission } from '../../contract/permissions.ts'
import type { Role } from './role.ts'
import { type CaseFacts, type CaseScope, reaches } from './scope.ts'

export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly why: 'permission' | 'scope' }

const yes: Decision = { allowed: true }

/**
 * May this role do this, to this case where the act is about one? The one place that says so: the office asks it for every call, the window to
 * grey out and explain.
 * @param facts of the case that the act is about; left out where it is about none
 */
export function decide(role: Role, scope: CaseScope, permission: Permission, facts?: CaseFacts): Decision {
  if (!role.permissions.includes(permission)) return { allowed: false, why: 'permission' }
  if (facts && !reaches(scope, facts)) return { allowed: false, why: 'scope' }
  return yes
}
