import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import {
  aboutName,
  type BackupAbout,
  type BackupHolds,
  type BackupReason,
  backupsFolder,
  listBackups,
  writeFailure,
} from './backup-list.ts'
import { type Keep, toRemove } from './backup-rotation.ts'
import { databaseName } from './database.ts'
import { syncFolder, writeWhole } from './files.ts'
import type { VaultHooks } from './hooks.ts'
import { newId } from './keyring-slots.ts'

const partPrefix = '.part-'
const oldPrefix = '.old-'

/** Where a backup is being made: in `part` until it is verified, then under its name. */
export interface BackupPlace {
  readonly folder: string
  readonly name: string
  readonly part: string
}

/** Clears what a stopped PC has left, and makes room for a new backup. Throws `vault.disk-full` when there is none. */
export function newPlace(home: string, reason: BackupReason, now: Date): BackupPlace {
  const folder = backupsFolder(home)
  mkdirSync(folder, { recursive: true })
  removeLeftovers(folder)
  refuseWithoutRoom(home)
  const name = freeName(folder, `${localMinute(now)}-${reason}`)
  // Of its own, so that one that was stopped clears away nothing of the next.
  const part = join(folder, `${partPrefix}${name}-${newId().slice(0, 6)}`)
  mkdirSync(part)
  return { folder, name, part }
}

/** A verified copy gets its description and its name; only then may older ones go. */
export function settlePlace(
  place: BackupPlace,
  made: {
    readonly at: Date
    readonly reason: BackupReason
    readonly bytes: number
    readonly holds: BackupHolds | null
  },
  hooks: VaultHooks = {},
): BackupAbout {
  const { folder, name, part } = place
  const { at, reason, bytes, holds } = made
  const about: BackupAbout = { version: 1, name, at: at.toISOString(), reason, bytes, verified: true, holds }
  writeWhole(join(part, aboutName), JSON.stringify(about))
  hooks.at?.('backup.verified')
  renameSync(part, join(folder, name))
  syncFolder(folder)
  hooks.at?.('backup.renamed')
  rotate(folder, name)
  writeFailure(folder, at, null)
  hooks.at?.('backup.rotated')
  return about
}

export function dropPlace({ part }: BackupPlace): void {
  clear(part)
}

/** What an interrupted backup has left: copies never finished, backups half removed. */
export function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(partPrefix) || name.startsWith(oldPrefix)) clear(join(folder, name))
  }
}

const inUse: ReadonlySet<unknown> = new Set(['ENOTEMPTY', 'EBUSY', 'EPERM'])

/** The thread that checks a copy may still have it open when the next backup stops it: what cannot be removed yet goes with the one after. */
function clear(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 })
  } catch (error) {
    if (!inUse.has((error as NodeJS.ErrnoException).code)) throw error
  }
}

/** Lets go of the backups that need not be kept; each is first taken out of the list, then removed. */
export function rotate(folder: string, made: string, keep?: Keep): void {
  for (const { name } of toRemove(listBackups(folder), made, keep)) {
    const old = join(folder, `${oldPrefix}${name}`)
    renameSync(join(folder, name), old)
    clear(old)
  }
}

function refuseWithoutRoom(home: string): void {
  const wal = join(home, `${databaseName}-wal`)
  const needed = statSync(join(home, databaseName)).size + (existsSync(wal) ? statSync(wal).size : 0)
  const disk = statfsSync(home)
  if (disk.bavail * disk.bsize < needed * 1.1) throw new LakanaError('vault.disk-full')
}

function freeName(folder: string, wanted: string): string {
  let name = wanted
  for (let count = 2; existsSync(join(folder, name)); count++) name = `${wanted}-${count}`
  return name
}

/** In the time of the PC, as people read it; without colons, which Windows forbids. */
export function localMinute(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}${two(date.getMinutes())}`
}
