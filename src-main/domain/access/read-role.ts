import type { Permission } from '../../contract/permissions.ts'
import { formDefinitions } from '../forms/definitions.ts'
import type { Localized } from '../forms/types.ts'
import { type FormLevel, formLevels, type SensitiveRight, scopes, sensitiveRights } from './role.ts'
import { formsOf, type RoleContent } from './role-forms.ts'

const formNames = formDefinitions.map(({ form }) => form)
const longestName = 80
const longestAbout = 300

/**
 * Reads a role that was written elsewhere or earlier, by hand so that each word that this version does not know is named. What is not known
 * is left out: a role never allows more than its known words say.
 * @param permissions all that this version knows
 * @returns null when it has not the shape of a role at all
 */
export function readRoleContent(
  value: unknown,
  permissions: readonly Permission[],
): { readonly content: RoleContent; readonly unknown: string[] } | null {
  if (!isObject(value)) return null
  const name = readText(value.name, longestName)
  const about = readText(value.about, longestAbout)
  if (!name || !about || name.fr.trim() === '' || typeof value.names !== 'boolean') return null
  if (!isWords(value.permissions) || !isWords(value.sensitive) || typeof value.scope !== 'string') return null
  if (!isObject(value.forms)) return null
  const unknown: string[] = []
  const known = <T extends string>(all: readonly T[], words: readonly string[]): T[] => {
    for (const word of words) if (!all.some((each) => each === word)) unknown.push(word)
    return all.filter((each) => words.includes(each))
  }
  const content: RoleContent = {
    name,
    about,
    permissions: known<Permission>(permissions, value.permissions),
    scope: known(scopes, [value.scope])[0] ?? 'none',
    forms: readForms(value.forms, unknown),
    names: value.names,
    sensitive: known<SensitiveRight>(sensitiveRights, value.sensitive),
  }
  return { content, unknown: [...new Set(unknown)] }
}

function readForms(value: Readonly<Record<string, unknown>>, unknown: string[]): RoleContent['forms'] {
  const level = (word: unknown): FormLevel => {
    const found = formLevels.find((each) => each === word)
    if (found === undefined) unknown.push(String(word))
    return found ?? 'none'
  }
  const { others, ...named } = value
  const levels: Record<string, FormLevel> = {}
  for (const [form, word] of Object.entries(named)) {
    if (formNames.includes(form)) levels[form] = level(word)
    else unknown.push(form)
  }
  return formsOf(level(others), levels, formNames)
}

function readText(value: unknown, longest: number): Localized | null {
  if (!isObject(value)) return null
  const { fr, en } = value
  if (typeof fr !== 'string' || typeof en !== 'string' || fr.length > longest || en.length > longest) return null
  return { fr, en }
}

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= 200 && value.every((word) => typeof word === 'string')
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
