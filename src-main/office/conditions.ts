import { buildDay } from '../contract/build.ts'
import type { Conduct } from '../contract/conditions.ts'
import { LakanaError } from '../contract/errors.ts'
import { isIsoDay } from '../domain/dates/days.ts'
import { trainingEnds, windowOf } from '../domain/people/conditions.ts'
import {
  type CurrentConduct,
  conductsOf,
  currentConduct,
  namesOfPeople,
  peopleOf,
  readAccessRules,
  readPerson,
} from '../store/people.ts'
import { roleOf } from './access.ts'
import { author } from './case-writes.ts'
import type { Handlers, Machine, OpenOffice } from './context.ts'
import { newId } from './new-id.ts'
import { setGroup, trainingDraft } from './people-drafts.ts'
import { missingOf } from './standing.ts'
import { timeOf, todayOf } from './today.ts'

type ConditionsCall =
  | 'conditions.state'
  | 'conditions.declareTraining'
  | 'conduct.current'
  | 'conduct.accept'
  | 'conduct.versions'
  | 'conduct.set'

export const conditionsHandlers: Handlers<ConditionsCall> = {
  'conditions.state': (_input, { machine }, office) => {
    const rules = readAccessRules(office.db)
    const training = readPerson(office.db, office.person.id)?.training ?? null
    return {
      missing: missingOf(office, machine),
      training: training && { ...training, ends: trainingEnds(training, rules) },
      mayDeclare: mayDeclare(office),
      helpers: helpersOf(office, machine),
      trainingMonths: rules.trainingMonths,
    }
  },

  'conditions.declareTraining': (training, { machine }, office) => {
    if (!mayDeclare(office)) throw new LakanaError('session.permission', { needs: 'people.manage' })
    refuseFuture(training.date, machine)
    office.ledger.append(author(machine, office), [trainingDraft(office.person.id, training, true)])
    return {}
  },

  'conduct.current': (_input, _context, { db, self }) => {
    return shown(db, currentConduct(db, self.office.id))
  },

  'conduct.accept': ({ version, hash }, { machine }, office) => {
    const current = currentConduct(office.db, office.self.office.id)
    if (current.version !== version || current.hash !== hash) throw new LakanaError('conduct.changed-since')
    const accepted = setGroup(office.person.id, 'conduct', { version, hash, at: todayOf(machine) })
    office.ledger.append(author(machine, office), [accepted])
    return {}
  },

  'conduct.versions': (_input, _context, { db, self }) => {
    const people = peopleOf(db, self.office.id).filter((person) => person.active)
    const current = currentConduct(db, self.office.id)
    const own = conductsOf(db, self.office.id).map(({ hash, ...set }) => ({ ...set, hash, set, above: null }))
    return [...(current.above ? [current] : []), ...own].map((each) => ({
      ...shown(db, each),
      acceptedBy: people.filter((person) => person.conduct?.hash === each.hash).length,
    }))
  },

  'conduct.set': ({ fr, en, after }, { machine }, office) => {
    const { db, self, person, ledger } = office
    const current = currentConduct(db, self.office.id)
    if (current.above) throw new LakanaError('conduct.from-above', { office: current.above.from })
    if (current.version !== after) throw new LakanaError('conduct.changed-since')
    const version = current.version + 1
    const r = newId()
    const text = { office: self.office.id, version, fr: fr.normalize('NFC'), en: en.normalize('NFC') }
    const drafts = [
      { t: 'new', r, k: 'conduct' } as const,
      setGroup(r, 'text', { ...text, by: person.id, at: timeOf(machine) }),
    ]
    ledger.append(author(machine, office), drafts)
    return { version }
  },
}

function shown(db: OpenOffice['db'], { version, hash, fr, en, set, above }: CurrentConduct): Conduct {
  const by = above ? { at: above.at, by: above.from } : set && { at: set.at, by: nameOf(db, set.by) }
  return { version, hash, fr, en, set: by, above: above !== null }
}

const nameOf = (db: OpenOffice['db'], id: string): string => namesOfPeople(db, [id]).get(id) ?? ''

const mayDeclare = ({ access }: OpenOffice): boolean => access.role.permissions.includes('people.manage')

/** A training that is still to come is none; on a PC that wakes up in 2010, the day of the program is the later one. */
export function refuseFuture(day: string, machine: Machine): void {
  const today = todayOf(machine)
  if (!isIsoDay(day) || (day > today && day > buildDay)) throw new LakanaError('call.input', { fields: ['date'] })
}

function helpersOf(office: OpenOffice, machine: Machine): string[] {
  const today = todayOf(machine)
  return peopleOf(office.db, office.self.office.id)
    .filter((person) => person.id !== office.person.id && windowOf(person, today) === 'open')
    .filter((person) => roleOf(office.db, person.role).permissions.includes('people.manage'))
    .map((person) => person.name)
}
