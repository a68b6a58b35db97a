import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Role } from '../domain/access/role.ts'
import { type CaseScope, type Colleague, scopeOf } from '../domain/access/scope.ts'
import type { Id } from '../domain/ledger/types.ts'
import type { Person } from '../domain/people/person.ts'
import { accessHasChanged } from '../store/access-stamp.ts'
import type { ListView } from '../store/case-where.ts'
import { ownGroups } from '../store/groups.ts'
import { peopleOf, readPerson } from '../store/people.ts'
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

/** The role of this name, or one that allows nothing. */
export function roleOf(db: Database, id: string): Role {
  return roleById(db, id) ?? nothing
}

/** What a person may do and which cases he reaches, as things stand. */
export function accessOf(
  db: Database,
  person: Pick<Person, 'id' | 'role' | 'agency'>,
  office: Id,
): { role: Role; scope: CaseScope } {
  const role = roleOf(db, person.role)
  const groups = ownGroups(db).filter(({ dissolved }) => !dissolved)
  const idsOf = (wanted: (group: (typeof groups)[number]) => boolean): Id[] => groups.filter(wanted).map(({ id }) => id)
  const agencies = new Map(peopleOf(db, office).map(({ id, agency }) => [id, agency]))
  const agencyOf = (id: Id): string | null => agencies.get(id) || null
  // His groups are those he is in and those he supervises; his colleagues' those they are in.
  const me: Colleague = {
    id: person.id,
    agency: person.agency || null,
    groups: idsOf(({ members, supervisors }) => members.includes(person.id) || supervisors.includes(person.id)),
  }
  const others = new Set([...agencies.keys(), ...groups.flatMap(({ members }) => members)])
  others.delete(person.id)
  const colleagues = [...others].map((id): Colleague => {
    return { id, agency: agencyOf(id), groups: idsOf(({ members }) => members.includes(id)) }
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
  const office = open.self.office.id
  const access = accessOf(open.db, person?.active ? person : { ...open.person, role: '' }, office)
  context.open = { ...open, person: person ?? open.person, access }
}
