import { Worker } from 'node:worker_threads'
import { errorCodes, LakanaError } from '../contract/errors.ts'
import type { CheckAnswer, CheckData } from './check-thread.ts'

export interface CheckOptions {
  readonly path: string
  /** See `CheckData`. */
  readonly settle?: boolean
  /** Copied, and the copy zeroed by the thread. */
  readonly key: Buffer
  readonly nativeBinding?: string | undefined
  /** File of the thread; left out, it is found beside the sources. */
  readonly thread?: URL | string | undefined
  readonly signal?: AbortSignal | undefined
}

const besideSources = 'check-thread.ts'

/**
 * Does SQLite find nothing wrong with any page or index of this file? Read in a thread of its own, so that the office goes on. Throws
 * `call.cancelled`, and what opening throws when it is not that the file is damaged.
 */
export function checkFile(options: CheckOptions): Promise<boolean> {
  const { path, nativeBinding, signal } = options
  const key = new SharedArrayBuffer(options.key.length)
  new Uint8Array(key).set(options.key)
  const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  const workerData: CheckData = { task: 'check-file', path, settle: options.settle ?? false, key, stop, nativeBinding }
  return new Promise((resolve, reject) => {
    if (signal?.aborted) throw new LakanaError('call.cancelled')
    const worker = new Worker(options.thread ?? new URL(besideSources, import.meta.url), { workerData })
    // The file read is a copy, or read without writing: nobody needs to wait for the thread, which ends by itself. It is never terminated: what a
    // native call meets in a thread that is being torn down can bring the whole process down.
    signal?.addEventListener('abort', () => {
      reject(new LakanaError('call.cancelled'))
      Atomics.store(new Int32Array(stop), 0, 1)
    })
    worker.once('message', (answer: CheckAnswer) => {
      if ('intact' in answer) resolve(answer.intact)
      else if (answer.code === 'vault.database-damaged') resolve(false)
      else reject(new LakanaError(errorCodes.find((code) => code === answer.code) ?? 'call.internal'))
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(new LakanaError('call.internal')))
  })
}
