import { parentPort, workerData } from 'node:worker_threads'
import { LakanaError } from '../contract/errors.ts'
import { isIntact, openDatabase } from './database.ts'
import { asVaultError } from './files.ts'

/** What the thread is started with. */
export interface CheckData {
  readonly task: 'check-file'
  readonly path: string
  /** The file is a copy of our own: leave it without WAL, so that it opens from where nothing can be written. */
  readonly settle: boolean
  /** The 32 bytes of the database key, zeroed by the thread as soon as the file is open. */
  readonly key: SharedArrayBuffer
  /** One whole number: 1 where the answer is not wanted any more. */
  readonly stop: SharedArrayBuffer
  readonly nativeBinding?: string | undefined
}

/** What it answers, once. */
export type CheckAnswer = { readonly intact: boolean } | { readonly code: string }

export function isCheck(data: unknown): data is CheckData {
  return typeof data === 'object' && data !== null && 'task' in data && data.task === 'check-file'
}

/** Reads a whole encrypted file on a connection of its own, while the office goes on. */
export function runCheck({ path, settle, key, stop, nativeBinding }: CheckData): CheckAnswer {
  const bytes = Buffer.from(key)
  try {
    if (Atomics.load(new Int32Array(stop), 0) === 1) throw new LakanaError('call.cancelled')
    const db = openDatabase(path, bytes, { readonly: !settle, nativeBinding })
    bytes.fill(0)
    try {
      if (settle) db.pragma('journal_mode=DELETE')
      return { intact: isIntact(db) }
    } finally {
      db.close()
    }
  } catch (error) {
    bytes.fill(0)
    const meant = asVaultError(error)
    return { code: meant instanceof Error && 'code' in meant ? String(meant.code) : 'call.internal' }
  }
}

if (parentPort && isCheck(workerData)) parentPort.postMessage(runCheck(workerData))
