import type { OfficeEvent, Progress, Result } from '../contract/wire.ts'
import { sweepStaging } from '../exchange/staging.ts'
import { backup, isDailyBackupDue } from '../vault/backup.ts'
import { selfTest } from '../vault/self-test.ts'
import type { Machine, OfficeContext } from './context.ts'
import { describe } from './describe.ts'
import { dispatch } from './dispatch.ts'
import { lock } from './opening.ts'

export interface Asked {
  readonly call: string
  readonly input: unknown
  readonly sender: string
  /** The `Screen` that the page says it shows. */
  readonly from?: unknown
  readonly progress?: (progress: Progress) => void
  readonly cancelled?: () => boolean
}

/** One installation at work: takes calls one after the other, so that no two ever share a transaction. */
export class Office {
  readonly #context: OfficeContext
  #queue: Promise<unknown> = Promise.resolve()
  #locking = 0
  #tested: Promise<void> | null = null

  constructor(machine: Machine, emit: (event: OfficeEvent) => void) {
    this.#context = { machine, home: machine.home, open: null, clockDoubt: null, emit }
    sweepStaging(machine.home)
  }

  ask(asked: Asked): Promise<Result<unknown>> {
    const locks = asked.call === 'session.lock'
    if (locks) this.#locking += 1
    return this.#inTurn(async () => {
      if (locks) this.#locking -= 1
      return this.#run(asked)
    })
  }

  /** Locks and closes, after what is under way. */
  async close(): Promise<void> {
    this.#locking += 1
    await this.#inTurn(async () => lock(this.#context, 'window'))
  }

  async #run(asked: Asked): Promise<Result<unknown>> {
    try {
      this.#tested ??= selfTest()
      await this.#tested
    } catch (error) {
      return { ok: false, error: describe(error) }
    }
    const result = await dispatch(this.#context, {
      call: asked.call,
      input: asked.input,
      sender: asked.sender,
      from: asked.from,
      progress: asked.progress ?? (() => undefined),
      // Locking never waits for long work: it cancels it.
      cancelled: () => this.#locking > 0 || (asked.cancelled?.() ?? false),
    })
    if (result.ok && asked.call === 'session.signIn') void this.#inTurn(async () => this.#dailyBackup())
    return result
  }

  /** A failed backup is not an error of the call that came before it: the home page tells it, from the backup folder's own record. */
  #dailyBackup(): void {
    const { open, home, machine } = this.#context
    if (!open || !isDailyBackupDue(home, machine.now())) return
    try {
      backup(open.vault, 'daily', machine.now())
    } catch (error) {
      if (!(error instanceof Error)) throw error
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work)
    this.#queue = turn.catch(() => undefined)
    return turn
  }
}
