import { Worker } from 'node:worker_threads'
import type { ErrorCode } from '../contract/errors.ts'
import {
  type OfficeEvent,
  type Progress,
  type Result,
  type WireReply,
  type WireRequest,
  windowOrigin,
} from '../contract/wire.ts'
import { markCancelled, newCancelFlags, type WorkerData } from './worker-data.ts'

export interface OfficeClientOptions extends Omit<WorkerData, 'cancelFlags'> {
  /** The worker's file: `office-worker.ts` in development, its bundle when packaged. */
  readonly worker: URL | string
}

/** What a window hears besides the answers of its calls. */
export interface WindowEars {
  /** `id` is the window's own. */
  progress(id: number, progress: Progress): void
  event(event: OfficeEvent): void
}

/** One window's line to the office. Ids are the window's own: two windows may use the same. */
export interface OfficeLine {
  /** Never throws: a dead worker answers `call.internal`. `sender` is the page's address as the shell saw it, `from` what the page says it shows. */
  call(id: number, call: string, input: unknown, sender: string, from?: unknown): Promise<Result<unknown>>
  cancel(id: number): void
  /** Cancels what this window still waits for and stops telling it. */
  hangUp(): void
}

export interface OfficeClient {
  open(ears: WindowEars): OfficeLine
  lock(reason: 'person' | 'idle' | 'suspend' | 'window'): Promise<void>
  /** `Date.now()` of the last call of any window. */
  lastCallAt(): number
  /** Locks, then ends the worker. Waits at most `graceMs` for the office to put its things away. */
  close(graceMs?: number): Promise<void>
}

interface Pending {
  readonly line: Line | null
  readonly windowId: number
  answer(result: Result<unknown>): void
}

interface Line {
  readonly ears: WindowEars
  /** The window's id → ours. */
  readonly running: Map<number, number>
}

const largestId = 2 ** 31 - 1

/** MiB of what lives short. Left to itself it takes four times as much where memory is plenty, the more the longer a bundle. */
export const youngMemory = 48
const failure = (code: ErrorCode): Result<unknown> => ({ ok: false, error: { code, details: {} } })

/** Starts the office in its worker thread and gives each window a line to it. */
export function startOffice(options: OfficeClientOptions): OfficeClient {
  return new Office(options)
}

class Office implements OfficeClient {
  readonly #options: OfficeClientOptions
  readonly #flags = newCancelFlags()
  readonly #slots = new Int32Array(this.#flags)
  readonly #pending = new Map<number, Pending>()
  readonly #lines = new Set<Line>()
  #worker: Worker | null
  #nextId = 1
  #lastCallAt = Date.now()
  #closed = false

  constructor(options: OfficeClientOptions) {
    this.#options = options
    this.#worker = this.#start()
  }

  open(ears: WindowEars): OfficeLine {
    const line: Line = { ears, running: new Map() }
    this.#lines.add(line)
    return {
      call: (id, call, input, sender, from) => this.#call(line, id, { call, input, sender, from }),
      cancel: (id) => this.#cancel(line.running.get(id)),
      hangUp: () => {
        this.#lines.delete(line)
        for (const id of line.running.values()) this.#cancel(id)
      },
    }
  }

  async lock(reason: 'person' | 'idle' | 'suspend' | 'window'): Promise<void> {
    await this.#call(null, 0, { call: 'session.lock', input: { reason }, sender: windowOrigin })
  }

  lastCallAt(): number {
    return this.#lastCallAt
  }

  async close(graceMs = 5000): Promise<void> {
    if (this.#closed) return
    if (this.#worker) await within(graceMs, this.lock('window'))
    this.#closed = true
    await this.#worker?.terminate()
    this.#failAll()
  }

  #call(line: Line | null, windowId: number, ask: { call: string; input: unknown; sender: string; from?: unknown }) {
    if (this.#closed) return Promise.resolve(failure('call.internal'))
    if (line) this.#lastCallAt = Date.now()
    const id = this.#takeId()
    return new Promise<Result<unknown>>((answer) => {
      this.#pending.set(id, { line, windowId, answer })
      line?.running.set(windowId, id)
      if (!this.#post({ kind: 'call', id, ...ask })) this.#settle(id, failure('call.input'))
    })
  }

  #cancel(id: number | undefined): void {
    if (id === undefined) return
    markCancelled(this.#slots, id)
    this.#post({ kind: 'cancel', id })
  }

  /** False when the input cannot cross to the worker (a function, say). */
  #post(request: WireRequest): boolean {
    this.#worker ??= this.#start()
    try {
      this.#worker.postMessage(request)
      return true
    } catch (error) {
      if (error instanceof DOMException && error.name === 'DataCloneError') return false
      throw error
    }
  }

  #takeId(): number {
    const id = this.#nextId
    this.#nextId = id === largestId ? 1 : id + 1
    return id
  }

  #start(): Worker {
    const { worker: file, ...rest } = this.#options
    const workerData: WorkerData = { ...rest, cancelFlags: this.#flags }
    const resourceLimits = { maxYoungGenerationSizeMb: youngMemory }
    const worker = new Worker(file, { workerData, name: 'office', resourceLimits })
    worker.on('message', (reply: WireReply) => this.#hear(reply))
    worker.on('error', (error) => reportCrash(error))
    worker.on('exit', () => this.#fall(worker))
    return worker
  }

  #hear(reply: WireReply): void {
    if (reply.kind === 'result') this.#settle(reply.id, reply.result)
    else if (reply.kind === 'event') this.#tell(reply.event)
    else {
      const pending = this.#pending.get(reply.id)
      if (pending?.line && this.#lines.has(pending.line)) pending.line.ears.progress(pending.windowId, reply.progress)
    }
  }

  /** A copy: a window that hears of the lock may hang up and open a new line on the spot. */
  #tell(event: OfficeEvent): void {
    for (const line of [...this.#lines]) line.ears.event(event)
  }

  #settle(id: number, result: Result<unknown>): void {
    const pending = this.#pending.get(id)
    if (!pending) return
    this.#pending.delete(id)
    if (pending.line?.running.get(pending.windowId) === id) pending.line.running.delete(pending.windowId)
    pending.answer(result)
  }

  /** The worker is gone, and the open file with it: everybody hears that the office is locked. The next call starts a new one. */
  #fall(worker: Worker): void {
    if (this.#worker !== worker) return
    this.#worker = null
    this.#failAll()
    if (!this.#closed) this.#tell({ type: 'locked', reason: 'window' })
  }

  #failAll(): void {
    for (const id of [...this.#pending.keys()]) this.#settle(id, failure('call.internal'))
  }
}

/** Only the kind of the error: its message could quote what was being worked on. */
function reportCrash(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : ''
  process.stderr.write(`lakana: the office stopped (${error instanceof Error ? error.name : typeof error}${code})\n`)
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((done) => {
    timer = setTimeout(done, ms)
  })
  await Promise.race([work, limit])
  clearTimeout(timer)
}
