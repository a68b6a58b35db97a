import { createHash } from 'node:crypto'
import { existsSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import type { Held } from '../contract/setup.ts'
import type { Progress } from '../contract/wire.ts'
import { logAccess } from '../store/access-log.ts'
import { certificateOf } from '../store/certificates.ts'
import { holdsOf } from '../store/holds.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { isDailyBackupDue } from '../vault/backup.ts'
import { backupBeside, stopBeside as stopBackup } from '../vault/backup-beside.ts'
import type { BackupAbout, BackupReason } from '../vault/backup-list.ts'
import { checkFile } from '../vault/check.ts'
import { lastStop, markOpen } from '../vault/clean-close.ts'
import { databaseName } from '../vault/database.ts'
import { readArrival, removeArrival } from '../vault/moved.ts'
import type { VaultSession } from '../vault/vault.ts'
import type { OfficeContext } from './context.ts'
import { describe } from './describe.ts'
import { compareBeside } from './duplicates.ts'
import { renewIdentity } from './identity.ts'
import { timeOf } from './today.ts'

/** What goes on beside the calls of the window: the first backup of the day, the check after an unclean stop, the look at which PC this is. */

/** How the office was left, asked while the file is still closed. */
export function noteLastStop(context: OfficeContext): void {
  context.lastStop = lastStop(context.machine.home)
}

/** The file is open: a fresh start, with what was left from last time still to be dealt with. */
export function noteStop(context: OfficeContext): void {
  const { lastStop: stop, home, machine } = context
  const ours = home === machine.home
  context.lastStop = { unclean: ours && stop.unclean, walMissing: ours && stop.walMissing }
  context.held = null
  context.health = { state: 'unknown', at: null }
  context.lastEntriesMissing = false
  context.beside = new AbortController()
  markOpen(home)
}

/** Locking waits for nothing that goes on beside. */
export function stopBeside(context: OfficeContext, vault: VaultSession): void {
  context.beside.abort()
  context.held = null
  context.lastStop = { unclean: false, walMissing: false }
  stopBackup(vault)
}

/** After somebody has opened the office; in its turn. What takes long goes on beside. */
export async function afterOpening(context: OfficeContext): Promise<void> {
  const office = context.open
  if (!office || office.self.training) return
  const { unclean, walMissing } = context.lastStop
  context.lastStop = { unclean: false, walMissing: false }
  if (walMissing) {
    await renewIdentity(context, office, 'wal-missing')
    context.lastEntriesMissing = true
    context.emit({ type: 'changed' })
  }
  await recogniseMachine(context)
  holdIfRevoked(context)
  void besideWork(context, unclean)
}

async function besideWork(context: OfficeContext, unclean: boolean): Promise<void> {
  try {
    if (unclean) await checkHealth(context)
    const begun = await context.inTurn(() => ({ making: isDue(context) ? makeBackup(context, 'daily') : null }))
    await begun.making
  } catch (error) {
    // Locking stops both. A failed backup is not an error of any call: the backups page tells it, from the folder's own record.
    if (!(error instanceof Error)) throw error
  }
  lookForTwins(context)
}

/** Children registered twice are looked for while people go on. A disk that refuses tells it at their next call: what waits, waits on. */
export function lookForTwins(context: OfficeContext): void {
  compareBeside(context).catch((error: unknown) => {
    if (describe(error).code === 'vault.database-damaged' && context.open) holdWriting(context, 'damaged')
  })
}

function isDue({ open, held, backingUp, home, machine }: OfficeContext): boolean {
  return open !== null && held === null && !backingUp && isDailyBackupDue(home, machine.now())
}

/** A verified backup while people work. To be begun in its turn. */
export async function makeBackup(
  context: OfficeContext,
  reason: BackupReason,
  work: { progress?(progress: Progress): void; checkCancelled?(): void } = {},
): Promise<BackupAbout> {
  const { open, machine } = context
  if (!open) throw new LakanaError('session.locked')
  context.backingUp = true
  try {
    const about = await backupBeside(open.vault, {
      reason,
      now: machine.now(),
      holds: holdsOf(open.db),
      thread: machine.checkThread,
      between: () => context.inTurn(() => undefined),
      ...(work.progress ? { progress: (told: Progress) => work.progress?.(told) } : {}),
      ...(work.checkCancelled ? { checkCancelled: () => work.checkCancelled?.() } : {}),
    })
    await context.inTurn(() => noteBackup(context, about))
    return about
  } finally {
    context.backingUp = false
    context.emit({ type: 'changed' })
  }
}

function noteBackup(context: OfficeContext, { reason, bytes }: BackupAbout): void {
  const { open, machine } = context
  if (!open || context.held !== null) return
  logAccess(open.db, { at: timeOf(machine), person: open.person.id, act: 'backup.make', details: { reason, bytes } })
}

/** Reads the whole file in a thread of its own. A damaged one is not written to any more. */
export async function checkHealth(context: OfficeContext): Promise<boolean> {
  const { open, machine, home } = context
  if (!open) throw new LakanaError('session.locked')
  const key = open.vault.withDatabaseKey((lent) => Buffer.from(lent))
  context.health = { state: 'checking', at: null }
  context.emit({ type: 'changed' })
  try {
    const { nativeBinding, checkThread: thread } = machine
    const path = join(home, databaseName)
    const sound = await checkFile({ path, key, nativeBinding, thread, signal: context.beside.signal })
    if (context.open?.vault !== open.vault) throw new LakanaError('call.cancelled')
    context.health = { state: sound ? 'sound' : 'damaged', at: timeOf(machine) }
    if (!sound) holdWriting(context, 'damaged')
    return sound
  } finally {
    key.fill(0)
    if (context.health.state === 'checking') context.health = { state: 'unknown', at: null }
    context.emit({ type: 'changed' })
  }
}

/** From here on SQLite itself refuses every write to the open file. */
export function holdWriting(context: OfficeContext, why: Held): void {
  if (!context.open) return
  context.held = why
  if (why === 'damaged') context.health = { state: 'damaged', at: timeOf(context.machine) }
  if (context.open.db.inTransaction) context.open.db.exec('ROLLBACK')
  context.open.db.pragma('query_only=ON')
  context.emit({ type: 'changed' })
}

/** This installation has learnt that it may sign no more: nothing is written to its file, and nothing in it is deleted. */
export function holdIfRevoked(context: OfficeContext): void {
  const { open, held } = context
  if (open && held === null && certificateOf(open.db, open.self.replica)?.revoked) holdWriting(context, 'revoked')
}

/** The file remembers the PC that it works on; a copied disk is noticed before anything is written under the same name twice. */
async function recogniseMachine(context: OfficeContext): Promise<void> {
  const mark = await machineMark(context)
  const { open, home, machine } = context
  if (!open || mark === null) return
  const known = readSetting<string | null>(open.db, 'machine', null)
  const arrival = readArrival(home)
  const meant = arrival !== null && arrival === readSetting<string | null>(open.db, 'move', null)
  if (known === null || (known !== mark && meant)) {
    writeSetting(open.db, 'machine', mark)
    if (known !== null)
      logAccess(open.db, { at: timeOf(machine), person: open.person.id, act: 'vault.move', details: { way: 'in' } })
  } else if (known !== mark) {
    holdWriting(context, 'other-machine')
    return
  }
  removeArrival(home)
}

/** A name of this PC that says nothing outside this office; null where the PC has none. */
export async function machineMark(context: OfficeContext): Promise<string | null> {
  const id = (await context.machine.machineId?.()) ?? null
  const office = context.open?.self.office.id
  if (id === null || id === '' || !office) return null
  return createHash('sha256').update(`lakana machine v1:${office}:${id}`).digest('hex')
}

/** Little room is told before there is none. */
export function diskState(home: string): { readonly freeBytes: number; readonly low: boolean } {
  const { bavail, bsize } = statfsSync(home)
  const path = join(home, databaseName)
  const database = existsSync(path) ? statSync(path).size : 0
  const freeBytes = bavail * bsize
  return { freeBytes, low: freeBytes < Math.max(floorBytes, 2 * database) }
}

const floorBytes = 300_000_000
