import { runsOffice } from '../access/last-administrator.ts'
import type { Role } from '../access/role.ts'
import type { IsoDay } from '../dates/days.ts'
import { windowOf } from './conditions.ts'
import type { Person } from './person.ts'

/** What the rule of the last administrator asks of somebody. */
export interface Keeper extends Pick<Person, 'id' | 'active' | 'activeFrom' | 'activeTo'> {
  readonly role: Role
  /** Has keys of his own: can sign in at all. */
  readonly hasKeys: boolean
}

/**
 * Is there somebody who manages people and roles, today and without an end? An office without one could never give an account again, so no
 * act may bring that about: ending the account, taking the role away, or giving it a last day.
 */
export function isKept(people: readonly Keeper[], today: IsoDay): boolean {
  return people.some(
    (person) =>
      person.hasKeys && person.activeTo === null && windowOf(person, today) === 'open' && runsOffice(person.role),
  )
}
