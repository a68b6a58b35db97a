/** What the office worker is started with (`workerData`). */
export interface WorkerData {
  /** Folder of this office's data. Made by the worker when missing. */
  readonly home: string
  readonly language: 'fr' | 'en'
  /** SQLite's `.node` file, where the package's own search would not find it. */
  readonly nativeBinding?: string
  /** Folder of the numbered steps, where it is not beside the sources. */
  readonly migrations?: string
  /** Folders shown as removable drives besides the real ones. */
  readonly drives: readonly string[]
  /** `cancelSlots` 32-bit slots; see `isCancelled`. */
  readonly cancelFlags: SharedArrayBuffer
}

export const cancelSlots = 1024

export function newCancelFlags(): SharedArrayBuffer {
  return new SharedArrayBuffer(cancelSlots * Int32Array.BYTES_PER_ELEMENT)
}

/** Asks a running call to stop. Ids are 1 to 2³¹ − 1; a worker busy in a loop reads it without taking messages. */
export function markCancelled(flags: Int32Array, id: number): void {
  Atomics.store(flags, id % cancelSlots, id)
}

export function isCancelled(flags: Int32Array, id: number): boolean {
  return Atomics.load(flags, id % cancelSlots) === id
}
