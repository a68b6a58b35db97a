import type { Permission } from '../../contract/permissions.ts'
import { canonical } from '../ledger/canonical.ts'
import type { Json } from '../ledger/types.ts'
import { foldName } from '../names/fold.ts'
import { readRoleContent } from './read-role.ts'
import type { RoleContent } from './role-forms.ts'

export const roleFileFormat = 'lakana-role'
export const roleFileVersion = 1

/** A role on its way to another office: nothing secret, nobody's name. Not signed: it is shown whole before it is taken. */
export interface RoleFile {
  readonly role: RoleContent
  /** Code of the office that wrote it. */
  readonly from: string
  /** As the PC's clock claimed, ISO 8601 UTC. */
  readonly written: string
}

/** Canonical JSON and a line end. */
export function roleFileText({ role, from, written }: RoleFile): string {
  const file = { format: roleFileFormat, from, role, version: roleFileVersion, written }
  return `${canonical(file as unknown as Json)}\n`
}

/** `LKR-BLS-assistante-sociale.lkr`: ASCII, whatever the role is called. */
export function roleFileName(office: string, name: string): string {
  const words = foldName(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  return `LKR-${office}-${words === '' ? 'role' : words}.lkr`
}

/**
 * The role that a file holds. It must be written exactly as this program writes one: anything more or otherwise is damage.
 * @returns `unknown`: the words that this version does not know, for which it is refused
 */
export function readRoleFile(
  text: string,
  permissions: readonly Permission[],
): RoleFile | { readonly unknown: readonly string[] } | 'damaged' {
  let file: Partial<Record<string, unknown>>
  try {
    file = JSON.parse(text) as Partial<Record<string, unknown>>
  } catch {
    return 'damaged'
  }
  if (typeof file !== 'object' || file === null || file.format !== roleFileFormat) return 'damaged'
  if (file.version !== roleFileVersion) return { unknown: [`version ${String(file.version).slice(0, 20)}`] }
  const { from, written } = file
  const read = readRoleContent(file.role, permissions)
  if (!read || typeof from !== 'string' || typeof written !== 'string') return 'damaged'
  if (read.unknown.length > 0) return { unknown: read.unknown.slice(0, 20).map((word) => word.slice(0, 60)) }
  const found: RoleFile = { role: read.content, from, written }
  return roleFileText(found) === text ? found : 'damaged'
}
