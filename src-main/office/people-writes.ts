import { LakanaError } from '../contract/errors.ts'
import type { CallOutput, CallParsed } from '../contract/index.ts'
import { addMonths } from '../domain/dates/days.ts'
import type { Draft } from '../domain/ledger/types.ts'
import { mayGrant } from '../domain/people/granting.ts'
import type { Person } from '../domain/people/person.ts'
import { placeByCode } from '../domain/places.ts'
import { openLedger } from '../store/ledger.ts'
import { openCasesByWorker, peopleOf, readAccessRules, writeMustChange } from '../store/people.ts'
import { givenRoles, roleById } from '../store/roles.ts'
import { temporaryPassword } from '../vault/vault.ts'
import { author } from './case-writes.ts'
import { refuseFuture } from './conditions.ts'
import type { Machine, OfficeContext, OpenOffice, Work } from './context.ts'
import { hasKeys, refuseUnkept } from './keepers.ts'
import { newId } from './new-id.ts'
import { accountDraft, setGroup, trainingDraft } from './people-drafts.ts'
import { todayOf } from './today.ts'

type New = CallParsed<'people.create'>
type Parts = Omit<CallParsed<'people.change'>, 'id'>
type SecretOnce = CallOutput<'people.create'>

/**
 * Gives an account. The ledger comes first: a PC that stops before the keys are written leaves an account that is seen and can be given a
 * password, never keys that nobody sees.
 * @throws person.role-unknown, person.role-above-yours, person.dates, vault.name-taken
 */
export async function createPerson(input: New, machine: Machine, office: OpenOffice): Promise<SecretOnce> {
  const { name, signIn, phone, basis, training } = input
  const { db, self, ledger, person: giver } = office
  refuseNewRole(office, input.role)
  refuseDates(input)
  refuseTaken(office, signIn)
  refusePlace(input.place)
  if (training) refuseFuture(training.date, machine)
  const id = newId()
  const drafts: Draft[] = [
    { t: 'new', r: id, k: 'person' },
    setGroup(id, 'name', { name }),
    accountDraft(id, self.office.id, { ...input, active: true }),
    ...(phone === '' ? [] : [setGroup(id, 'contact', { phone })]),
    ...(training ? [trainingDraft(id, training, false)] : []),
    setGroup(id, 'grant', { by: giver.id, basis, at: todayOf(machine) }),
  ]
  const password = await temporaryPassword([name, signIn, self.office.name])
  ledger.append(author(machine, office), drafts, () => writeMustChange(db, id, true))
  await office.vault.addPerson({ personId: id, signInName: signIn, displayName: name }, password)
  return { id, password }
}

/** @throws person.ended, person.own-account, person.role-above-yours, access.last-administrator, person.dates, vault.name-taken */
export function changePerson(person: Person, parts: Parts, machine: Machine, office: OpenOffice): void {
  if (!person.active) throw new LakanaError('person.ended')
  const { training, ...fields } = withoutGaps(parts)
  const next: Person = { ...person, ...fields }
  const moved = next.role !== person.role || next.activeFrom !== person.activeFrom || next.activeTo !== person.activeTo
  if (person.id === office.person.id && (moved || training)) throw new LakanaError('person.own-account')
  if (next.role !== person.role) refuseNewRole(office, next.role)
  refuseDates(next)
  refusePlace(next.place)
  if (next.signIn !== person.signIn) refuseTaken(office, next.signIn, person.id)
  if (training) refuseFuture(training.date, machine)
  if (moved) refuseUnkept(office, machine, { person: next })
  office.ledger.append(author(machine, office), changesOf(person, next, training, office), () => rename(next, office))
}

function changesOf(person: Person, next: Person, training: New['training'] | undefined, office: OpenOffice): Draft[] {
  const { id } = person
  const account = accountDraft(id, office.self.office.id, next)
  const before = accountDraft(id, office.self.office.id, person)
  return [
    ...(next.name === person.name ? [] : [setGroup(id, 'name', { name: next.name })]),
    ...(JSON.stringify(account) === JSON.stringify(before) ? [] : [account]),
    ...(next.phone === person.phone ? [] : [setGroup(id, 'contact', { phone: next.phone })]),
    ...(training ? [trainingDraft(id, training, false)] : []),
  ]
}

/** In the transaction of the change: the keyring knows the new name, or nothing is written. */
function rename({ id, name, signIn }: Person, { vault }: OpenOffice): void {
  const known = vault.people().find(({ personId }) => personId === id)
  if (!known || (known.signInName === signIn && known.displayName === name)) return
  vault.renamePerson(id, { signInName: signIn, displayName: name })
}

/**
 * Ends an account, then takes the keys away and gives the database another. Stopped in between, the account is ended and its keys can be
 * taken away by ending it again.
 * @throws person.own-account, person.has-open-cases, access.last-administrator, person.ended, call.cancelled (before anything of the keys)
 */
export async function endPerson(
  person: Person,
  { reason, reviewed }: { readonly reason: string; readonly reviewed: boolean },
  context: OfficeContext,
  office: OpenOffice,
  work: Work,
): Promise<void> {
  const { id } = person
  const { machine } = context
  if (id === office.person.id) throw new LakanaError('person.own-account')
  if (!person.active && !hasKeys(office, id)) throw new LakanaError('person.ended')
  if (person.active) {
    const count = openCasesByWorker(office.db).get(id) ?? 0
    if (count > 0) throw new LakanaError('person.has-open-cases', { count })
    const ended = { ...person, active: false }
    refuseUnkept(office, machine, { person: ended })
    const act = { at: todayOf(machine), by: office.person.id }
    office.ledger.append(author(machine, office), [
      accountDraft(id, office.self.office.id, ended),
      setGroup(id, 'end', { ...act, reason }),
      ...(reviewed ? [setGroup(id, 'review', { ...act, outcome: 'ended' })] : []),
    ])
  }
  await takeKeysAway(id, context, office, work)
}

/** The database has another key afterwards, and is opened anew. */
async function takeKeysAway(id: string, context: OfficeContext, office: OpenOffice, work: Work): Promise<void> {
  const { vault, self } = office
  if (!hasKeys(office, id)) return
  try {
    await vault.removePerson(id, {
      progress: (at) => work.progress(at),
      checkCancelled: () => work.checkCancelled(),
      now: context.machine.now(),
    })
    context.open = { ...office, db: vault.db, ledger: openLedger(vault.db, self.replica) }
  } catch (error) {
    // Half way, the vault closes itself: signing in again finishes what was begun.
    if (vault.closed) {
      context.open = null
      context.emit({ type: 'locked', reason: 'window' })
    }
    throw error
  }
}

/** @throws person.not-ended, person.role-above-yours, vault.name-taken */
export async function reopenPerson(
  person: Person,
  basis: string,
  machine: Machine,
  office: OpenOffice,
): Promise<SecretOnce> {
  const { id, name, signIn, role } = person
  if (person.active || hasKeys(office, id)) throw new LakanaError('person.not-ended')
  refuseNewRole(office, role)
  const password = await temporaryPassword([name, signIn, office.self.office.name])
  const drafts = [
    accountDraft(id, office.self.office.id, { ...person, active: true, activeFrom: null, activeTo: null }),
    setGroup(id, 'grant', { by: office.person.id, basis, at: todayOf(machine) }),
    setGroup(id, 'end', {}),
    setGroup(id, 'review', {}),
  ]
  office.ledger.append(author(machine, office), drafts, () => writeMustChange(office.db, id, true))
  await office.vault.addPerson({ personId: id, signInName: signIn, displayName: name }, password)
  return { id, password }
}

/** A new temporary password and new keys; for an account that never got any, its first. @throws person.own-account, person.role-above-yours, person.ended */
export async function resetPassword(person: Person, office: OpenOffice): Promise<SecretOnce> {
  const { id, name, signIn } = person
  if (id === office.person.id) throw new LakanaError('person.own-account')
  if (!person.active) throw new LakanaError('person.ended')
  refuseRole(office, person.role)
  const password = await temporaryPassword([name, signIn, office.self.office.name])
  writeMustChange(office.db, id, true)
  if (hasKeys(office, id)) await office.vault.resetPassword(id, password)
  else await office.vault.addPerson({ personId: id, signInName: signIn, displayName: name }, password)
  return { id, password }
}

/** Confirms an account until the next review. @throws person.own-account, person.ended */
export function reviewPerson(person: Person, machine: Machine, office: OpenOffice): void {
  if (person.id === office.person.id) throw new LakanaError('person.own-account')
  if (!person.active) throw new LakanaError('person.ended')
  const at = todayOf(machine)
  const next = addMonths(at, readAccessRules(office.db).reviewMonths)
  const review = setGroup(person.id, 'review', { at, by: office.person.id, outcome: 'confirmed', next })
  office.ledger.append(author(machine, office), [review])
}

/** One that an office above has withdrawn is kept by whoever holds it, and not given anew. */
function refuseNewRole(office: OpenOffice, id: string): void {
  if (!givenRoles(office.db).some((role) => role.id === id)) throw new LakanaError('person.role-unknown')
  refuseRole(office, id)
}

function refuseRole(office: OpenOffice, id: string): void {
  const role = roleById(office.db, id)
  if (!role) throw new LakanaError('person.role-unknown')
  if (!mayGrant(office.access.role, role)) throw new LakanaError('person.role-above-yours')
}

function refuseDates({ activeFrom, activeTo }: Pick<Person, 'activeFrom' | 'activeTo'>): void {
  if (activeFrom !== null && activeTo !== null && activeTo < activeFrom) throw new LakanaError('person.dates')
}

function refusePlace(place: string | null): void {
  if (place !== null && !placeByCode(place)) throw new LakanaError('call.input', { fields: ['place'] })
}

/** Ended accounts keep their names: the register must not name two people alike. */
function refuseTaken({ db, self }: OpenOffice, signIn: string, except = ''): void {
  const taken = peopleOf(db, self.office.id).some((person) => person.signIn === signIn && person.id !== except)
  if (taken) throw new LakanaError('vault.name-taken', { signIn })
}

type Filled<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function withoutGaps<T extends object>(parts: T): Filled<T> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as Filled<T>
}
