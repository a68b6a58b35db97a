import { type Condition, missingConditions, type Standing } from '../domain/people/conditions.ts'
import type { Person } from '../domain/people/person.ts'
import { conductHash, readAccessRules, readAccountHere, readPerson } from '../store/people.ts'
import type { Machine, OpenOffice } from './context.ts'
import { todayOf } from './today.ts'

/** All that decides whether an account may be used, as things stand. */
export function standingOf<P extends Pick<Person, 'id' | 'training' | 'conduct'>>(
  office: OpenOffice,
  machine: Machine,
  person: P,
): Standing & { readonly person: P } {
  const { db, self } = office
  return {
    person,
    mustChange: readAccountHere(db, person.id).mustChange,
    conductHash: conductHash(db, self.office.id),
    rules: readAccessRules(db),
    today: todayOf(machine),
  }
}

/** The conditions of access that the signed-in person does not meet. Training asks for none: nothing in it is secret. */
export function missingOf(office: OpenOffice, machine: Machine): Condition[] {
  if (office.self.training) return []
  return missingConditions(standingOf(office, machine, readPerson(office.db, office.person.id) ?? office.person))
}
