import type { Database } from 'better-sqlite3-multiple-ciphers'
import { permissions } from '../contract/permissions.ts'
import { readRoleContent } from '../domain/access/read-role.ts'
import type { Role } from '../domain/access/role.ts'
import type { RoleContent } from '../domain/access/role-forms.ts'
import { standardRole, standardRoles } from '../domain/access/standard-roles.ts'
import type { Draft, Id, Json } from '../domain/ledger/types.ts'
import { rolesAbove } from './above.ts'
import { ValueReader } from './form-values.ts'
import { prepared } from './prepared.ts'

/** A role that this office has made. */
export interface OwnRole {
  readonly role: Role
  readonly retired: boolean
  /** Other after every change of it. */
  readonly revision: string
}

/** Roles that this office has made, retired ones too, in the order they were made. */
export function ownRoles(db: Database): OwnRole[] {
  const rows = prepared(db, "SELECT n, id FROM record WHERE parent IS NULL AND kind = 'role' ORDER BY n").all()
  return (rows as { n: number; id: Id }[]).flatMap(({ n, id }) => read(db, n, id) ?? [])
}

export function ownRole(db: Database, id: Id): OwnRole | null {
  const row = prepared(db, "SELECT n FROM record WHERE id = ? AND kind = 'role'").get(id) as { n: number } | undefined
  return row ? read(db, row.n, id) : null
}

/** Roles that may be given here: those of the program, those that an office above has laid down, the office's own. */
export function givenRoles(db: Database): Role[] {
  const above = rolesAbove(db)?.roles ?? []
  return [...standardRoles, ...[...above, ...ownRoles(db)].flatMap(({ role, retired }) => (retired ? [] : [role]))]
}

/** The role that an account names; null when nobody knows it any more or this office has retired it: it then allows nothing. */
export function roleById(db: Database, id: string): Role | null {
  const standard = standardRole(id)
  if (standard) return standard
  const above = rolesAbove(db)?.roles.find(({ role }) => role.id === id)
  if (above) return above.role
  const own = ownRole(db, id)
  return own && !own.retired ? own.role : null
}

/** What the ledger must write for a role to come into being. */
export function newRoleDrafts(id: Id, office: Id, content: RoleContent): Draft[] {
  return [
    { t: 'new', r: id, k: 'role' },
    { t: 'set', r: id, g: 'office', value: { office } },
    { t: 'set', r: id, g: 'role', value: roleValue(content) },
  ]
}

export function roleDrafts(id: Id, content: RoleContent): Draft[] {
  return [{ t: 'set', r: id, g: 'role', value: roleValue(content) }]
}

function roleValue({ name, about, permissions, scope, forms, names, sensitive }: RoleContent): Json {
  return {
    name: { fr: name.fr, en: name.en },
    about: { fr: about.fr, en: about.en },
    permissions,
    scope,
    forms,
    names,
    sensitive,
  }
}

function read(db: Database, n: number, id: Id): OwnRole | null {
  const { values, revision } = new ValueReader(db).read(n)
  if (values.office !== prepared(db, 'SELECT office FROM self').pluck().get()) return null
  const found = readRoleContent(values, permissions)
  const { retired } = values as { readonly retired?: unknown }
  return found && { role: { id, ...found.content }, retired: retired === true, revision }
}
