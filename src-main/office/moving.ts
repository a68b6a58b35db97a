import { rmSync } from 'node:fs'
import { basename } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import type { CallParsed } from '../contract/index.ts'
import { driveError } from '../exchange/drive-errors.ts'
import { logAccess } from '../store/access-log.ts'
import { writeSetting } from '../store/settings.ts'
import { moveIn, moveOut, newMove } from '../vault/move.ts'
import { readSeal, sealPath } from '../vault/moved.ts'
import { withCopy } from '../vault/open-copy.ts'
import { askPassword } from './ask-password.ts'
import type { OfficeContext, OpenOffice, Work } from './context.ts'
import { giveIdentity } from './identity.ts'
import { closeForWork, lock } from './opening.ts'
import { newReplicaKeys } from './replica-keys.ts'
import { holdsRight } from './restoring.ts'
import { placeOf } from './session.ts'
import { timeOf } from './today.ts'

/** Writes the whole office to a key and seals it here. The person's password is asked again: afterwards nobody works on this PC. */
export async function moveOffice(
  context: OfficeContext,
  office: OpenOffice,
  { path, password, withBackups }: CallParsed<'machine.moveOut'>,
  work: Work,
): Promise<{ folder: string }> {
  const { machine } = context
  const { code, name } = office.self.office
  await askPassword(context, office, password)
  const move = newMove()
  writeSetting(office.db, 'move', move)
  logAccess(office.db, { at: timeOf(machine), person: office.person.id, act: 'vault.move', details: { way: 'out' } })
  closeForWork(context)
  try {
    const { folder } = await moveOut({
      ...placeOf(context),
      ...work,
      drive: path,
      office: { code, name },
      now: machine.now(),
      move,
      withBackups,
    })
    return { folder: basename(folder) }
  } catch (error) {
    throw await driveError(error, path, 'drive.gone')
  }
}

/** Takes over an office from a key, where there is none. */
export async function takeOffice(context: OfficeContext, folder: string, work: Work): Promise<void> {
  lock(context, 'person')
  const { machine } = context
  context.home = machine.home
  try {
    await moveIn({ ...placeOf(context), ...work, folder, now: machine.now() })
  } catch (error) {
    throw await driveError(error, folder, 'drive.gone')
  }
}

/**
 * The key never arrived: the office opens here again. Whether another PC has it all the same nobody can know, so it goes on as a new replica.
 * The new identity comes first: a stop in between leaves the office sealed.
 */
export async function undoMove(
  context: OfficeContext,
  { signIn, password }: CallParsed<'machine.undoMove'>,
): Promise<void> {
  const { machine, home } = context
  if (!readSeal(home)) return
  const keys = await newReplicaKeys()
  const here = { ...placeOf(context), folder: home }
  await withCopy(here, { signInName: signIn, password }, { readonly: false }, (db, { personId }) => {
    if (!holdsRight(db, personId, 'vault.move')) throw new LakanaError('session.permission', { needs: 'vault.move' })
    giveIdentity(db, keys, { home, time: timeOf(machine), person: personId, why: 'move-undone' })
    db.pragma('wal_checkpoint(TRUNCATE)')
  })
  rmSync(sealPath(home))
}
