import { LakanaError } from '../contract/errors.ts'
import type { Role } from '../domain/access/role.ts'
import { isKept } from '../domain/people/keepers.ts'
import type { Person } from '../domain/people/person.ts'
import { peopleOf } from '../store/people.ts'
import { roleOf } from './access.ts'
import type { Machine, OpenOffice } from './context.ts'
import { todayOf } from './today.ts'

/** Accounts and roles as they would be. */
interface Next {
  readonly person?: Person
  readonly roles?: readonly Role[]
}

/** Would anybody still manage people and roles if an account or some roles were so? */
export function isStillKept(office: OpenOffice, machine: Machine, next: Next): boolean {
  const people = peopleOf(office.db, office.self.office.id).map((each) =>
    each.id === next.person?.id ? next.person : each,
  )
  const keepers = people.map((each) => ({
    ...each,
    role: next.roles?.find(({ id }) => id === each.role) ?? roleOf(office.db, each.role),
    hasKeys: hasKeys(office, each.id),
  }))
  return isKept(keepers, todayOf(machine))
}

/** @throws access.last-administrator where nobody would manage people and roles any more */
export function refuseUnkept(office: OpenOffice, machine: Machine, next: Next): void {
  if (!isStillKept(office, machine, next)) throw new LakanaError('access.last-administrator')
}

/** Can this person sign in on this PC at all? */
export function hasKeys({ vault }: OpenOffice, id: string): boolean {
  return vault.people().some(({ personId }) => personId === id)
}
