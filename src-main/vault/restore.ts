import { existsSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import type { Progress } from '../contract/wire.ts'
import { bringAttachments } from './attachment-copies.ts'
import type { BackupHolds } from './backup-list.ts'
import { checkFile } from './check.ts'
import { copyFile } from './copy-file.ts'
import type { Database } from './database.ts'
import { databaseName } from './database.ts'
import { asVaultError, writeWhole } from './files.ts'
import type { VaultPlace } from './hooks.ts'
import { keyringName } from './keyring.ts'
import { type Keyring, keyringText } from './keyring-format.ts'
import { type DatabaseKeys, newId, zeroKeys } from './keyring-slots.ts'
import { acquireInstanceLock } from './lock-file.ts'
import { type CopyToOpen, type Credentials, openCopy, unlockCopy } from './open-copy.ts'
import { finishSwitch, newStage, switchFiles } from './switch-files.ts'

export interface RestoreOptions extends VaultPlace {
  /** Where the backup lies. */
  readonly folder: string
  readonly credentials: Credentials
  readonly now: Date
  /** What the file that is replaced holds, where that is known. */
  readonly replaced: BackupHolds | null
  readonly monotonic?: CopyToOpen['monotonic']
  readonly thread?: URL | string | undefined
  /** May this person? Brings the copy up to date and gives it its new identity. Throws to refuse: nothing has changed then. */
  prepare(db: Database, personId: string | null): void | Promise<void>
  progress(progress: Progress): void
  checkCancelled(): void
}

/**
 * Puts a backup in the place of the office's file, which is kept aside with its keyring. Copied, opened and checked wholly before anything of
 * the office is touched; a PC that stops leaves the old file or the new one, each with its own keyring. The office must be locked.
 * Throws as `unlockCopy` and `openCopy`, what `prepare` throws, `vault.in-use`, `vault.disk-full`, `call.cancelled`.
 * @returns the folder of what was replaced
 */
export async function restore(options: RestoreOptions): Promise<string> {
  const { home, hooks, nativeBinding } = options
  const release = acquireInstanceLock(home, nativeBinding)
  let keys: DatabaseKeys | null = null
  try {
    finishSwitch(home, hooks)
    const unlocked = await unlockCopy(options, options.credentials)
    keys = unlocked.keys
    const stage = newStage(home, newId().slice(0, 12))
    await copyAll(options, stage, unlocked.keyring)
    hooks?.at?.('restore.staged')
    const staged = { ...options, folder: stage }
    await settleCopy(staged, keys, unlocked.personId)
    await verifyCopy(staged, keys)
    hooks?.at?.('restore.verified')
    options.checkCancelled()
    await bringAttachments(options.folder, home)
    return switchFiles(home, stage, { now: options.now, holds: options.replaced }, hooks)
  } catch (error) {
    throw asVaultError(error)
  } finally {
    if (keys) zeroKeys(keys)
    release()
  }
}

async function settleCopy(staged: RestoreOptions, keys: DatabaseKeys, personId: string | null): Promise<void> {
  const db = openCopy(staged, keys, { readonly: false })
  try {
    await staged.prepare(db, personId)
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
  staged.hooks?.at?.('restore.prepared')
}

async function verifyCopy(staged: RestoreOptions, keys: DatabaseKeys): Promise<void> {
  staged.progress({ step: 'verifying', done: 0, total: null })
  const { nativeBinding, thread, folder } = staged
  for (const key of keys.values())
    if (await checkFile({ path: join(folder, databaseName), settle: true, key, nativeBinding, thread })) return
  throw new LakanaError('vault.database-damaged')
}

async function copyAll(options: RestoreOptions, stage: string, keyring: Keyring): Promise<void> {
  const { folder, home } = options
  const wal = `${databaseName}-wal`
  const names = [databaseName, wal].filter((name) => existsSync(join(folder, name)))
  if (!names.includes(databaseName)) throw new LakanaError('vault.database-missing')
  const total = names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
  const disk = statfsSync(home)
  if (disk.bavail * disk.bsize < total * 1.2) throw new LakanaError('vault.disk-full')
  let done = 0
  const advanced = (bytes: number): void => {
    done += bytes
    options.progress({ step: 'copying', done, total })
  }
  for (const name of names)
    await copyFile(join(folder, name), join(stage, name), { advanced, check: () => options.checkCancelled() })
  writeWhole(join(stage, keyringName), keyringText(keyring))
}
