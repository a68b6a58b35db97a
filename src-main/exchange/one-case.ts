import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { handOverIn } from '../domain/cases/custody.ts'
import type { Change, Id } from '../domain/ledger/types.ts'
import { recordsOf } from '../store/custody.ts'
import type { Manifest } from './manifest.ts'

/**
 * Holds an urgent bundle to its one case: what it shows is said of that case, its forms and notes, or is the name of somebody who writes; and the
 * hand-over that it is for is in it. Whether its author may hand the case over, the scope says.
 */
export class OneCase {
  readonly #records: Set<Id>
  readonly #caseId: Id
  readonly #epoch: number
  readonly #to: Id
  #handedOver = false

  /** @param to the office that the case is handed over to */
  constructor(db: Database, { case: caseId, epoch }: NonNullable<Manifest['urgent']>, to: Id) {
    this.#records = new Set([caseId, ...recordsOf(db, caseId)])
    this.#caseId = caseId
    this.#epoch = epoch
    this.#to = to
  }

  /** @throws bundle.out-of-scope */
  check({ body: { ops }, values }: Pick<Change, 'body' | 'values'>): void {
    for (const [index, op] of ops.entries()) {
      if (op.t === 'new') {
        if (op.p === this.#caseId) this.#records.add(op.r)
        continue
      }
      const value = values[index]
      if (value === undefined) continue
      const isName = op.t !== 'erase' && op.g === 'name'
      if (!this.#records.has(op.r) && !isName) throw new LakanaError('bundle.out-of-scope', { reason: 'urgent' })
      if (op.r !== this.#caseId || op.t !== 'set' || op.g !== 'office') continue
      const handOver = handOverIn(value)
      this.#handedOver ||= handOver?.epoch === this.#epoch && handOver.office === this.#to
    }
  }

  /** After the last line. @throws bundle.invalid-content */
  finish(): void {
    if (!this.#handedOver) throw new LakanaError('bundle.invalid-content', { reason: 'urgent' })
  }
}
