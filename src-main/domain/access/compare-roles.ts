import type { Permission } from '../../contract/permissions.ts'
import type { FormName } from '../forms/types.ts'
import { formLevel } from './fields.ts'
import { type FormLevel, type Scope, type SensitiveRight, sensitiveRights } from './role.ts'
import type { RoleContent } from './role-forms.ts'

/** One thing that two roles say, to be put into words. */
export type RolePoint =
  | { readonly of: 'scope'; readonly left: Scope; readonly right: Scope }
  | { readonly of: 'names'; readonly left: boolean; readonly right: boolean }
  | { readonly of: 'act'; readonly word: Permission; readonly left: boolean; readonly right: boolean }
  | { readonly of: 'form'; readonly word: FormName; readonly left: FormLevel; readonly right: FormLevel }
  | { readonly of: 'sensitive'; readonly word: SensitiveRight; readonly left: boolean; readonly right: boolean }

/** Two roles point by point: what they say differently first, then what they say alike. */
export function compareRoles(
  left: RoleContent,
  right: RoleContent,
  all: { readonly permissions: readonly Permission[]; readonly forms: readonly FormName[] },
): { differ: RolePoint[]; same: RolePoint[] } {
  const both = <T>(ask: (role: RoleContent) => T): { left: T; right: T } => ({ left: ask(left), right: ask(right) })
  const points: RolePoint[] = [
    { of: 'scope', ...both(({ scope }) => scope) },
    { of: 'names', ...both(({ names }) => names) },
    ...all.permissions.map((word) => ({
      of: 'act' as const,
      word,
      ...both((role) => role.permissions.includes(word)),
    })),
    ...all.forms.map((word) => ({ of: 'form' as const, word, ...both((role) => formLevel(role, word)) })),
    ...sensitiveRights.map((word) => {
      return { of: 'sensitive' as const, word, ...both((role) => role.sensitive.includes(word)) }
    }),
  ]
  return {
    differ: points.filter((point) => point.left !== point.right),
    same: points.filter((point) => point.left === point.right),
  }
}
