import { randomBytes } from 'node:crypto'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { fileRefsIn } from '../domain/files/refs.ts'
import { canonical } from '../domain/ledger/canonical.ts'
import type { Change, ChangeBody, Draft, Hash, Id, Json, Op } from '../domain/ledger/types.ts'
import { maxLineBytes, maxValueBytes, valueFault } from '../domain/ledger/value-rules.ts'
import { dropRefs, noteRefs } from './attachments.ts'
import { CaseProjection } from './case-projection.ts'
import { dropBeside, Erasures } from './erasures.ts'
import { hashing } from './hashing.ts'
import { drawLink } from './links.ts'
import { PeopleProjection } from './people-projection.ts'
import { drawReferral } from './referrals.ts'
import { Registers, seqSpan, type Touched } from './registers.ts'
import { type Aside, allAside, isAside, setAside, takeUp } from './set-aside.ts'
import { isRedacted, listText, onlyShown, parseValues, type ShownValues, textsOf } from './shown-values.ts'

export interface StoredChange {
  readonly replica: Id
  readonly seq: number
  readonly lamport: number
  readonly hash: Hash
  /** Canonical JSON of the ChangeBody; empty for a change out of scope, of which only the place in the chain is known. */
  readonly body: string
  /** Of a change that came redacted: its salts as a JSON object. */
  readonly secret: string | null
  /** JSON list of the values, null where an op has none or it is withheld. */
  readonly vals: string
}

export interface ApplyCounts {
  readonly newCases: number
  readonly changedCases: number
  readonly changes: number
  readonly ops: number
}

export interface Author {
  readonly person: Id
  readonly role: string
  /** As the PC's clock claims, ISO 8601 UTC. */
  readonly time: string
  /** The clock is known to be wrong. */
  readonly doubt?: boolean
}

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

interface ReplicaRow {
  n: number
  id: string
  have: number
  head: string | null
  seen: string
}

interface ChangeRow {
  at: number
  lamport: number
  hash: string
  body: string
  secret: string | null
  vals: string
}

/**
 * The ledger of one replica: every write of the office goes through `append`, every imported change through `apply`; both change the
 * projections in the same transaction.
 */
export class Ledger {
  readonly replica: Id
  readonly #db: Database
  readonly #registers: Registers
  readonly #projection: CaseProjection
  readonly #people: PeopleProjection
  readonly #erasures: Erasures
  readonly #replicas = new Map<Id, ReplicaRow>()
  readonly #names = new Map<number, Id>()
  readonly #statements
  #touched = nothingTouched()
  #counts = { changes: 0, ops: 0 }
  #drawn = noCases()
  /** Something came that may lie under what is drawn already. */
  #stale = false
  /** Values went: nothing of them may stay in the search index, in free pages or among the files. */
  #dropped: { readonly files: Set<string> } | null = null
  /** Counts of an import that had to draw everything again. */
  #finished: ApplyCounts | null = null

  constructor(db: Database, replica: Id) {
    this.#db = db
    this.replica = replica
    this.#statements = {
      replicas: db.prepare('SELECT n, id, have, head, seen FROM replica'),
      addReplica: db.prepare('INSERT INTO replica (id) VALUES (?)'),
      advance: db.prepare('UPDATE replica SET have = ?, head = ?, seen = ? WHERE n = ?'),
      add: db.prepare('INSERT INTO change (at, lamport, hash, body, secret, vals) VALUES (?, ?, ?, ?, ?, ?)'),
      one: db.prepare('SELECT at, lamport, hash, body, secret, vals FROM change WHERE at = ?'),
      // Without the long columns, which lie on pages of their own.
      lamport: db.prepare('SELECT lamport FROM change WHERE at = ?'),
      range: db.prepare(
        'SELECT at, lamport, hash, body, secret, vals FROM change WHERE at BETWEEN ? AND ? ORDER BY at',
      ),
      showMore: db.prepare('UPDATE change SET lamport = ?, body = ?, secret = ?, vals = ? WHERE at = ?'),
      replace: db.prepare('UPDATE change SET secret = ?, vals = ? WHERE at = ?'),
      lookAgain: db.prepare("UPDATE told SET verdict = '?' WHERE peer IN (SELECT replica FROM peer) AND at = ?"),
      touch: db.prepare('INSERT OR IGNORE INTO touch (case_n, at) VALUES (?, ?)'),
    }
    this.#loadReplicas()
    this.#registers = new Registers(
      db,
      (id) => this.#replicaRow(id).n,
      (n) => this.#names.get(n) ?? '',
    )
    this.#projection = new CaseProjection(db)
    this.#people = new PeopleProjection(db)
    this.#erasures = new Erasures(db)
  }

  /** Highest sequence number without a hole, for each replica known. */
  versionVector(): Record<Id, number> {
    const vector: Record<Id, number> = {}
    for (const row of this.#replicas.values()) if (row.have > 0) vector[row.id] = row.have
    return vector
  }

  head(replica: Id): { seq: number; hash: Hash } | null {
    const row = this.#replicas.get(replica)
    return row?.head ? { seq: row.have, hash: row.head } : null
  }

  hashAt(replica: Id, seq: number): Hash | null {
    return this.change(replica, seq)?.hash ?? null
  }

  change(replica: Id, seq: number): StoredChange | null {
    const row = this.#replicas.get(replica)
    if (!row) return null
    const found = this.#statements.one.get(row.n * seqSpan + seq) as ChangeRow | undefined
    return found ? stored(replica, found) : null
  }

  /** Changes of a replica with `fromSeq` ≤ seq ≤ `toSeq`, in order, one at a time. */
  *read(replica: Id, fromSeq: number, toSeq: number): IterableIterator<StoredChange> {
    const row = this.#replicas.get(replica)
    if (!row) return
    const base = row.n * seqSpan
    for (const each of this.#statements.range.iterate(base + fromSeq, base + toSeq))
      yield stored(replica, each as ChangeRow)
  }

  /** How many changes lie above a version vector. */
  countAbove(vector: Readonly<Record<Id, number>>): number {
    let count = 0
    for (const row of this.#replicas.values()) count += Math.max(0, row.have - (vector[row.id] ?? 0))
    return count
  }

  /** Several changes of this replica, and what else is written with them, in one transaction: all or nothing. */
  together<T>(write: () => T): T {
    try {
      return this.#db.transaction(write).immediate()
    } catch (error) {
      this.rolledBack()
      throw error
    }
  }

  /**
   * Writes one change of this replica, in one transaction with whatever `also` does in the same database.
   * Nothing to write gives no change.
   */
  append(author: Author, drafts: readonly Draft[], also?: (change: Change) => void): Change | null {
    if (drafts.length === 0) return null
    const values = drafts.map((draft) => ('value' in draft ? draft.value : undefined))
    const texts = textsOf(values)
    refuseUnsendable(drafts, texts)
    try {
      return this.#db
        .transaction(() => {
          const { body, bodyText, secret } = this.#compose(author, drafts, texts)
          const change = { body, hash: hashing.sha256Hex(bodyText), secret, values }
          this.#write(change, bodyText, listText(texts), texts)
          this.finish()
          also?.(change)
          return change
        })
        .immediate()
    } catch (error) {
      this.rolledBack()
      throw error
    }
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
    texts: readonly (string | undefined)[] = textsOf(change.values),
    aside: Aside | null = null,
  ): 'applied' | 'aside' | 'known' {
    const { body } = change
    const row = this.#replicaRow(body.replica)
    if (body.seq <= row.have) {
      if (this.hashAt(body.replica, body.seq) !== change.hash) {
        throw new LakanaError('bundle.fork', { replica: body.replica, seq: body.seq })
      }
      return this.#showMore(change, bodyText, texts, aside)
    }
    if (body.seq !== row.have + 1) {
      throw new LakanaError('bundle.gap', { replica: body.replica, from: row.have + 1, to: body.seq - 1 })
    }
    if (body.prev !== row.head) throw new LakanaError('bundle.fork', { replica: body.replica, seq: row.have })
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
  #showMore(
    change: Change,
    bodyText: string,
    texts: readonly (string | undefined)[],
    aside: Aside | null,
  ): 'applied' | 'aside' | 'known' {
    const { replica, seq, lamport } = change.body
    const at = this.#replicaRow(replica).n * seqSpan + seq
    const held = this.#statements.one.get(at) as ChangeRow
    const before = textsOf(parseValues(held.vals))
    const more = held.body === '' || texts.some((text, index) => text !== undefined && before[index] === undefined)
    if (!more || (held.secret !== null && !isRedacted(held.secret))) return 'known'
    const salts = { ...(held.secret === null ? {} : (JSON.parse(held.secret) as object)), ...change.salts }
    const all = change.body.ops.map((_op, index) => texts[index] ?? before[index])
    const shown = this.#unerased(change.body, { texts: all, secret: change.secret ?? canonical(salts as Json) })
    this.#statements.showMore.run(lamport, bodyText, shown.secret, listText(shown.texts), at)
    this.#stale = true
    if (held.body !== '') return 'applied'
    const why = aside ?? this.#unknownIn(change)
    if (why) setAside(this.#db, at, why)
    else this.#project(change.body, shown.texts, at, change.secret === null)
    return why ? 'aside' : 'applied'
  }

  /** What may be kept of the values of a change: nothing that it says of an erased case. */
  #unerased(body: ChangeBody, held: ShownValues, opened?: ReadonlyMap<Id, Id>): ShownValues {
    const erased = this.#erasures.hits(body, held.texts, opened)
    if (erased.size === 0) return held
    // A hand-over that nobody knew of when the case was erased names one more office that must learn of it.
    for (const index of erased) {
      const [op, text] = [body.ops[index], held.texts[index]]
      if (op?.t === 'set' && op.g === 'office' && text !== undefined)
        this.#erasures.noteOffices(op.r, JSON.parse(text) as Json)
      else if (op?.t === 'set' && op.g === 'to' && text !== undefined)
        this.#erasures.noteReceiver(op.r, (JSON.parse(text) as { office?: Json }).office)
    }
    return onlyShown(held, (index) => !erased.has(index))
  }

  /**
   * Is what the author of a change says that it had seen held here? Of a chain of which nothing is held it may be that its own office has still
   * to bring it: this installation is new, and the others are not.
   * @param mayWait whether a chain of which something is held may have been seen further: by the way of an urgent bundle, or before this installation went back
   *   to a backup
   * @returns whether anything is still to come
   * @throws bundle.gap
   */
  checkSeen({ replica, seen }: ChangeBody, mayWait: (id: Id) => boolean = () => false): boolean {
    let waits = false
    for (const [id, seq] of Object.entries(seen)) {
      const have = this.#replicas.get(id)?.have ?? 0
      if (id === replica || seq <= have) continue
      if ((have > 0 && !mayWait(id)) || id === this.replica)
        throw new LakanaError('bundle.gap', { replica: id, from: have + 1, to: seq })
      waits = true
    }
    return waits
  }

  /** How far somebody who writes here says that he has seen a chain. */
  seenBy(author: Id, replica: Id): number {
    const row = this.#replicas.get(author)
    return row ? ((JSON.parse(row.seen) as Record<Id, number>)[replica] ?? 0) : 0
  }

  /** Has anybody seen of this chain what is not held here? */
  isAwaited(replica: Id): boolean {
    const have = this.#replicas.get(replica)?.have ?? 0
    return [...this.#replicas.keys()].some((author) => author !== replica && this.seenBy(author, replica) > have)
  }

  /**
   * Takes over what is shown now of a change that is known: values that were withheld before are completed, those that are shown no more go.
   * Inside the caller's transaction; the values must be verified. A change of which only the place is known stays so.
   * @throws bundle.fork
   */
  show({ body, hash, secret, salts }: Change, texts: readonly (string | undefined)[]): void {
    const at = this.#replicaRow(body.replica).n * seqSpan + body.seq
    const row = this.#statements.one.get(at) as ChangeRow | undefined
    if (row?.hash !== hash) throw new LakanaError('bundle.fork', { replica: body.replica, seq: body.seq })
    const shown = this.#unerased(body, { texts, secret: secret ?? canonical((salts ?? {}) as Json) })
    if (row.body === '' || listText(shown.texts) === row.vals) return
    this.#statements.lookAgain.run(at)
    this.#replaceValues(body, at, shown)
  }

  #replaceValues(body: ChangeBody, at: number, { texts, secret }: ShownValues): void {
    this.#dropped ??= { files: new Set() }
    this.#statements.replace.run(secret, listText(texts), at)
    if (isAside(this.#db, at)) return
    const touched = nothingTouched()
    this.#registers.revalue(body, texts, at, touched)
    for (const file of dropRefs(this.#db, at)) this.#dropped.files.add(file)
    this.#note(texts, at, touched)
  }

  /**
   * Erases a case, whoever wrote of it and whenever: every value said of it goes from the ledger and from all that is drawn from it. What
   * comes later is cut as it comes.
   */
  #erase(caseId: Id, value: string | undefined, at: number, idx: number): void {
    this.#erasures.noteOffices(caseId, value === undefined ? undefined : (JSON.parse(value) as Json))
    if (!this.#erasures.add(caseId, at, idx)) return
    for (const n of this.#registers.takeReferrals()) drawReferral(this.#db, n)
    this.#erasures.noteReceivers(caseId)
    const opened = this.#erasures.openedAside()
    for (const place of this.#erasures.places(caseId)) this.#cutStored(place, opened)
    this.#registers.empty(caseId)
    dropBeside(this.#db, caseId)
    this.#dropped ??= { files: new Set() }
  }

  /** Takes from a change that is held what it says of erased cases. */
  #cutStored(at: number, opened?: ReadonlyMap<Id, Id>): void {
    const row = this.#statements.one.get(at) as ChangeRow
    if (row.body === '') return
    const body = JSON.parse(row.body) as ChangeBody
    const held = { texts: textsOf(parseValues(row.vals)), secret: row.secret }
    const shown = this.#unerased(body, held, opened)
    if (shown !== held) this.#replaceValues(body, at, shown)
  }

  /** What is set aside may speak of an erased case by records that only other changes set aside would open. */
  #cutAside(): void {
    const opened = this.#erasures.openedAside()
    if (opened.size === 0) return
    for (const { at } of allAside(this.#db, Number.MAX_SAFE_INTEGER)) this.#cutStored(at, opened)
  }

  /**
   * After a commit: did values go? Then the files that were named by them, as far as nothing else names them, are to be removed and the
   * write-ahead log emptied. Asked twice, it has nothing to say.
   */
  takeDropped(): { readonly files: ReadonlySet<string> } | null {
    const dropped = this.#dropped
    this.#dropped = null
    return dropped
  }

  /**
   * Keeps the place in its chain of a change that is out of this office's scope, inside the caller's transaction.
   * @throws bundle.gap, bundle.fork
   */
  keepPlace(place: {
    readonly replica: Id
    readonly seq: number
    readonly prev: Hash | null
    readonly hash: Hash
  }): 'applied' | 'known' {
    const row = this.#replicaRow(place.replica)
    if (place.seq <= row.have) {
      if (this.hashAt(place.replica, place.seq) === place.hash) return 'known'
      throw new LakanaError('bundle.fork', { replica: place.replica, seq: place.seq })
    }
    if (place.seq !== row.have + 1) {
      throw new LakanaError('bundle.gap', { replica: place.replica, from: row.have + 1, to: place.seq - 1 })
    }
    if (place.prev !== row.head) throw new LakanaError('bundle.fork', { replica: place.replica, seq: row.have })
    const lamport = this.change(place.replica, row.have)?.lamport ?? 0
    this.#statements.add.run(row.n * seqSpan + place.seq, lamport, place.hash, '', null, '[]')
    this.#statements.advance.run(place.seq, place.hash, row.seen, row.n)
    Object.assign(row, { have: place.seq, head: place.hash })
    return 'applied'
  }

  /** Numbers of the cases written to, whose lists are still to be drawn. */
  get touched(): ReadonlySet<number> {
    return this.#touched.cases
  }

  /** After the last write of a transaction, where many were touched: brings lists and search up to date for some. `finish` does the rest. */
  draw(most: number): void {
    const { cases } = this.#touched
    const some = new Set<number>()
    for (const n of cases) {
      if (some.size === most) break
      some.add(n)
      cases.delete(n)
    }
    const { newCases, changedCases } = this.#projection.refresh(some)
    this.#drawn.newCases += newCases
    this.#drawn.changedCases += changedCases
  }

  /** After the last write of a transaction: brings lists and search up to date for what was touched. */
  finish(): ApplyCounts {
    this.draw(this.#touched.cases.size)
    const linked = [...this.#registers.takeLinks()].flatMap((record) => drawLink(this.#db, record))
    for (const record of this.#registers.takeReferrals()) drawReferral(this.#db, record)
    this.#projection.refresh(new Set(), linked)
    this.#people.refresh(this.#touched.people)
    // A contentless index only marks what is deleted; written anew as one segment it holds nothing of it.
    if (this.#dropped) this.#db.exec("INSERT INTO case_fts (case_fts) VALUES ('optimize')")
    const counts = this.#finished ?? { ...this.#drawn, ...this.#counts }
    this.#begin()
    return counts
  }

  #begin(): void {
    this.#finished = null
    this.#touched = nothingTouched()
    this.#counts = { changes: 0, ops: 0 }
    this.#drawn = noCases()
  }

  /** `rebuild` in the midst of an import: the records get other numbers, and what was touched and counted so far stays so. */
  #redrawAll(): void {
    const ids = this.#db.prepare('SELECT id FROM record WHERE n = ?').pluck()
    const touched = [...this.#touched.cases].map((n) => ids.get(n) as Id)
    const counts = this.finish()
    this.rebuild()
    this.#finished = counts
    const numbers = this.#db.prepare('SELECT n FROM record WHERE id = ?').pluck()
    for (const id of touched) {
      const n = numbers.get(id) as number | undefined
      if (n !== undefined) this.#touched.cases.add(n)
    }
  }

  /** To be called when a transaction that wrote here was rolled back: forgets what was held in memory of it. */
  rolledBack(): void {
    this.#stale = false
    this.#dropped = null
    this.#erasures.reload()
    this.#begin()
    this.#loadReplicas()
    this.#registers.forget()
  }

  /** After a change of the time standards: due days of the open cases that still wait for a first response. */
  redraw(): void {
    const waiting = this.#db.prepare("SELECT n FROM case_item WHERE status = 'open' AND answered = 0").all() as {
      n: number
    }[]
    this.#projection.refresh(new Set(waiting.map((row) => row.n)))
  }

  /**
   * Takes up what was set aside because its records were unknown and are not any more. A write that comes in late may have been overwritten
   * meanwhile: so everything is drawn again, in its order.
   * @param redraw also where nothing is taken up: what is set aside has changed otherwise
   */
  takeUpAside(redraw = false): number {
    const waiting = allAside(this.#db, Number.MAX_SAFE_INTEGER).filter(({ reason }) => reason === 'unknown-record')
    const bodies = waiting.map(({ at, body, shown }) => ({ at, body: JSON.parse(body) as ChangeBody, shown }))
    bodies.sort((a, b) => a.body.lamport - b.body.lamport)
    const coming = new Set<Id>()
    const ready = bodies.filter(({ body, shown }) => {
      if (this.#registers.firstUnknown(body, shown, coming, true) >= 0) return false
      for (const op of body.ops) if (op.t === 'new') coming.add(op.r)
      return true
    })
    for (const { at } of ready) takeUp(this.#db, at)
    if (ready.length > 0 || redraw || this.#stale) this.#redrawAll()
    else this.#cutAside()
    this.#stale = false
    return ready.length
  }

  /** Makes all projections again from the changes; what is set aside stays so. */
  rebuild(): void {
    this.#db
      .transaction(() => {
        for (const table of projected) this.#db.exec(`DELETE FROM ${table}`)
        this.#db.exec("INSERT INTO case_fts (case_fts) VALUES ('delete-all')")
        // Verdicts name cases by their row numbers, which are others now.
        this.#db.exec("UPDATE told SET verdict = '?'")
        this.#registers.forget()
        const erased = this.#erasures.collect()
        const rows = this.#db
          .prepare(
            "SELECT at FROM change WHERE body <> '' AND at NOT IN (SELECT at FROM sync_issue) ORDER BY lamport, at",
          )
          .all() as {
          at: number
        }[]
        for (const { at } of rows) {
          const row = this.#statements.one.get(at) as ChangeRow
          const redacted = isRedacted(row.secret)
          const body = JSON.parse(row.body) as ChangeBody
          const held = { texts: textsOf(parseValues(row.vals)), secret: row.secret }
          const shown = this.#unerased(body, held)
          if (shown !== held) {
            this.#statements.replace.run(shown.secret, listText(shown.texts), at)
            this.#dropped ??= { files: new Set() }
          }
          // What brought its records may have been set aside since: then it waits with that.
          const op = this.#registers.firstUnknown(body, redacted ? shown.texts : null)
          if (op >= 0) setAside(this.#db, at, { reason: 'unknown-record', op })
          else this.#project(body, shown.texts, at, redacted)
        }
        this.#cutAside()
        for (const caseId of erased) dropBeside(this.#db, caseId)
        this.finish()
      })
      .immediate()
  }

  #compose(
    author: Author,
    drafts: readonly Draft[],
    texts: readonly (string | undefined)[],
  ): { body: ChangeBody; bodyText: string; secret: string } {
    const own = this.#replicaRow(this.replica)
    const secret = randomBytes(16).toString('base64url')
    // A record that this change itself brings has nothing to overwrite: no need to look for each of its fields.
    const fresh = new Set(drafts.flatMap((draft) => (draft.t === 'new' ? [draft.r] : [])))
    const ops = drafts.map((draft, index) => this.#op(draft, commit(secret, index, texts[index]), fresh))
    const vector = this.versionVector()
    const before = JSON.parse(own.seen) as Record<Id, number>
    const seen: Record<Id, number> = {}
    for (const [id, seq] of Object.entries(vector)) if (id !== this.replica && seq > (before[id] ?? 0)) seen[id] = seq
    const body: ChangeBody = {
      ...(author.doubt === true ? { doubt: true as const } : {}),
      lamport: this.#topLamport() + 1,
      ops,
      person: author.person,
      prev: own.head,
      replica: this.replica,
      role: author.role,
      seen,
      seq: own.have + 1,
      time: author.time,
      v: 1,
    }
    return { body, bodyText: canonical(body as unknown as Json), secret }
  }

  /** Members in their canonical order, which spares sorting them. @param c the commitment of the draft's value */
  #op(draft: Draft, c: string, fresh: ReadonlySet<Id>): Op {
    const { t, r } = draft
    if (t === 'erase') return { c, r, t }
    if (t === 'new') {
      const { f, k, p } = draft
      return { ...(f === undefined ? {} : { f }), k, ...(p === undefined ? {} : { p }), r, t }
    }
    const { g } = draft
    if (t === 'add-row') return { c, g, r, row: draft.row, t }
    if (t === 'remove-row') return { g, o: this.#registers.liveInRow(r, g, draft.row), r, row: draft.row, t }
    if (t === 'void') return { c, g, o: draft.o, r, ...inRow(draft), t }
    if (t === 'resolve') {
      const over = this.#registers.live(r, g, draft.row, draft.f, true)
      return { c, d: draft.d, ...(draft.f === undefined ? {} : { f: draft.f }), g, o: over, r, ...inRow(draft), t }
    }
    const [row, cell] = t === 'set' ? [] : [draft.row, draft.f]
    const o = fresh.has(r) ? [] : this.#registers.live(r, g, row, cell)
    return t === 'set' ? { c, g, o, r, t } : { c, f: draft.f, g, o, r, row: draft.row, t }
  }

  #write(
    change: Change,
    bodyText: string,
    valsText: string,
    texts: readonly (string | undefined)[],
    aside: Aside | null = null,
  ): void {
    const { body, hash } = change
    const row = this.#replicaRow(body.replica)
    const at = row.n * seqSpan + body.seq
    const held = { texts, secret: change.secret ?? saltsText(change) }
    const shown = this.#unerased(body, held)
    const vals = shown === held ? valsText : listText(shown.texts)
    this.#statements.add.run(at, body.lamport, hash, bodyText, shown.secret, vals)
    const seen = JSON.stringify({ ...(JSON.parse(row.seen) as Record<Id, number>), ...body.seen })
    this.#statements.advance.run(body.seq, hash, seen, row.n)
    Object.assign(row, { have: body.seq, head: hash, seen })
    if (aside) setAside(this.#db, at, aside)
    else this.#project(body, shown.texts, at, change.secret === null)
  }

  #project(body: ChangeBody, texts: readonly (string | undefined)[], at: number, redacted: boolean): void {
    const touched = nothingTouched()
    this.#registers.carryOut(body, texts, at, touched, redacted, this.#erasures.hits(body, texts))
    this.#note(texts, at, touched)
    for (const [index, op] of body.ops.entries()) if (op.t === 'erase') this.#erase(op.r, texts[index], at, index)
    this.#counts.changes += 1
    this.#counts.ops += body.ops.length
  }

  #note(texts: readonly (string | undefined)[], at: number, touched: Touched): void {
    const refs = texts.flatMap((text) => (text === undefined ? [] : fileRefsIn(text)))
    if (refs.length > 0) noteRefs(this.#db, refs, touched.cases, at)
    for (const caseN of touched.cases) {
      this.#statements.touch.run(caseN, at)
      this.#touched.cases.add(caseN)
    }
    for (const n of touched.people) {
      this.#statements.touch.run(n, at)
      this.#touched.people.add(n)
    }
  }

  /** Lamport numbers grow along every chain, so the newest of each chain is enough. */
  #topLamport(): number {
    let top = 0
    for (const row of this.#replicas.values()) {
      const last = this.#statements.lamport.get(row.n * seqSpan + row.have) as { lamport: number } | undefined
      top = Math.max(top, last?.lamport ?? 0)
    }
    return top
  }

  #replicaRow(id: Id): ReplicaRow {
    const known = this.#replicas.get(id)
    if (known) return known
    const n = Number(this.#statements.addReplica.run(id).lastInsertRowid)
    const row: ReplicaRow = { n, id, have: 0, head: null, seen: '{}' }
    this.#replicas.set(id, row)
    this.#names.set(n, id)
    return row
  }

  #loadReplicas(): void {
    this.#replicas.clear()
    this.#names.clear()
    for (const row of this.#statements.replicas.all() as ReplicaRow[]) {
      this.#replicas.set(row.id, row)
      this.#names.set(row.n, row.id)
    }
  }
}

function inRow({ row }: { readonly row?: Id }): { row?: Id } {
  return row === undefined ? {} : { row }
}

export function openLedger(db: Database, replica: Id): Ledger {
  return new Ledger(db, replica)
}

const nothingTouched = (): Touched => ({ cases: new Set(), people: new Set() })
const noCases = () => ({ newCases: 0, changedCases: 0 })

/** What every other office would refuse in a bundle is not written here: a change that cannot travel would hold up all after it. */
function refuseUnsendable(drafts: readonly Draft[], texts: readonly (string | undefined)[]): void {
  let bytes = 0
  for (const [index, draft] of drafts.entries()) {
    bytes += 400
    if (!('value' in draft)) continue
    const size = Buffer.byteLength(texts[index] ?? '')
    bytes += size
    if (size > maxValueBytes || valueFault(draft.value) !== null)
      throw new LakanaError('form.invalid', { fields: 'g' in draft ? [draft.g] : [] })
  }
  if (bytes > maxLineBytes) throw new LakanaError('form.invalid', { fields: [] })
}

function commit(secret: string, index: number, text: string | undefined): string {
  return text === undefined ? '' : hashing.commit(hashing.salt(secret, index), text)
}

function saltsText(change: Change): string | null {
  return change.salts === undefined ? null : canonical(change.salts as Json)
}

function stored(replica: Id, row: ChangeRow): StoredChange {
  const { at, lamport, hash, body, secret, vals } = row
  return { replica, seq: at % seqSpan, lamport, hash, body, secret, vals }
}
