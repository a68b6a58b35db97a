import { closeSync, copyFileSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { type ErrorCode, LakanaError } from '../contract/errors.ts'

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'vault.disk-full',
  EDQUOT: 'vault.disk-full',
  SQLITE_FULL: 'vault.disk-full',
  EROFS: 'vault.read-only',
  EACCES: 'vault.read-only',
  EPERM: 'vault.read-only',
  SQLITE_READONLY: 'vault.read-only',
  SQLITE_CANTOPEN: 'vault.read-only',
  SQLITE_PERM: 'vault.read-only',
  SQLITE_NOTADB: 'vault.database-damaged',
  SQLITE_CORRUPT: 'vault.database-damaged',
  EBUSY: 'vault.busy',
  SQLITE_BUSY: 'vault.in-use',
  SQLITE_LOCKED: 'vault.in-use',
}

/**
 * What a failure of the disk or of SQLite is called in the contract. Extended codes of SQLite (`SQLITE_READONLY_DIRECTORY`) count as
 * their head. Anything else comes back as it is.
 */
export function asVaultError(error: unknown): unknown {
  if (error instanceof LakanaError || !(error instanceof Error) || !('code' in error)) return error
  const name = String(error.code)
  const code = codes[name] ?? codes[name.split('_').slice(0, 2).join('_')]
  return code ? new LakanaError(code) : error
}

/** Runs it with failures named as in `asVaultError`. */
export function named<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asVaultError(error)
  }
}

/** Runs it; a full or read-only disk is no failure. For what is good to have and not needed. */
export function unlessDiskRefuses(work: () => void): void {
  try {
    named(work)
  } catch (error) {
    const refused = error instanceof LakanaError && ['vault.disk-full', 'vault.read-only'].includes(error.code)
    if (!refused) throw error
  }
}

const patienceMs = 5_000
const pauseMs = 100

/** Does an antivirus or an indexer hold the file for a moment? Windows says so with codes that elsewhere mean a right that is missing. */
export function isHeld(error: unknown, platform: NodeJS.Platform = process.platform): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return code === 'EBUSY' || (platform === 'win32' && (code === 'EPERM' || code === 'EACCES'))
}

/** Tries again for some seconds while another program holds the file. */
export function patiently<T>(work: () => T, pause: (ms: number) => void = sleep): T {
  for (let waited = 0; ; waited += pauseMs) {
    try {
      return work()
    } catch (error) {
      if (!isHeld(error) || waited >= patienceMs) throw error
      pause(pauseMs)
    }
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

/** Makes the entries of a folder last. Windows cannot open folders and needs none of this. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  syncFile(path, 'r')
}

/** Makes the bytes of a file last. */
export function syncFile(path: string, flags: 'r' | 'r+' = 'r+'): void {
  const file = openSync(path, flags)
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

export interface WholeWriteOptions {
  /** Copy the present file here before it is replaced. */
  readonly keepPreviousAs?: string | undefined
  /** Called after each step; may throw. */
  readonly after?: (step: 'temp-written' | 'previous-kept' | 'renamed') => void
}

/** Replaces a file wholly: a reader, or a PC that restarts, sees the old bytes or the new ones, never a mixture. */
export function writeWhole(path: string, bytes: string | Uint8Array, options: WholeWriteOptions = {}): void {
  const temp = `${path}.tmp`
  named(() => {
    try {
      writeSynced(temp, bytes)
      options.after?.('temp-written')
      if (options.keepPreviousAs) copyWhole(path, options.keepPreviousAs)
      options.after?.('previous-kept')
      patiently(() => renameSync(temp, path))
    } catch (error) {
      rmSync(temp, { force: true })
      throw error
    }
    syncFolder(dirname(path))
    options.after?.('renamed')
  })
}

/** Copies a file so that the copy is complete or absent. */
export function copyWhole(from: string, to: string): void {
  const temp = `${to}.tmp`
  copyFileSync(from, temp)
  syncFile(temp)
  renameSync(temp, to)
  syncFolder(dirname(to))
}

function writeSynced(path: string, bytes: string | Uint8Array): void {
  const data = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
  const file = openSync(path, 'w')
  try {
    for (let done = 0; done < data.length; ) done += writeSync(file, data, done)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
