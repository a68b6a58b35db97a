import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Role } from '../domain/access/role.ts'
import { type CaseScope, type Colleague, scopeOf } from '../domain/access/scope.ts'
import type { Id } from '../domain/ledger/types.ts'
import { accessHasChanged } from '../store/access-stamp.ts'
import type { ListView } from '../store/case-where.ts'
import { ownGroups } from '../store/groups.ts'
import { readPerson } from '../store/people.ts'
import { roleById } from '../store/roles.ts'
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
  db: Database,
  person: { readonly id: Id; readonly role: string },
  office: Id,
): { role: Role; scope: CaseScope } {
  const role = roleById(db, person.role) ?? nothing
  const groups = ownGroups(db).filter(({ dissolved }) => !dissolved)
  const idsOf = (wanted: (group: (typeof groups)[number]) => boolean): Id[] => groups.filter(wanted).map(({ id }) => id)
  // His groups are those he is in and those he supervises; his colleagues' those they are in.
  const me: Colleague = {
    id: person.id,
    agency: null,
    groups: idsOf(({ members, supervisors }) => members.includes(person.id) || supervisors.includes(person.id)),
  }
  const others = [...new Set(groups.flatMap(({ members }) => members))].filter((id) => id !== person.id)
  const colleagues = others.map((id): Colleague => {
    return { id, agency: null, groups: idsOf(({ members }) => members.includes(id)) }
  })
  return { role, scope: scopeOf({ person: me, role, office, colleagues }) }
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
  const access = accessOf(open.db, person ?? { ...open.person, role: '' }, open.self.office.id)
  context.open = { ...open, person: person ?? open.person, access }
}
