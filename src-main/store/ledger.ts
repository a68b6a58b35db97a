import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { canonical } from '../domain/ledger/canonical.ts'
import type { Change, ChangeBody, Draft, Id, Json } from '../domain/ledger/types.ts'
import { Chains, type ChangeRow, type StoredChange } from './chains.ts'
import { type Author, compose } from './compose.ts'
import { type ApplyCounts, Drawing, nothingTouched } from './drawing.ts'
import { Erasing } from './erasing.ts'
import { dropBeside } from './erasures.ts'
import { hashing } from './hashing.ts'
import { Registers } from './registers.ts'
import { type Aside, allAside, setAside, takeUp } from './set-aside.ts'
import { isRedacted, listText, parseValues, type ShownValues, textsOf } from './shown-values.ts'
import { noteTakenUp } from './taken-up.ts'

/** Tables that `rebuild` makes again. */
const projected = [
  'register',
  'cover',
  'conflict',
  'grp',
  'record',
  'touch',
  'link',
  'case_item',
  'coworker',
  'transfer',
  'former',
  'referral',
  'attachment_ref',
  'erasure',
  'person',
  'conduct',
  'case_verdict',
  'to_judge',
  'doubtful',
] as const

type Texts = readonly (string | undefined)[]

/**
 * The ledger of one replica: every write of the office goes through `append`, every imported change through `apply`; both change the
 * projections in the same transaction.
 */
export class Ledger extends Chains {
  readonly #registers: Registers
  readonly #drawing: Drawing
  readonly #erasing: Erasing
  readonly #statements
  /** Something came that may lie under what is drawn already. */
  #stale = false

  constructor(db: Database, replica: Id) {
    super(db, replica)
    this.#statements = {
      showMore: db.prepare('UPDATE change SET lamport = ?, body = ?, secret = ?, vals = ? WHERE at = ?'),
      lookAgain: db.prepare("UPDATE told SET verdict = '?' WHERE peer IN (SELECT replica FROM peer) AND at = ?"),
    }
    this.#registers = new Registers(
      db,
      (id) => this.rowOf(id).n,
      (n) => this.nameOf(n),
    )
    this.#drawing = new Drawing(db, this.#registers)
    const rows = {
      at: (at: number) => this.rowAt(at),
      replace: (at: number, secret: string | null, vals: string) => this.replaceShown(at, secret, vals),
    }
    this.#erasing = new Erasing(db, rows, this.#registers, this.#drawing)
  }

  /** Several changes of this replica, and what else is written with them, in one transaction: all or nothing. */
  together<T>(write: () => T): T {
    try {
      return this.db.transaction(write).immediate()
    } catch (error) {
      this.rolledBack()
      throw error
    }
  }

  /**
   * Writes one change of this replica, in one transaction with whatever `also` does in the same database.
   * Nothing to write gives no change.
   * @throws form.invalid for what no other office would take
   */
  append(author: Author, drafts: readonly Draft[], also?: (change: Change) => void): Change | null {
    if (drafts.length === 0) return null
    const values = drafts.map((draft) => ('value' in draft ? draft.value : undefined))
    const texts = textsOf(values)
    return this.together(() => {
      const { body, bodyText, secret } = compose(author, drafts, texts, this.next(), this.#registers)
      const change = { body, hash: hashing.sha256Hex(bodyText), secret, values }
      this.#write(change, bodyText, listText(texts), texts)
      this.finish()
      also?.(change)
      return change
    })
  }

  /**
   * Applies a change of another replica inside the caller's transaction; its values must already be verified.
   * @param texts canonical JSON of the values, where the caller has it already
   * @param aside why the change is to be kept in its chain and not applied; one about records that nobody knows is set aside in any case
   * @throws bundle.gap, bundle.fork
   */
  apply(
    change: Change,
    bodyText: string,
    valsText: string,
    texts: Texts = textsOf(change.values),
    aside: Aside | null = null,
  ): 'applied' | 'aside' | 'known' {
    const { replica, seq, prev } = change.body
    if (this.isKnown({ replica, seq, prev, hash: change.hash })) return this.#showMore(change, bodyText, texts, aside)
    const why = aside ?? this.#unknownIn(change)
    this.#write(change, bodyText, valsText, texts, why)
    return why ? 'aside' : 'applied'
  }

  #unknownIn(change: Change): Aside | null {
    const op = this.#registers.firstUnknown(change.body, change.secret === null ? change.values : null)
    return op < 0 ? null : { reason: 'unknown-record', op }
  }

  /**
   * A change of which only the place was known, or a part of the values, comes with more of them: a case was handed over to this office. What
   * it says may have been overwritten meanwhile, so that everything is drawn again when the bundle is whole.
   */
  #showMore(change: Change, bodyText: string, texts: Texts, aside: Aside | null): 'applied' | 'aside' | 'known' {
    const { replica, seq, lamport } = change.body
    const at = this.placeOf(replica, seq)
    const held = this.rowAt(at) as ChangeRow
    const before = textsOf(parseValues(held.vals))
    const more = held.body === '' || texts.some((text, index) => text !== undefined && before[index] === undefined)
    if (!more || (held.secret !== null && !isRedacted(held.secret))) return 'known'
    const salts = { ...(held.secret === null ? {} : (JSON.parse(held.secret) as object)), ...change.salts }
    const all = change.body.ops.map((_op, index) => texts[index] ?? before[index])
    const shown = this.#erasing.unerased(change.body, {
      texts: all,
      secret: change.secret ?? canonical(salts as Json),
    })
    this.#statements.showMore.run(lamport, bodyText, shown.secret, listText(shown.texts), at)
    this.#stale = true
    if (held.body !== '') return 'applied'
    noteTakenUp(this.db, at)
    const why = aside ?? this.#unknownIn(change)
    if (why) setAside(this.db, at, why)
    else this.#project(change.body, shown.texts, at, change.secret === null)
    return why ? 'aside' : 'applied'
  }

  /**
   * Takes over what is shown now of a change that is known: values that were withheld before are completed, those that are shown no more go.
   * Inside the caller's transaction; the values must be verified. A change of which only the place is known stays so.
   * @throws bundle.fork
   */
  show({ body, hash, secret, salts }: Change, texts: Texts): void {
    const at = this.placeOf(body.replica, body.seq)
    const row = this.rowAt(at)
    if (row?.hash !== hash) throw new LakanaError('bundle.fork', { replica: body.replica, seq: body.seq })
    const shown = this.#erasing.unerased(body, { texts, secret: secret ?? canonical((salts ?? {}) as Json) })
    if (row.body === '' || listText(shown.texts) === row.vals) return
    this.#hold(body, at, shown)
  }

  /** Of a known change only this part may be held from now on. Inside the caller's transaction. */
  giveUp({ replica, seq, body }: Pick<StoredChange, 'replica' | 'seq' | 'body'>, shown: ShownValues): void {
    this.#hold(JSON.parse(body) as ChangeBody, this.placeOf(replica, seq), shown)
  }

  #hold(body: ChangeBody, at: number, shown: ShownValues): void {
    this.#statements.lookAgain.run(at)
    this.#erasing.replace(body, at, shown)
  }

  /**
   * After a commit: did values go? Then the files that were named by them, as far as nothing else names them, are to be removed and the
   * write-ahead log emptied. Asked twice, it has nothing to say.
   */
  takeDropped(): { readonly files: ReadonlySet<string> } | null {
    return this.#erasing.take()
  }

  /** Numbers of the cases written to, whose lists are still to be drawn. */
  get touched(): ReadonlySet<number> {
    return this.#drawing.cases
  }

  /** After the last write of a transaction, where many were touched: brings lists and search up to date for some. `finish` does the rest. */
  draw(most: number): void {
    this.#drawing.draw(most)
  }

  /** After the last write of a transaction: brings lists and search up to date for what was touched. */
  finish(): ApplyCounts {
    return this.#drawing.finish(this.#erasing.hasDropped)
  }

  /** To be called when a transaction that wrote here was rolled back: forgets what was held in memory of it. */
  rolledBack(): void {
    this.#stale = false
    this.#erasing.forget()
    this.#drawing.forget()
    this.reload()
    this.#registers.forget()
  }

  /** After a change of the time standards. */
  redraw(): void {
    this.#drawing.dueDays()
  }

  /**
   * Takes up what was set aside because its records were unknown and are not any more. A write that comes in late may have been overwritten
   * meanwhile: so everything is drawn again, in its order.
   * @param redraw also where nothing is taken up: what is set aside has changed otherwise
   */
  takeUpAside(redraw = false): number {
    const waiting = allAside(this.db, Number.MAX_SAFE_INTEGER).filter(({ reason }) => reason === 'unknown-record')
    const bodies = waiting.map(({ at, body, shown }) => ({ at, body: JSON.parse(body) as ChangeBody, shown }))
    bodies.sort((a, b) => a.body.lamport - b.body.lamport)
    const coming = new Set<Id>()
    const ready = bodies.filter(({ body, shown }) => {
      if (this.#registers.firstUnknown(body, shown, coming, true) >= 0) return false
      for (const op of body.ops) if (op.t === 'new') coming.add(op.r)
      return true
    })
    for (const { at } of ready) takeUp(this.db, at)
    if (ready.length > 0 || redraw || this.#stale) {
      this.#drawing.again(
        () => this.finish(),
        () => this.rebuild(),
      )
    } else this.#erasing.cutAside()
    this.#stale = false
    return ready.length
  }

  /** Makes all projections again from the changes; what is set aside stays so. */
  rebuild(): void {
    this.db.transaction(() => this.#rebuild()).immediate()
  }

  #rebuild(): void {
    for (const table of projected) this.db.exec(`DELETE FROM ${table}`)
    this.db.exec("INSERT INTO case_fts (case_fts) VALUES ('delete-all')")
    // Verdicts name cases by their row numbers, which are others now.
    this.db.exec("UPDATE told SET verdict = '?'")
    this.#registers.forget()
    const erased = this.#erasing.collect()
    const places = this.db
      .prepare("SELECT at FROM change WHERE body <> '' AND at NOT IN (SELECT at FROM sync_issue) ORDER BY lamport, at")
      .pluck()
      .all() as number[]
    for (const at of places) {
      const row = this.rowAt(at) as ChangeRow
      const redacted = isRedacted(row.secret)
      const body = JSON.parse(row.body) as ChangeBody
      const { texts } = this.#erasing.keepUnerased(row, body)
      // What brought its records may have been set aside since: then it waits with that.
      const op = this.#registers.firstUnknown(body, redacted ? texts : null)
      if (op >= 0) setAside(this.db, at, { reason: 'unknown-record', op })
      else this.#project(body, texts, at, redacted)
    }
    this.#erasing.cutAside(true)
    for (const caseId of erased) dropBeside(this.db, caseId)
    this.finish()
  }

  #write(change: Change, bodyText: string, valsText: string, texts: Texts, aside: Aside | null = null): void {
    const { body, hash } = change
    const held = { texts, secret: change.secret ?? saltsText(change) }
    const shown = this.#erasing.unerased(body, held)
    const at = this.add(body, hash, bodyText, shown.secret, shown === held ? valsText : listText(shown.texts))
    if (aside) setAside(this.db, at, aside)
    else this.#project(body, shown.texts, at, change.secret === null)
  }

  #project(body: ChangeBody, texts: Texts, at: number, redacted: boolean): void {
    const touched = nothingTouched()
    // Referrals that came without their case become part of it.
    if (body.ops.some((op) => op.t === 'new' && op.k === 'case' && this.#registers.isReferredTo(op.r)))
      this.#stale = true
    this.#registers.carryOut(body, texts, at, touched, redacted, this.#erasing.hits(body, texts))
    this.#drawing.note(texts, at, touched)
    for (const [index, op] of body.ops.entries())
      if (op.t === 'erase') this.#erasing.erase(op.r, texts[index], at, index)
    this.#drawing.count(body.ops.length)
  }
}

function saltsText(change: Change): string | null {
  return change.salts === undefined ? null : canonical(change.salts as Json)
}

export function openLedger(db: Database, replica: Id): Ledger {
  return new Ledger(db, replica)
}
