import { statSync } from 'node:fs'
import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import { stopBeside } from './backup-beside.ts'
import { type BackupAbout, type BackupHolds, type BackupReason, backupsFolder, writeFailure } from './backup-list.ts'
import { type BackupPlace, dropPlace, newPlace, settlePlace } from './backup-place.ts'
import { databaseName, isIntact, openDatabase } from './database.ts'
import { named, syncFile, writeWhole } from './files.ts'
import { keyringName } from './keyring.ts'
import type { VaultSession } from './session.ts'

export { backupStatus, isDailyBackupDue } from './backup-list.ts'

/**
 * Copies the open file and the keyring of the day into `backups/YYYY-MM-DDTHHMM-<reason>/`, opens the copy, checks it wholly, and only
 * then lets older ones go (7 daily, 4 weekly, 6 monthly). Nothing else runs meanwhile: for what must not begin without a backup, such as a
 * migration or a new key. Not within a transaction. Throws `session.locked`, `vault.disk-full`, `vault.read-only`,
 * `vault.database-damaged`; a failure leaves every older backup and is told by `backupStatus`.
 */
export function backup(
  session: VaultSession,
  reason: BackupReason,
  now = new Date(),
  holds: BackupHolds | null = null,
): BackupAbout {
  if (session.closed) throw new LakanaError('session.locked')
  const { home, hooks } = session.place
  stopBeside(session)
  try {
    return named(() => {
      const place = newPlace(home, reason, now)
      try {
        const bytes = copyAndVerify(session, place)
        return settlePlace(place, { at: now, reason, bytes, holds }, hooks)
      } catch (error) {
        dropPlace(place)
        throw error
      }
    })
  } catch (error) {
    writeFailure(backupsFolder(home), now, error instanceof LakanaError ? error.code : 'call.internal')
    throw error
  }
}

/** Returns the size of the copy in bytes. */
function copyAndVerify(session: VaultSession, { part }: BackupPlace): number {
  const { hooks } = session.place
  const copy = join(part, databaseName)
  hooks?.at?.('backup.started')
  session.db.prepare('VACUUM INTO ?').run(copy)
  syncFile(copy)
  hooks?.at?.('backup.copied')
  writeWhole(join(part, keyringName), session.keyringText())
  hooks?.at?.('backup.keyring-copied')
  verify(session, copy)
  return statSync(copy).size + statSync(join(part, keyringName)).size
}

function verify(session: VaultSession, path: string): void {
  const { nativeBinding } = session.place
  const db = session.withDatabaseKey((key) => openDatabase(path, key, { readonly: true, nativeBinding }))
  try {
    if (!isIntact(db)) throw new LakanaError('vault.database-damaged')
  } finally {
    db.close()
  }
}
