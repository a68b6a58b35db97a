import { LakanaError } from '../contract/errors.ts'
import { writeBack } from '../vault/database.ts'
import type { OfficeContext } from './context.ts'

/** Nobody has asked anything for so long: what was written is taken from the WAL into the file now, so that no call has to wait for it. */
const quietMs = 2000

/** What is done once nobody asks anything any more. */
export class Rest {
  readonly #context: OfficeContext
  #timer: NodeJS.Timeout | undefined

  constructor(context: OfficeContext) {
    this.#context = context
  }

  /** Somebody has asked something. */
  disturb(): void {
    clearTimeout(this.#timer)
    if (!this.#context.open) return
    this.#timer = setTimeout(() => void this.#context.inTurn(() => this.#begin()), quietMs).unref()
  }

  #begin(): void {
    const { open, held } = this.#context
    if (!open || held !== null || !open.db.open || open.db.inTransaction) return
    try {
      writeBack(open.db)
    } catch (error) {
      // A disk that refuses tells it at the next call that writes; the WAL holds everything until then.
      if (!(error instanceof LakanaError)) throw error
    }
  }
}
