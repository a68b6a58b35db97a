import type { Database } from 'better-sqlite3-multiple-ciphers'
import { buildDay } from '../contract/build.ts'
import { LakanaError } from '../contract/errors.ts'
import type { SessionInfo } from '../contract/setup.ts'
import { daysBetween } from '../domain/dates/days.ts'
import { windowOf } from '../domain/people/conditions.ts'
import type { Person } from '../domain/people/person.ts'
import { placeLabel } from '../domain/places.ts'
import { logAccess } from '../store/access-log.ts'
import { openLedger } from '../store/ledger.ts'
import { migrate } from '../store/migrate.ts'
import { readPerson, writeSignedIn } from '../store/people.ts'
import { type OfficeRow, readSelf } from '../store/self.ts'
import { readSetting } from '../store/settings.ts'
import { backup } from '../vault/backup.ts'
import type { OfficeHeader, VaultSession } from '../vault/vault.ts'
import { accessOf } from './access.ts'
import { logOpening } from './access-logging.ts'
import { sweepAttachments } from './attachments.ts'
import type { Machine, OfficeContext, OpenOffice } from './context.ts'
import { missingOf } from './standing.ts'
import { timeOf, todayOf } from './today.ts'

export const defaultIdleMinutes = 5

/** Takes an unlocked vault into use: brings the database up to date, reads who and what this is, notes the sign-in. */
export function takeIntoUse(context: OfficeContext, vault: VaultSession): OpenOffice {
  try {
    const { db } = vault
    migrate(db, {
      ...context.machine.migrations,
      before: () => backup(vault, 'before-migration', context.machine.now()),
    })
    const self = readSelf(db)
    const person = readPerson(db, vault.personId)
    if (!self) throw new LakanaError('vault.database-damaged')
    admitAccount(context.machine, db, vault.personId, person)
    const access = accessOf(db, person, self.office.id)
    const office: OpenOffice = {
      vault,
      db,
      ledger: openLedger(db, self.replica),
      self,
      person,
      access,
      opened: new Map(),
    }
    sweepAttachments(context.home, db)
    context.clockDoubt = doubtClock(context.machine, lastKnownDay(office))
    logOpening(context, office)
    writeSignedIn(db, person.id, timeOf(context.machine))
    context.open = office
    return office
  } catch (error) {
    vault.close()
    throw error
  }
}

/** Locks: closes the file and forgets the keys. */
export function lock(context: OfficeContext, reason: 'person' | 'idle' | 'suspend' | 'window'): void {
  const office = context.open
  if (!office) return
  context.open = null
  try {
    if (!office.db.inTransaction) {
      logAccess(office.db, {
        at: timeOf(context.machine),
        person: office.person.id,
        act: 'session.lock',
        details: { reason },
      })
    }
  } finally {
    office.vault.close()
    context.emit({ type: 'locked', reason })
  }
}

/** The password was right; is the account open on this day? @throws session.account-ended, session.account-not-yet, session.account-over */
function admitAccount(machine: Machine, db: Database, id: string, person: Person | null): asserts person {
  const window = person ? windowOf(person, todayOf(machine)) : 'ended'
  if (person && window === 'open') return
  logAccess(db, { at: timeOf(machine), person: null, act: 'session.failed', subject: id, details: { reason: window } })
  if (window === 'not-yet') throw new LakanaError('session.account-not-yet', { from: person?.activeFrom ?? '' })
  if (window === 'over') throw new LakanaError('session.account-over', { to: person?.activeTo ?? '' })
  throw new LakanaError('session.account-ended')
}

export function sessionInfo(open: OpenOffice, machine: Machine): SessionInfo {
  const { person, self, db, access } = open
  const { office } = self
  return {
    personId: person.id,
    name: person.name,
    signIn: person.signIn,
    role: {
      id: access.role.id,
      name: access.role.name,
      scope: access.role.scope,
      forms: access.role.forms,
      names: access.role.names,
      sensitive: [...access.role.sensitive],
    },
    permissions: [...access.role.permissions],
    office: {
      id: office.id,
      name: office.name,
      code: office.code,
      level: office.level,
      place: placeLabel(office.place, 'fr', 'post_2025'),
      training: self.training,
      enrolled: office.parent !== null || office.level !== 'district',
    },
    idleMinutes: readSetting(db, 'idleMinutes', defaultIdleMinutes),
    language: person.language,
    missing: missingOf(open, machine),
  }
}

/** What may be shown of an office before anybody signs in. */
export function headerOf(office: OfficeRow, training: boolean, language: 'fr' | 'en'): OfficeHeader {
  const place = placeLabel(office.place, 'fr', 'post_2025')
  return { name: office.name, code: office.code, level: office.level, place, training, language }
}

function lastKnownDay(office: OpenOffice): string | null {
  const head = office.ledger.head(office.self.replica)
  const change = head ? office.ledger.change(office.self.replica, head.seq) : null
  return change ? (JSON.parse(change.body) as { time: string }).time.slice(0, 10) : null
}

/**
 * A PC whose battery is dead wakes up in 2010 or 2040. The day is in doubt when it lies before the program was built or before the last
 * work known here, or more than a year after it.
 */
export function doubtClock(machine: Machine, lastKnown: string | null): { today: string; expected: string } | null {
  const today = todayOf(machine)
  const expected = lastKnown !== null && lastKnown > buildDay ? lastKnown : buildDay
  const ahead = daysBetween(expected, today)
  const tooFar = lastKnown === null ? 365 * 5 : 400
  return ahead < -1 || ahead > tooFar ? { today, expected } : null
}
