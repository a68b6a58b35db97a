import type { Permission } from '../../contract/permissions.ts'
import { formDefinitions } from '../forms/definitions.ts'
import type { FormLevel, Scope } from './role.ts'
import { sensitiveRights } from './role.ts'
import { levelOf, type RoleContent } from './role-content.ts'

/** One thing that a role says, as something to put into words. */
export type RolePoint =
  | { readonly of: 'scope'; readonly left: Scope; readonly right: Scope }
  | { readonly of: 'names'; readonly left: boolean; readonly right: boolean }
  | { readonly of: 'permission'; readonly word: string; readonly left: boolean; readonly right: boolean }
  | { readonly of: 'form'; readonly word: string; readonly left: FormLevel; readonly right: FormLevel }
  | { readonly of: 'sensitive'; readonly word: string; readonly left: boolean; readonly right: boolean }

/** Two roles point by point: what they say differently first, then what they say alike. */
export function compareRoles(
  left: RoleContent,
  right: RoleContent,
  permissions: readonly Permission[],
): { differ: RolePoint[]; same: RolePoint[] } {
  const points: RolePoint[] = [
    { of: 'scope', left: left.scope, right: right.scope },
    { of: 'names', left: left.names, right: right.names },
    ...permissions.map((word): RolePoint => {
      const holds = (role: RoleContent): boolean => role.permissions.includes(word)
      return { of: 'permission', word, left: holds(left), right: holds(right) }
    }),
    ...formDefinitions.map(({ form: word }): RolePoint => {
      return { of: 'form', word, left: levelOf(left.forms, word), right: levelOf(right.forms, word) }
    }),
    ...sensitiveRights.map((word): RolePoint => {
      return { of: 'sensitive', word, left: left.sensitive.includes(word), right: right.sensitive.includes(word) }
    }),
  ]
  return {
    differ: points.filter((point) => point.left !== point.right),
    same: points.filter((point) => point.left === point.right),
  }
}
