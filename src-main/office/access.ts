import type { Role } from '../domain/access/role.ts'
import { type CaseScope, scopeOf } from '../domain/access/scope.ts'
import { standardRole } from '../domain/access/standard-roles.ts'
import type { Id } from '../domain/ledger/types.ts'
import { accessHasChanged } from '../store/access-stamp.ts'
import type { ListView } from '../store/case-where.ts'
import { readPerson } from '../store/people.ts'
import type { OfficeContext, OpenOffice } from './context.ts'

/** A person whose role nobody knows any more may do nothing. */
const nothing: Role = {
  id: 'none',
  name: { fr: '', en: '' },
  about: { fr: '', en: '' },
  permissions: [],
  scope: 'none',
  forms: { others: 'none' },
  names: false,
  sensitive: [],
}

/** What a person may do and which cases he reaches, as things stand. */
export function accessOf(
  person: { readonly id: Id; readonly role: string },
  office: Id,
): { role: Role; scope: CaseScope } {
  const role = standardRole(person.role) ?? nothing
  const me = { id: person.id, agency: null, groups: [] }
  return { role, scope: scopeOf({ person: me, role, office, colleagues: [me] }) }
}

/** What this person may have of the lists. */
export function listsFor({ access }: OpenOffice): ListView {
  return { scope: access.scope, names: access.role.names }
}

/**
 * What the signed-in person may do follows at once what is written of people, roles and groups, under his very hands too. An account that is
 * gone may do nothing more.
 */
export function keepAccessTrue(context: OfficeContext): void {
  const { open } = context
  if (!open || !accessHasChanged(open.db)) return
  const person = readPerson(open.db, open.person.id)
  const access = accessOf(person ?? { ...open.person, role: '' }, open.self.office.id)
  context.open = { ...open, person: person ?? open.person, access }
}
