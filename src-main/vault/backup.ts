import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import {
  aboutName,
  type BackupAbout,
  type BackupReason,
  backupsFolder,
  listBackups,
  writeFailure,
} from './backup-list.ts'
import { toRemove } from './backup-rotation.ts'
import { databaseName, isIntact, openDatabase } from './database.ts'
import { named, syncFile, syncFolder, writeWhole } from './files.ts'
import { keyringName } from './keyring.ts'
import type { VaultSession } from './session.ts'

export { backupStatus, isDailyBackupDue } from './backup-list.ts'

const partPrefix = '.part-'
const oldPrefix = '.old-'

/**
 * Copies the open file and the keyring of the day into `backups/YYYY-MM-DDTHHMM-<reason>/`, opens the copy, checks it wholly, and only
 * then lets older ones go (7 daily, 4 weekly, 6 monthly). Not within a transaction. Throws `session.locked`, `vault.disk-full`,
 * `vault.read-only`, `vault.database-damaged`; a failure leaves every older backup and is told by `backupStatus`.
 */
export function backup(session: VaultSession, reason: BackupReason, now = new Date()): BackupAbout {
  if (session.closed) throw new LakanaError('session.locked')
  const folder = backupsFolder(session.place.home)
  try {
    return named(() => backupInto(folder, session, reason, now))
  } catch (error) {
    writeFailure(folder, now, error instanceof LakanaError ? error.code : 'call.internal')
    throw error
  }
}

function backupInto(folder: string, session: VaultSession, reason: BackupReason, now: Date): BackupAbout {
  const { hooks } = session.place
  mkdirSync(folder, { recursive: true })
  removeLeftovers(folder)
  refuseWithoutRoom(session)
  const name = freeName(folder, `${localMinute(now)}-${reason}`)
  const part = join(folder, `${partPrefix}${name}`)
  mkdirSync(part)
  try {
    const bytes = copyAndVerify(session, part)
    const about: BackupAbout = { version: 1, name, at: now.toISOString(), reason, bytes, verified: true }
    writeWhole(join(part, aboutName), JSON.stringify(about))
    hooks?.at?.('backup.verified')
    renameSync(part, join(folder, name))
    syncFolder(folder)
    hooks?.at?.('backup.renamed')
    rotate(folder, name)
    writeFailure(folder, now, null)
    hooks?.at?.('backup.rotated')
    return about
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    throw error
  }
}

/** Returns the size of the copy in bytes. */
function copyAndVerify(session: VaultSession, part: string): number {
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

function refuseWithoutRoom(session: VaultSession): void {
  const { home } = session.place
  const wal = join(home, `${databaseName}-wal`)
  const needed = statSync(join(home, databaseName)).size + (existsSync(wal) ? statSync(wal).size : 0)
  const disk = statfsSync(home)
  if (disk.bavail * disk.bsize < needed * 1.1) throw new LakanaError('vault.disk-full')
}

/** What a stopped PC has left: copies never finished, backups half removed. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(partPrefix) || name.startsWith(oldPrefix))
      rmSync(join(folder, name), { recursive: true, force: true })
  }
}

function rotate(folder: string, made: string): void {
  for (const { name } of toRemove(listBackups(folder), made)) {
    const old = join(folder, `${oldPrefix}${name}`)
    renameSync(join(folder, name), old)
    rmSync(old, { recursive: true, force: true })
  }
}

function freeName(folder: string, wanted: string): string {
  let name = wanted
  for (let count = 2; existsSync(join(folder, name)); count++) name = `${wanted}-${count}`
  return name
}

/** In the time of the PC, as people read it; without colons, which Windows forbids. */
function localMinute(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}${two(date.getMinutes())}`
}
