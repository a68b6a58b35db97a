import { statSync } from 'node:fs'
import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import type { Progress } from '../contract/wire.ts'
import { type BackupAbout, type BackupHolds, type BackupReason, backupsFolder, writeFailure } from './backup-list.ts'
import { dropPlace, newPlace, settlePlace } from './backup-place.ts'
import { checkFile } from './check.ts'
import { copyFile } from './copy-file.ts'
import { type Database, databaseName, openDatabase } from './database.ts'
import { asVaultError, writeWhole } from './files.ts'
import { keyringName } from './keyring.ts'
import type { VaultSession } from './session.ts'

export interface BesideOptions {
  readonly reason: BackupReason
  readonly now: Date
  readonly holds: BackupHolds | null
  /** File of the checking thread. */
  readonly thread?: URL | string | undefined
  progress?(progress: Progress): void
  checkCancelled?(): void
  /** Waited for between the pieces of the copy: whoever works goes first. */
  between?(): Promise<void>
}

interface Running {
  readonly controller: AbortController
  readonly letGo: () => void
}

const running = new WeakMap<VaultSession, Running>()

/**
 * As `backup`, while people go on reading and writing: the copy is made piece by piece and checked in a thread of its own. It begins at
 * once, so call it outside a transaction. One at a time a session: a new one stops the one under way. Locking must call `stopBeside` first.
 * Throws as `backup`, and `call.cancelled`; stopping is no failure and is not remembered as one.
 */
export async function backupBeside(session: VaultSession, options: BesideOptions): Promise<BackupAbout> {
  if (session.closed) throw new LakanaError('session.locked')
  stopBeside(session)
  const { home } = session.place
  const controller = new AbortController()
  try {
    return await make(session, options, controller)
  } catch (error) {
    const meant = asVaultError(error)
    const code = meant instanceof LakanaError ? meant.code : 'call.internal'
    if (code !== 'call.cancelled') writeFailure(backupsFolder(home), options.now, code)
    throw meant
  }
}

/** Stops the copy under way, if any, and lets go of the file at once. */
export function stopBeside(session: VaultSession): void {
  const work = running.get(session)
  running.delete(session)
  work?.controller.abort()
  work?.letGo()
}

async function make(session: VaultSession, options: BesideOptions, controller: AbortController): Promise<BackupAbout> {
  const { home, hooks, nativeBinding } = session.place
  const place = newPlace(home, options.reason, options.now)
  const copy = join(place.part, databaseName)
  const letGo = freeze(session)
  running.set(session, { controller, letGo })
  const check = (): void => {
    if (controller.signal.aborted) throw new LakanaError('call.cancelled')
    options.checkCancelled?.()
  }
  try {
    writeWhole(join(place.part, keyringName), session.keyringText())
    const key = session.withDatabaseKey((lent) => Buffer.from(lent))
    try {
      hooks?.at?.('backup.started')
      await copyPieces(home, copy, options, check)
      letGo()
      hooks?.at?.('backup.copied')
      options.progress?.({ step: 'verifying', done: 0, total: null })
      const { thread } = options
      if (!(await checkFile({ path: copy, settle: true, key, nativeBinding, thread, signal: controller.signal })))
        throw new LakanaError('vault.database-damaged')
    } finally {
      key.fill(0)
    }
    check()
    const bytes = statSync(copy).size + statSync(join(place.part, keyringName)).size
    return settlePlace(place, { at: options.now, reason: options.reason, bytes, holds: options.holds }, hooks)
  } catch (error) {
    dropPlace(place)
    throw controller.signal.aborted ? new LakanaError('call.cancelled') : error
  } finally {
    letGo()
    if (running.get(session)?.controller === controller) running.delete(session)
  }
}

/**
 * The bytes of office.db as they stand now. They stay so until the returned function is called: a reader that needs nothing of the WAL
 * keeps SQLite from writing anything of it back, while writers go on in the WAL.
 */
function freeze(session: VaultSession): () => void {
  const { home, nativeBinding } = session.place
  const [state] = session.db.pragma('wal_checkpoint(PASSIVE)') as { busy: number; log: number; checkpointed: number }[]
  if (state?.busy !== 0 || state.log !== state.checkpointed) throw new LakanaError('vault.in-use')
  const path = join(home, databaseName)
  const reader: Database = session.withDatabaseKey((key) => openDatabase(path, key, { readonly: true, nativeBinding }))
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM sqlite_master').get()
  return () => {
    if (reader.open) reader.close()
  }
}

// Closing our own handle lets go of the locks that POSIX keeps for the process on office.db. They guard against other processes only, and
// those are kept out by the lock on a file of its own.
async function copyPieces(home: string, copy: string, options: BesideOptions, check: () => void): Promise<void> {
  const from = join(home, databaseName)
  const total = statSync(from).size
  let done = 0
  const advanced = (bytes: number): void => {
    done += bytes
    options.progress?.({ step: 'copying', done, total })
  }
  const { between } = options
  await copyFile(from, copy, { check, advanced, ...(between ? { between } : {}) })
}
