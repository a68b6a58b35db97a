import type { FormName } from '../forms/types.ts'
import type { FormLevel, Role } from './role.ts'

/** What is written of a role: all but its id. */
export type RoleContent = Omit<Role, 'id'>

/**
 * Levels of single forms that say what `others` says already are left out: two roles that allow the same read the same.
 * @param names of all forms, in their order
 */
export function formsOf(
  others: FormLevel,
  levels: Readonly<Record<string, FormLevel>>,
  names: readonly FormName[],
): RoleContent['forms'] {
  const forms: { others: FormLevel } & Record<string, FormLevel> = { others }
  for (const name of names) {
    const level = Object.hasOwn(levels, name) ? levels[name] : undefined
    if (level !== undefined && level !== others) forms[name] = level
  }
  return forms
}
