import type { ErrorCode, ErrorDetails } from '../../src-main/contract/errors.ts'
import type { CallInput, CallName, CallOutput } from '../../src-main/contract/index.ts'
import type { OfficeEvent, Progress, WindowBridge } from '../../src-main/contract/wire.ts'
import { screenOf } from './screen.ts'

declare global {
  interface Window {
    readonly lakana: WindowBridge
  }
}

/** A refusal of the office. `details` completes the sentence of `errors:<code>`. */
export class OfficeError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails) {
    super(code)
    this.name = 'OfficeError'
    this.code = code
    this.details = details
  }
}

export interface AskOptions {
  onProgress?: (progress: Progress) => void
  /** Aborting asks the office to stop; the promise then rejects with `call.cancelled`. */
  signal?: AbortSignal
}

let lastId = 0
let listening = false
const progressOf = new Map<number, (progress: Progress) => void>()
const lockedListeners = new Set<() => void>()

function listenForProgress(): void {
  if (listening) return
  listening = true
  window.lakana.onProgress((id, progress) => progressOf.get(id)?.(progress))
}

/** Asks the office. Throws `OfficeError` when it refuses. */
export async function ask<N extends CallName>(
  name: N,
  input: CallInput<N>,
  options: AskOptions = {},
): Promise<CallOutput<N>> {
  const { onProgress, signal } = options
  if (signal?.aborted === true) throw new OfficeError('call.cancelled', {})
  lastId += 1
  const id = lastId
  const cancel = (): void => window.lakana.cancel(id)
  if (onProgress !== undefined) {
    listenForProgress()
    progressOf.set(id, onProgress)
  }
  signal?.addEventListener('abort', cancel, { once: true })
  try {
    const result = await window.lakana.call(id, name, input, screenOf(location.hash))
    if (result.ok) return result.value as CallOutput<N>
    if (result.error.code === 'session.locked') for (const tell of lockedListeners) tell()
    throw new OfficeError(result.error.code, result.error.details)
  } finally {
    progressOf.delete(id)
    signal?.removeEventListener('abort', cancel)
  }
}

/** Told when a call finds the session locked. */
export function onFoundLocked(listener: () => void): () => void {
  lockedListeners.add(listener)
  return () => lockedListeners.delete(listener)
}

export function onOfficeEvent(listener: (event: OfficeEvent) => void): () => void {
  return window.lakana.onEvent(listener)
}
