import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import type { SessionInfo } from '../contract/setup.ts'
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
import { markClosed, markClosing } from '../vault/clean-close.ts'
import type { OfficeHeader, VaultSession } from '../vault/vault.ts'
import { accessOf } from './access.ts'
import { logOpening } from './access-logging.ts'
import { sweepAttachments } from './attachments.ts'
import { noteStop, stopBeside } from './beside.ts'
import { startClock } from './clock.ts'
import type { Machine, OfficeContext, OpenOffice, Work } from './context.ts'
import { missingOf } from './standing.ts'
import { timeOf, todayOf } from './today.ts'

export const defaultIdleMinutes = 5

/**
 * Takes an unlocked vault into use: brings the database up to date, reads who and what this is, notes the sign-in.
 * @param progress told of the steps that bring a file of an earlier version up to date: a large one takes minutes
 */
export function takeIntoUse(context: OfficeContext, vault: VaultSession, progress?: Work['progress']): OpenOffice {
  try {
    const { db } = vault
    migrate(db, {
      ...context.machine.migrations,
      before: () => {
        progress?.({ step: 'saving', done: 0, total: null })
        backup(vault, 'before-migration', context.machine.now())
      },
      progress: (done, total) => progress?.({ step: 'updating', done, total }),
    })
    const self = readSelf(db)
    const person = readPerson(db, vault.personId)
    if (!self) throw new LakanaError('vault.database-damaged')
    const ledger = openLedger(db, self.replica)
    // What day it is decides whether the account is open.
    startClock(context, { db, ledger, self })
    admitAccount(context.machine, db, vault.personId, person)
    const access = accessOf(db, person, self.office.id)
    const office: OpenOffice = { vault, db, ledger, self, person, access, opened: new Map() }
    sweepAttachments(context.home, db)
    noteStop(context)
    logOpening(context, office)
    writeSignedIn(db, person.id, timeOf(context.machine))
    context.open = office
    context.pageStays = false
    return office
  } catch (error) {
    vault.close()
    throw error
  }
}

type LockReason = 'person' | 'idle' | 'suspend' | 'window'

/** Locks: closes the file, forgets the keys, and has the page of the window thrown away. */
export function lock(context: OfficeContext, reason: LockReason): void {
  const { open } = context
  if (!open) return
  try {
    closeFile(context, open, reason)
  } finally {
    context.emit({ type: 'locked', reason })
  }
}

/** As `lock`, for work on the file itself: the page that asked for it shows how far it is and what came of it, and goes with `dismissPage`. */
export function closeForWork(context: OfficeContext): void {
  const { open } = context
  if (!open) return
  context.pageStays = true
  closeFile(context, open, 'person')
}

/** The page that stayed for some work has had its time. */
export function dismissPage(context: OfficeContext, reason: LockReason): void {
  if (!context.pageStays) return
  context.pageStays = false
  context.emit({ type: 'locked', reason })
}

function closeFile(context: OfficeContext, office: OpenOffice, reason: LockReason): void {
  context.open = null
  const { held } = context
  stopBeside(context, office.vault)
  try {
    if (!office.db.inTransaction && held === null) {
      logAccess(office.db, {
        at: timeOf(context.machine),
        person: office.person.id,
        act: 'session.lock',
        details: { reason },
      })
    }
  } finally {
    markClosing(context.home)
    office.vault.close()
    markClosed(context.home)
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
      place: placeLabel(office.place, 'post_2025'),
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
  const place = placeLabel(office.place, 'post_2025')
  return { name: office.name, code: office.code, level: office.level, place, training, language }
}
