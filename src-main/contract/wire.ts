import type { ErrorCode, ErrorDetails } from './errors.ts'

/** What every call answers. Nothing is ever thrown across a wall. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: { code: ErrorCode; details: ErrorDetails } }

/** Where a long call has got to. `total` is null while it is not known. `step` is a word the window translates. */
export type Progress = { step: string; done: number; total: number | null }

/** What the office tells the window unasked. */
export type OfficeEvent =
  | { type: 'locked'; reason: 'person' | 'idle' | 'suspend' | 'window' }
  /** Something that no call of the window has changed: the state of the file, of the clock or of the backups. */
  | { type: 'changed' }

/** Shell → office worker. `sender` is the address of the page that called, as the shell saw it; `from` a `Screen`, as the page says. */
export type WireRequest =
  | { kind: 'call'; id: number; call: string; input: unknown; sender: string; from?: unknown }
  | { kind: 'cancel'; id: number }

/** Office worker → shell. */
export type WireReply =
  | { kind: 'result'; id: number; result: Result<unknown> }
  | { kind: 'progress'; id: number; progress: Progress }
  | { kind: 'event'; event: OfficeEvent }

/** The address all pages of the window have, in both shells. */
export const windowOrigin = 'app://lakana'

/** What the preload puts at `window.lakana`. */
export interface WindowBridge {
  /** Asks the office. `id` is chosen by the caller, unique in the page, and names the call for progress and cancel; `from` is a `Screen`. */
  call(id: number, call: string, input: unknown, from?: string): Promise<Result<unknown>>
  cancel(id: number): void
  onProgress(listener: (id: number, progress: Progress) => void): () => void
  onEvent(listener: (event: OfficeEvent) => void): () => void
  readonly language: 'fr' | 'en'
}
