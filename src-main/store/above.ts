import type { Database } from 'better-sqlite3-multiple-ciphers'
import { permissions } from '../contract/permissions.ts'
import { readRoleContent } from '../domain/access/read-role.ts'
import type { Role } from '../domain/access/role.ts'
import { type Conduct, conductBytes } from '../domain/people/conduct.ts'
import { hashing } from './hashing.ts'
import { readSetting, writeSetting } from './settings.ts'

/** What an office above has laid down and is in force here, as it was carried out: the document itself lies in `document`. */
interface Above {
  /** Name of the office that laid it down. */
  readonly from: string
  readonly version: number
  /** As its clock claimed. */
  readonly at: string
}

export interface ConductAbove extends Above, Conduct {
  readonly hash: string
}

/** `retired`: no longer laid down. Whoever holds it keeps it until he is given another, nobody is given it anew. */
export interface RoleAbove {
  readonly role: Role
  readonly retired: boolean
}

export interface RolesAbove extends Above {
  readonly roles: readonly RoleAbove[]
}

export function conductAbove(db: Database): ConductAbove | null {
  return readSetting<ConductAbove | null>(db, 'conduct-above', null)
}

/** The hash alone: asked for every call. */
export function conductAboveHash(db: Database): string | null {
  return readSetting<string | null>(db, 'conduct-above-hash', null)
}

export function writeConductAbove(db: Database, above: (Above & Conduct) | null): void {
  const hash = above && hashing.sha256Hex(conductBytes(above))
  writeSetting(db, 'conduct-above', above && { ...above, hash })
  writeSetting(db, 'conduct-above-hash', hash)
}

/** A word that this version of the program does not know allows nothing. */
export function rolesAbove(db: Database): RolesAbove | null {
  const above = readSetting<RolesAbove | null>(db, 'roles-above', null)
  return above && { ...above, roles: above.roles.flatMap(({ role, retired }) => readRole(role, retired) ?? []) }
}

export function writeRolesAbove(db: Database, above: RolesAbove | null): void {
  writeSetting(db, 'roles-above', above)
}

/** A role as it stands in a document or a setting; null when it has not the shape of one. */
export function readRole(value: unknown, retired = false): RoleAbove | null {
  const { id } = (value ?? {}) as { readonly id?: unknown }
  const read = readRoleContent(value, permissions)
  return typeof id === 'string' && /^[0-9a-f]{32}$/.test(id) && read ? { role: { id, ...read.content }, retired } : null
}
