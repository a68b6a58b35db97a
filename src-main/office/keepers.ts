import { LakanaError } from '../contract/errors.ts'
import type { Role } from '../domain/access/role.ts'
import { isKept } from '../domain/people/keepers.ts'
import type { Person } from '../domain/people/person.ts'
import { peopleOf } from '../store/people.ts'
import { roleOf } from './access.ts'
import type { Machine, OpenOffice } from './context.ts'
import { todayOf } from './today.ts'

/**
 * Would anybody still manage people and roles if this account or this role were so?
 * @throws access.last-administrator
 */
export function refuseUnkept(office: OpenOffice, machine: Machine, next: { person?: Person; role?: Role }): void {
  const people = peopleOf(office.db, office.self.office.id).map((each) =>
    each.id === next.person?.id ? next.person : each,
  )
  const keepers = people.map((each) => ({
    ...each,
    role: each.role === next.role?.id ? next.role : roleOf(office.db, each.role),
    hasKeys: hasKeys(office, each.id),
  }))
  if (!isKept(keepers, todayOf(machine))) throw new LakanaError('access.last-administrator')
}

/** Can this person sign in on this PC at all? */
export function hasKeys({ vault }: OpenOffice, id: string): boolean {
  return vault.people().some(({ personId }) => personId === id)
}
