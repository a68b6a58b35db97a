import type { Permission } from '../../contract/permissions.ts'
import type { FormName, Localized } from '../forms/types.ts'

/** Which cases a role reaches. `group`: those of the people in my groups; `agency`: of my agency; `all`: also those of the offices below. */
export const scopes = ['none', 'own', 'group', 'agency', 'office', 'all'] as const
export type Scope = (typeof scopes)[number]

export const formLevels = ['none', 'read', 'write'] as const
export type FormLevel = (typeof formLevels)[number]

/** The most sensitive parts of a file, each a right of its own. `care`: where a child in foster or adoptive care lives. */
export const sensitiveRights = ['sexual', 'armed', 'hiv', 'perpetrator', 'care'] as const
export type SensitiveRight = (typeof sensitiveRights)[number]

/** What a person may do and see. Standard ones are shipped; an office copies and edits its own. */
export interface Role {
  /** A word for a standard role, 32 hex characters for an office's own. */
  readonly id: string
  readonly name: Localized
  readonly about: Localized
  readonly permissions: readonly Permission[]
  readonly scope: Scope
  /** Level of each form, and of those not named. */
  readonly forms: { readonly others: FormLevel } & Readonly<Record<FormName, FormLevel>>
  /** False: lists, statistics and pages show codes, never a child's name. */
  readonly names: boolean
  readonly sensitive: readonly SensitiveRight[]
}
