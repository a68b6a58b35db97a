import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CallSpec } from '../contract/define.ts'
import { type CallName, contract } from '../contract/index.ts'
import type { OfficeEvent, Progress, Result } from '../contract/wire.ts'
import { sweepStaging } from '../exchange/staging.ts'
import { selfTest } from '../vault/self-test.ts'
import { settleFolder } from '../vault/settle-folder.ts'
import { afterOpening, noteLastStop } from './beside.ts'
import { watchClock } from './clock.ts'
import type { GivenMachine, OfficeContext } from './context.ts'
import { describe } from './describe.ts'
import { dispatch } from './dispatch.ts'
import { newContext } from './new-context.ts'
import { lock } from './opening.ts'
import { Rest } from './rest.ts'

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
  readonly #rest: Rest
  #queue: Promise<unknown> = Promise.resolve()
  #locking = 0
  #tested: Promise<void> | null = null

  constructor(given: GivenMachine, emit: (event: OfficeEvent) => void) {
    this.#context = newContext(given, emit, (work) => this.#inTurn(async () => work()))
    this.#rest = new Rest(this.#context)
    const { machine } = this.#context
    sweepStaging(machine.home)
    settleFolder(machine.home, machine.nativeBinding)
    noteLastStop(this.#context)
  }

  ask(asked: Asked): Promise<Result<unknown>> {
    const locks = asked.call === 'session.lock'
    if (locks) this.#locking += 1
    if (isBeside(asked.call)) return this.#runBeside(asked)
    return this.#inTurn(async () => {
      if (locks) this.#locking -= 1
      return this.#run(asked)
    })
  }

  /** Begins in its turn and goes on beside the calls that follow. */
  async #runBeside(asked: Asked): Promise<Result<unknown>> {
    const begun = await this.#inTurn(async () => {
      const failed = await this.#failedSelfTest()
      return { work: failed ?? this.#dispatch(asked) }
    })
    return begun.work
  }

  /** Locks and closes, after what is under way. */
  async close(): Promise<void> {
    this.#locking += 1
    await this.#inTurn(async () => lock(this.#context, 'window'))
  }

  async #run(asked: Asked): Promise<Result<unknown>> {
    const failed = await this.#failedSelfTest()
    if (failed) return failed
    watchClock(this.#context)
    const before = this.#context.open?.vault
    const result = await this.#dispatch(asked)
    const now = this.#context.open?.vault
    if (now && now !== before) void this.#inTurn(async () => afterOpening(this.#context))
    this.#rest.disturb()
    return result
  }

  async #failedSelfTest(): Promise<Result<unknown> | null> {
    try {
      this.#tested ??= selfTest()
      await this.#tested
      return null
    } catch (error) {
      return { ok: false, error: describe(error) }
    }
  }

  #dispatch(asked: Asked): Promise<Result<unknown>> {
    return dispatch(this.#context, {
      call: asked.call,
      input: asked.input,
      sender: asked.sender,
      from: asked.from,
      progress: asked.progress ?? (() => undefined),
      // Locking never waits for long work: it cancels it.
      cancelled: () => this.#locking > 0 || (asked.cancelled?.() ?? false),
    })
  }

  /** What comes next begins once the answer to this is out, not before: it may take long, as the beginning of a backup. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work)
    this.#queue = turn.then(
      () => nextTurn(),
      () => nextTurn(),
    )
    return turn
  }
}

function isBeside(call: string): boolean {
  return Object.hasOwn(contract, call) && (contract[call as CallName] as CallSpec).beside === true
}
