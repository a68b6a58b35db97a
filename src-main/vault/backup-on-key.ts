import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import type { Progress } from '../contract/wire.ts'
import { bringAttachments } from './attachment-copies.ts'
import { aboutName, type BackupAbout, backupsFolder } from './backup-list.ts'
import { removeLeftovers, rotate } from './backup-place.ts'
import { copyFile, hashFile } from './copy-file.ts'
import { databaseName } from './database.ts'
import { syncFolder } from './files.ts'
import type { VaultHooks } from './hooks.ts'
import { keyringName } from './keyring.ts'

/** Root of our backups on a key. */
const rootName = 'LAKANA-SAUVEGARDE'
const keep = { daily: 3, weekly: 1, monthly: 1 }

export const keyFolder = (drive: string, code: string): string => join(drive, rootName, code)

/** Backups of any office on a drive: the folder of each office. Never throws: a drive that cannot be read has none. */
export function keyFolders(drive: string): string[] {
  try {
    const root = join(drive, rootName)
    if (!existsSync(root)) return []
    return readdirSync(root)
      .filter((name) => /^[A-Z]{2,5}$/.test(name))
      .map((name) => join(root, name))
  } catch {
    // Pulled out meanwhile, or not readable: as if it held nothing.
    return []
  }
}

export interface ToKey {
  readonly home: string
  /** Root of the drive. */
  readonly drive: string
  readonly code: string
  readonly backup: BackupAbout
  readonly hooks?: VaultHooks | undefined
  progress?(progress: Progress): void
  checkCancelled?(): void
}

/**
 * Copies a verified backup to a key, encrypted as it is, reads it again from there and compares. Fewer are kept than on the PC. Throws
 * `drive.full`, `drive.unreliable`, `call.cancelled` and the system's own errors of the drive; the key then holds what it held.
 */
export async function backupToKey(options: ToKey): Promise<void> {
  const { home, drive, code, backup, hooks } = options
  const folder = keyFolder(drive, code)
  const from = join(backupsFolder(home), backup.name)
  const disk = statfsSync(drive)
  if (disk.blocks > 0 && disk.bavail * disk.bsize < backup.bytes * 1.1 + 65_536)
    throw new LakanaError('drive.full', { needed: backup.bytes, free: disk.bavail * disk.bsize })
  mkdirSync(folder, { recursive: true })
  removeLeftovers(folder)
  if (existsSync(join(folder, backup.name))) return
  const part = join(folder, `.part-${backup.name}`)
  try {
    mkdirSync(part)
    await copyAndCompare(options, from, part)
    hooks?.at?.('key.verified')
    await bringAttachments(home, folder, { check: () => options.checkCancelled?.() })
    renameSync(part, join(folder, backup.name))
    syncFolder(folder)
    hooks?.at?.('key.renamed')
    rotate(folder, backup.name, keep)
  } catch (error) {
    removeIfThere(part)
    throw error
  }
}

async function copyAndCompare(options: ToKey, from: string, part: string): Promise<void> {
  const check = (): void => options.checkCancelled?.()
  let done = 0
  const counting = (step: string) => (bytes: number) => {
    done += bytes
    options.progress?.({ step, done, total: options.backup.bytes })
  }
  const sums = new Map<string, string>()
  for (const name of [databaseName, keyringName, aboutName]) {
    const { sha256 } = await copyFile(join(from, name), join(part, name), { check, advanced: counting('key-copying') })
    sums.set(name, sha256)
  }
  options.hooks?.at?.('key.copied')
  done = 0
  for (const [name, sum] of sums)
    if ((await hashFile(join(part, name), { check, advanced: counting('key-verifying') })) !== sum)
      throw new LakanaError('drive.unreliable')
}

/** The drive may be gone: what is left bears a name that is never taken for a backup. */
function removeIfThere(part: string): void {
  try {
    rmSync(part, { recursive: true, force: true })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}
