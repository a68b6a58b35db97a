import type { Permission } from '../../contract/permissions.ts'
import type { Role } from './role.ts'
import { type CaseFacts, type CaseScope, reaches } from './scope.ts'

export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly why: 'permission' | 'scope' }

const yes: Decision = { allowed: true }

/** The case that an act is about. `opened`: the person has opened it out of scope, for a stated reason, and that still holds. */
export interface CaseAsked extends CaseFacts {
  readonly opened?: boolean
}

/**
 * What an exceptional opening gives: to read what an emergency needs, and to leave word of what was done. It does not write forms: who follows
 * the child must find his file as he left it. Nor does it print: paper leaves the room.
 */
export const openingGives: readonly Permission[] = ['case.read', 'case.history', 'note.write']

/**
 * May this role do this, to this case where the act is about one? The one place that says so: the office asks it for every call, the window to
 * grey out and explain.
 * @param asked the case that the act is about; left out where it is about none
 */
export function decide(role: Role, scope: CaseScope, permission: Permission, asked?: CaseAsked): Decision {
  if (!role.permissions.includes(permission)) return { allowed: false, why: 'permission' }
  if (!asked || reaches(scope, asked)) return yes
  const opened = asked.opened === true && role.permissions.includes('case.break-glass')
  return opened && openingGives.includes(permission) ? yes : { allowed: false, why: 'scope' }
}
