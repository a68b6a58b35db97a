import { LakanaError } from '../contract/errors.ts'
import type { Access, PersonFile, PersonItem } from '../contract/people.ts'
import { foldName } from '../domain/names/fold.ts'
import { type PersonState, reviewDueOn, stateOf, trainingEnds } from '../domain/people/conditions.ts'
import { mayGrant } from '../domain/people/granting.ts'
import type { Person } from '../domain/people/person.ts'
import { namesOfPeople, openCasesByWorker, peopleOf, readAccountHere, readPerson } from '../store/people.ts'
import { personHistory } from '../store/person-history.ts'
import { givenRoles } from '../store/roles.ts'
import { roleOf } from './access.ts'
import type { Handlers, Machine, OpenOffice } from './context.ts'
import { hasKeys } from './keepers.ts'
import { changePerson, createPerson, endPerson, reopenPerson, resetPassword, reviewPerson } from './people-writes.ts'
import { standingOf } from './standing.ts'

type PeopleCall =
  | 'people.list'
  | 'people.get'
  | 'people.history'
  | 'people.create'
  | 'people.change'
  | 'people.end'
  | 'people.reopen'
  | 'people.resetPassword'
  | 'people.register'
  | 'people.review'
  | 'people.keysLeft'
  | 'people.due'

export const peopleHandlers: Handlers<PeopleCall> = {
  'people.list': (_input, { machine }, office) => ({
    items: new Reading(office, machine).all().map((each) => each.item),
    roles: givenRoles(office.db).map((role) => ({
      id: role.id,
      name: role.name,
      about: role.about,
      mayGrant: mayGrant(office.access.role, role),
    })),
  }),
  'people.get': ({ id }, { machine }, office) => new Reading(office, machine).file(ownPerson(office, id)),
  'people.history': ({ id }, _context, office) => {
    const entries = personHistory(office.db, ownPerson(office, id).id)
    const names = namesOfPeople(
      office.db,
      entries.map(({ person }) => person),
    )
    return entries
      .filter(({ changes }) => changes.length > 0)
      .map(({ time, person, changes }) => ({ time, by: names.get(person) ?? '', changes: [...changes] }))
  },
  'people.create': (input, { machine }, office) => createPerson(input, machine, office),
  'people.change': ({ id, ...parts }, { machine }, office) => {
    changePerson(ownPerson(office, id), parts, machine, office)
    return {}
  },
  'people.end': async ({ id, reason }, context, office, work) => {
    await endPerson(ownPerson(office, id), { reason, reviewed: false }, context, office, work)
    return {}
  },
  'people.reopen': ({ id, basis }, { machine }, office) => reopenPerson(ownPerson(office, id), basis, machine, office),
  'people.resetPassword': ({ id }, _context, office) => resetPassword(ownPerson(office, id), office),
  'people.register': (_input, { machine }, office) => {
    const reading = new Reading(office, machine)
    return reading.all().map(({ person, item }) => reading.access(person, item))
  },
  'people.review': async (input, context, office, work) => {
    const person = ownPerson(office, input.id)
    if (input.outcome === 'confirmed') reviewPerson(person, context.machine, office)
    else await endPerson(person, { reason: input.reason, reviewed: true }, context, office, work)
    return {}
  },
  'people.keysLeft': (_input, _context, office) =>
    peopleOf(office.db, office.self.office.id)
      .filter(({ id, active }) => !active && hasKeys(office, id))
      .map(({ id, name }) => ({ id, name })),
  'people.due': (_input, { machine }, office) =>
    new Reading(office, machine)
      .all()
      .filter(({ person, item }) => item.reviewDueOn !== null && person.id !== office.person.id)
      .filter(({ item, today }) => item.reviewDueOn !== null && item.reviewDueOn <= today)
      .map(({ item }) => item.id),
}

/** @throws person.not-found for anybody of another office */
function ownPerson({ db, self }: OpenOffice, id: string): Person {
  const person = readPerson(db, id)
  if (person?.office !== self.office.id) throw new LakanaError('person.not-found')
  return person
}

/** Accounts of this office as they stand now, with what the lists need of each read once. */
class Reading {
  readonly #office: OpenOffice
  readonly #machine: Machine
  readonly #openCases: ReadonlyMap<string, number>
  readonly #keys: ReadonlySet<string>

  constructor(office: OpenOffice, machine: Machine) {
    this.#office = office
    this.#machine = machine
    this.#openCases = openCasesByWorker(office.db)
    this.#keys = new Set(office.vault.people().map(({ personId }) => personId))
  }

  all(): { person: Person; item: PersonItem; today: string }[] {
    const { db, self } = this.#office
    return peopleOf(db, self.office.id)
      .map((person) => ({ person, ...this.#item(person) }))
      .sort((a, b) => (foldName(a.person.name) < foldName(b.person.name) ? -1 : 1))
  }

  #item(person: Person): { item: PersonItem; today: string } {
    const standing = standingOf(this.#office, this.#machine, person)
    const { id, name, signIn, role, agency, groups } = person
    const state = this.#office.self.training ? 'active' : this.#state(person, stateOf(standing))
    const item = {
      id,
      name,
      signIn,
      role,
      function: person.function,
      agency,
      groups: [...groups],
      state,
      reviewDueOn: reviewDueOn(person, standing.rules),
      signedInAt: readAccountHere(this.#office.db, id).signedInAt,
      openCases: this.#openCases.get(id) ?? 0,
    }
    return { item, today: standing.today }
  }

  /** A PC that stopped in the middle may have left an open account without keys, or an ended one with some. */
  #state(person: Person, state: PersonState): PersonItem['state'] {
    return person.active === this.#keys.has(person.id) ? state : 'keys'
  }

  access(person: Person, item: PersonItem): Access {
    const { training, conduct, grant, review, end, activeFrom, activeTo } = person
    const { conductHash, rules } = standingOf(this.#office, this.#machine, person)
    const ids = [grant?.by, review?.by, end?.by].filter((id) => id !== undefined)
    const names = namesOfPeople(this.#office.db, ids)
    const nameOf = (id: string): string => names.get(id) ?? ''
    return {
      ...item,
      activeFrom,
      activeTo,
      training: training && { ...training, ends: trainingEnds(training, rules) },
      conduct: conduct && { version: conduct.version, at: conduct.at, current: conduct.hash === conductHash },
      grant: grant && { ...grant, by: nameOf(grant.by) },
      review: review && { at: review.at, by: nameOf(review.by), outcome: review.outcome },
      end: end && { ...end, by: nameOf(end.by) },
    }
  }

  file(person: Person): PersonFile {
    const { phone, language, place } = person
    const { id } = this.#office.person
    const above = !mayGrant(this.#office.access.role, roleOf(this.#office.db, person.role))
    return {
      ...this.access(person, this.#item(person).item),
      phone,
      language,
      place,
      mustChange: readAccountHere(this.#office.db, person.id).mustChange,
      hasKeys: this.#keys.has(person.id),
      mayReset: person.id !== id && !above,
    }
  }
}
