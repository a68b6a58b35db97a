import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import type { Progress } from '../contract/wire.ts'
import { backupsFolder, listBackups } from './backup-list.ts'
import { checkFile } from './check.ts'
import { type Database, databaseName, openDatabase } from './database.ts'
import { writeWhole } from './files.ts'
import type { VaultPlace } from './hooks.ts'
import { keyringName } from './keyring.ts'
import { keyringText } from './keyring-format.ts'
import { type DatabaseKeys, newId, zeroKeys } from './keyring-slots.ts'
import { acquireInstanceLock } from './lock-file.ts'
import { type Credentials, openCopy, unlockCopy } from './open-copy.ts'
import { finishSwitch, newStage, switchFiles } from './switch-files.ts'

/** Backups that holes may be filled from. */
const lookedInto = 3

export interface SalvageOptions<R> extends VaultPlace {
  readonly credentials: Credentials
  readonly now: Date
  readonly thread?: URL | string | undefined
  /** Fills the new file from the damaged one (first) and backups. Throws to refuse: nothing has changed then. */
  fill(fresh: Database, sources: readonly Database[], personId: string | null): Promise<R>
  progress(progress: Progress): void
}

/**
 * Puts a new file, filled with what can still be read, in the place of a damaged one, which is kept aside. The keyring stays as it is. The
 * office must be locked. Throws as `unlockCopy`, `vault.cannot-salvage` when the file does not open at all, and what `fill` throws.
 */
export async function salvageFile<R>(options: SalvageOptions<R>): Promise<R> {
  const { home, hooks, nativeBinding, now } = options
  const release = acquireInstanceLock(home, nativeBinding)
  let keys: DatabaseKeys | null = null
  const open: Database[] = []
  try {
    finishSwitch(home, hooks)
    const unlocked = await unlockCopy({ ...options, folder: home }, options.credentials)
    keys = unlocked.keys
    open.push(openDamaged(options, keys), ...openBackups(options, keys))
    const stage = newStage(home, newId().slice(0, 12))
    const { result, key } = await fillNew(options, stage, keys, open, unlocked.personId)
    for (const db of open.splice(0)) db.close()
    options.progress({ step: 'verifying', done: 0, total: null })
    const path = join(stage, databaseName)
    const { thread } = options
    if (!(await checkFile({ path, settle: true, key, nativeBinding, thread })))
      throw new LakanaError('vault.cannot-salvage')
    writeWhole(join(stage, keyringName), keyringText(unlocked.keyring))
    hooks?.at?.('restore.verified')
    switchFiles(home, stage, { now, holds: null }, hooks)
    return result
  } finally {
    for (const db of open) db.close()
    if (keys) zeroKeys(keys)
    release()
  }
}

async function fillNew<R>(
  options: SalvageOptions<R>,
  stage: string,
  keys: DatabaseKeys,
  sources: readonly Database[],
  personId: string | null,
): Promise<{ result: R; key: Buffer }> {
  const key = [...keys.values()].at(-1)
  if (!key) throw new LakanaError('vault.keyring-damaged')
  const { nativeBinding, hooks } = options
  const fresh = openDatabase(join(stage, databaseName), key, { create: true, nativeBinding })
  try {
    hooks?.at?.('restore.staged')
    const result = await options.fill(fresh, sources, personId)
    fresh.pragma('wal_checkpoint(TRUNCATE)')
    hooks?.at?.('restore.prepared')
    return { result, key }
  } finally {
    fresh.close()
  }
}

function openDamaged<R>(options: SalvageOptions<R>, keys: DatabaseKeys): Database {
  try {
    return openCopy({ ...options, folder: options.home }, keys, { readonly: true })
  } catch (error) {
    const hopeless = error instanceof LakanaError && error.code === 'vault.database-damaged'
    throw hopeless ? new LakanaError('vault.cannot-salvage') : error
  }
}

/** Those that open with the same keys: older ones may be of another generation. */
function openBackups<R>(options: SalvageOptions<R>, keys: DatabaseKeys): Database[] {
  const folder = backupsFolder(options.home)
  return listBackups(folder)
    .slice(0, lookedInto)
    .flatMap(({ name }) => {
      try {
        return [openCopy({ ...options, folder: join(folder, name) }, keys, { readonly: true })]
      } catch (error) {
        if (error instanceof LakanaError) return []
        throw error
      }
    })
}
