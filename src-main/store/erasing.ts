import type { Database } from 'better-sqlite3-multiple-ciphers'
import { isBareHandOver } from '../domain/cases/custody.ts'
import type { ChangeBody, Id, Json } from '../domain/ledger/types.ts'
import { dropRefs } from './attachments.ts'
import type { ChangeRow } from './chains.ts'
import { type Drawing, nothingTouched } from './drawing.ts'
import { dropBeside, Erasures } from './erasures.ts'
import { drawReferral } from './referrals.ts'
import type { Registers } from './registers.ts'
import { allAside, isAside } from './set-aside.ts'
import { listText, onlyShown, parseValues, type ShownValues, textsOf } from './shown-values.ts'

/** The rows of the changes. */
interface Rows {
  at(at: number): ChangeRow | undefined
  /** What is shown of a change is another part of it than before. */
  replace(at: number, secret: string | null, vals: string): void
}

/**
 * Values that go, from the changes that hold them and from all that is drawn from these: those of erased cases, and those that an office above
 * may see no more. The chains stay whole.
 */
export class Erasing {
  readonly #db: Database
  readonly #rows: Rows
  readonly #registers: Registers
  readonly #drawing: Drawing
  readonly #erasures: Erasures
  /** Values went: nothing of them may stay in the search index, in free pages or among the files. */
  #dropped: { readonly files: Set<string> } | null = null

  constructor(db: Database, rows: Rows, registers: Registers, drawing: Drawing) {
    this.#db = db
    this.#rows = rows
    this.#registers = registers
    this.#drawing = drawing
    this.#erasures = new Erasures(db)
  }

  /** Ops of a change that speak of an erased case. */
  hits(body: ChangeBody, texts: readonly (string | undefined)[]): ReadonlySet<number> {
    return this.#erasures.hits(body, texts)
  }

  /**
   * What may be kept of the values of a change: nothing that it says of an erased case, save who kept it, since that tells everywhere who may have
   * erased it.
   */
  unerased(body: ChangeBody, held: ShownValues, opened?: ReadonlyMap<Id, Id>): ShownValues {
    const erased = this.#erasures.hits(body, held.texts, opened)
    if (erased.size === 0) return held
    const going = new Set(erased)
    for (const index of erased) {
      const [op, text] = [body.ops[index], held.texts[index]]
      if (op?.t !== 'set' || text === undefined) continue
      const value = JSON.parse(text) as Json
      // A hand-over that nobody knew of when the case was erased names one more office that must learn of it.
      if (op.g === 'office') this.#erasures.noteOffices(op.r, value)
      else if (op.g === 'to') this.#erasures.noteReceiver(op.r, (value as { readonly office?: Json }).office)
      if (op.g === 'office' && isBareHandOver(value)) going.delete(index)
    }
    return onlyShown(held, (index) => !going.has(index))
  }

  /** A change is held with other values than before: fewer, or more. */
  replace(body: ChangeBody, at: number, { texts, secret }: ShownValues): void {
    this.#dropped ??= { files: new Set() }
    this.#rows.replace(at, secret, listText(texts))
    if (isAside(this.#db, at)) return
    const touched = nothingTouched()
    this.#registers.revalue(body, texts, at, touched)
    for (const file of dropRefs(this.#db, at)) this.#dropped.files.add(file)
    this.#drawing.note(texts, at, touched)
  }

  /**
   * Erases a case, whoever wrote of it and whenever: every value said of it goes from the ledger and from all that is drawn from it. What
   * comes later is cut as it comes.
   * @param text of the value of the op, canonical JSON @param idx its index in the change at `at`
   */
  erase(caseId: Id, text: string | undefined, at: number, idx: number): void {
    this.#erasures.noteOffices(caseId, text === undefined ? undefined : (JSON.parse(text) as Json))
    if (!this.#erasures.add(caseId, at, idx)) return
    // As they stood before this transaction, too: its first lines may be those that take the words of a referral back.
    this.#erasures.noteReceivers(caseId)
    for (const n of this.#registers.takeReferrals()) drawReferral(this.#db, n)
    this.#erasures.noteReceivers(caseId)
    const opened = this.#erasures.openedAside()
    for (const place of this.#erasures.places(caseId)) this.#cut(place, opened)
    this.#registers.empty(caseId)
    dropBeside(this.#db, caseId)
    this.#dropped ??= { files: new Set() }
  }

  /**
   * What is set aside may speak of an erased case by records that only other changes set aside would open.
   * @param all erasures may have been found since it was set aside
   */
  cutAside(all = false): void {
    const opened = this.#erasures.openedAside()
    if (opened.size === 0 && !all) return
    for (const { at } of allAside(this.#db, Number.MAX_SAFE_INTEGER)) this.#cut(at, opened)
  }

  /** Takes from a change that is held what it says of erased cases. */
  #cut(at: number, opened: ReadonlyMap<Id, Id>): void {
    const row = this.#rows.at(at)
    if (!row || row.body === '') return
    const body = JSON.parse(row.body) as ChangeBody
    const held = { texts: textsOf(parseValues(row.vals)), secret: row.secret }
    const shown = this.unerased(body, held, opened)
    if (shown !== held) this.replace(body, at, shown)
  }

  /** Before everything is drawn again: the erasures are found anew among the changes. @returns the cases */
  collect(): Iterable<Id> {
    return this.#erasures.collect()
  }

  /** While everything is drawn again: what is held of a change without what it says of erased cases. */
  keepUnerased({ at, secret, vals }: ChangeRow, body: ChangeBody): ShownValues {
    const held = { texts: textsOf(parseValues(vals)), secret }
    const shown = this.unerased(body, held)
    if (shown === held) return held
    this.#rows.replace(at, shown.secret, listText(shown.texts))
    this.#dropped ??= { files: new Set() }
    return shown
  }

  get hasDropped(): boolean {
    return this.#dropped !== null
  }

  /** @see Ledger.takeDropped */
  take(): { readonly files: ReadonlySet<string> } | null {
    const dropped = this.#dropped
    this.#dropped = null
    return dropped
  }

  /** After a rollback: nothing went. */
  forget(): void {
    this.#dropped = null
    this.#erasures.reload()
  }
}
