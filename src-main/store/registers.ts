import type { Database, Statement } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { canonical } from '../domain/ledger/canonical.ts'
import { writtenBy } from '../domain/ledger/change.ts'
import type { ChangeBody, Dot, Json, Op } from '../domain/ledger/types.ts'
import { ConflictKeeper, type Holder } from './conflict-keeper.ts'
import { Covers, type Place, type Spot } from './covers.ts'
import { linksNaming } from './erasures.ts'

/** A live write of a field group, as a table row. */
interface LiveRow {
  at: number
  idx: number
}

interface ValueRow extends LiveRow {
  value: string | null
}

/** Where a write goes: a record's field group, or a cell group of one of its rows. */
interface Slot {
  readonly record: string
  readonly group: string
  readonly row: string
  readonly cell: string
}

/** Numbers of the records that a change was about. */
export interface Touched {
  readonly cases: Set<number>
  /** Accounts and what is set for all of them. */
  readonly people: Set<number>
}

const peopleKinds: ReadonlySet<string> = new Set(['person', 'conduct'])

interface Known extends Holder {
  readonly n: number
}

type Writing = Exclude<Op, { t: 'new' | 'remove-row' | 'void' | 'erase' }>

/** A change's place in the `change` table. */
export const seqSpan = 2 ** 32

/**
 * The registers of the ledger: for each field group the writes that no known write overwrites. This is the only code that turns ops
 * into rows, for own changes, imported ones and `rebuild` alike.
 */
export class Registers {
  readonly #records = new Map<string, Known>()
  readonly #groups = new Map<string, number>()
  readonly #statements: ReturnType<typeof prepare>
  readonly #covers: Covers
  readonly #conflicts: ConflictKeeper
  readonly #drops: readonly Statement[]
  /** Numbers of the `link` records written to, until somebody takes them. */
  #links = new Set<number>()
  /** Those of `referral` records. */
  #referrals = new Set<number>()
  readonly #replicaNumber: (id: string) => number
  readonly #replicaName: (n: number) => string

  constructor(db: Database, replicaNumber: (id: string) => number, replicaName: (n: number) => string) {
    this.#statements = prepare(db)
    this.#covers = new Covers(db)
    this.#conflicts = new ConflictKeeper(db)
    this.#drops = ['register', 'cover', 'conflict'].map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE record = ? AND (? IS NULL OR grp = ?)`),
    )
    this.#replicaNumber = replicaNumber
    this.#replicaName = replicaName
    for (const row of db.prepare('SELECT n, name FROM grp').all() as { n: number; name: string }[]) {
      this.#groups.set(row.name, row.n)
    }
  }

  /** Forget what was looked up: after a rollback the numbers may be others. */
  forget(): void {
    this.#links.clear()
    this.#referrals.clear()
    this.#records.clear()
    this.#groups.clear()
    for (const row of this.#statements.allGroups.all() as { n: number; name: string }[])
      this.#groups.set(row.name, row.n)
  }

  /**
   * The dots a new write of this slot overwrites. Where the slot is in conflict, the person has seen and replaced only the value shown: the
   * others stay, and so does the conflict. A settling overwrites `all`.
   */
  live(record: string, group: string, row = '', cell = '', all = false): Dot[] {
    const found = this.#find(record)
    if (!found) return []
    const rows = this.#statements.live.all(found.n, this.#groups.get(group) ?? -1, row, cell) as ValueRow[]
    if (all || rows.length < 2) return rows.map((each) => this.#dot(each))
    const shown = rows.reduce((best, each) => (this.#beats(each, best) ? each : best))
    return rows
      .filter((each) => each === shown || (each.value !== null && each.value === shown.value))
      .map((each) => this.#dot(each))
  }

  /** The dots a removal of this row takes away: all writes in it that are known here. */
  liveInRow(record: string, group: string, row: string): Dot[] {
    const found = this.#find(record)
    if (!found) return []
    const rows = this.#statements.liveInRow.all(found.n, this.#groups.get(group) ?? -1, row) as LiveRow[]
    return rows.map((each) => this.#dot(each))
  }

  /**
   * Carries out the ops of one change; adds the numbers of what it touched.
   * @param texts canonical JSON of the values, undefined where an op has none
   * @param redacted what it says of records that nobody knows here, and which this office may not see, is passed over
   * @param erased the ops that speak of an erased case: they touch it and write nothing
   */
  carryOut(
    body: ChangeBody,
    texts: readonly (string | undefined)[],
    at: number,
    touched: Touched,
    redacted = false,
    erased: ReadonlySet<number> = new Set(),
  ): void {
    for (const [index, op] of body.ops.entries()) {
      if (redacted && this.#isUnknown(op)) continue
      const { n, caseN, kind } = erased.has(index)
        ? this.#known(op.r, index)
        : this.#step(op, texts[index], { at, idx: index })
      if (caseN > 0 && !touched.cases.has(caseN)) touched.cases.add(caseN)
      else if (peopleKinds.has(kind)) touched.people.add(n)
    }
  }

  /** Other values of a change are shown now than when it was carried out: its writes that stand are given them. */
  revalue({ ops }: ChangeBody, texts: readonly (string | undefined)[], at: number, touched: Touched): void {
    for (const [idx, op] of ops.entries()) {
      if (op.t === 'new' || op.t === 'remove-row' || op.t === 'void' || op.t === 'erase') continue
      const record = this.#find(op.r)
      if (!record) continue
      const spot = { record: record.n, group: this.#group(op.g), row: ('row' in op && op.row) || '' }
      const text = writtenText(op, texts[idx])
      this.#statements.revalue.run(text, spot.record, spot.group, spot.row, slotOf(op).cell, at, idx)
      this.#conflicts.look(spot, record)
      this.#drawn(record)
      if (record.caseN > 0) touched.cases.add(record.caseN)
    }
  }

  /** Forgets all that is written of an erased case, and what is said of it and others. */
  empty(caseId: string): void {
    const { recordsOf, linksOf } = this.#statements
    const links = linksOf.all(caseId) as { n: number }[]
    for (const { n } of links) this.#links.add(n)
    const records = recordsOf.all({ caseId }) as { n: number }[]
    for (const { n } of records) this.#referrals.add(n)
    const state = this.#groups.get('state') ?? -1
    for (const [n, group] of [
      ...records.map((row) => [row.n, null] as const),
      ...links.map((row) => [row.n, state] as const),
    ])
      for (const drop of this.#drops) drop.run(n, group, group)
  }

  /** Some records have rows of their own in the lists. */
  #drawn({ n, kind }: Known): void {
    if (kind === 'link') this.#links.add(n)
    else if (kind === 'referral') this.#referrals.add(n)
  }

  /** The `referral` records written to since this was asked last. */
  takeReferrals(): ReadonlySet<number> {
    const taken = this.#referrals
    this.#referrals = new Set()
    return taken
  }

  /** The `link` records written to since this was asked last. */
  takeLinks(): ReadonlySet<number> {
    const taken = this.#links
    this.#links = new Set()
    return taken
  }

  /**
   * Index of the first op about a record that is not known here, or -1. A referral may come without its case, and so may the case's erasure.
   * @param shown the values of a change that came redacted: what shows none is no fault. Left out where it came whole
   * @param coming records that will be known by then
   * @param whole a referral waits for its case, too
   */
  firstUnknown(
    { ops }: ChangeBody,
    shown: readonly unknown[] | null = null,
    coming: ReadonlySet<string> = new Set(),
    whole = false,
  ): number {
    const brought = new Set<string>()
    const isKnown = (id: string): boolean => brought.has(id) || coming.has(id) || this.#find(id) !== null
    return ops.findIndex((op, index) => {
      if (op.t === 'erase' && this.isReferredTo(op.r)) return false
      if (op.t !== 'new') return !isKnown(op.r) && (shown === null || shown[index] !== undefined)
      const lacks = op.p !== undefined && !isKnown(op.p) && (whole || op.k !== 'referral')
      if (shown !== null && lacks) return false
      brought.add(op.r)
      return lacks
    })
  }

  #isUnknown(op: Op): boolean {
    if (op.t === 'new') return op.p !== undefined && op.k !== 'referral' && this.#find(op.p) === null
    return this.#find(op.r) === null && !(op.t === 'erase' && this.isReferredTo(op.r))
  }

  /** Did a referral of this case come without it? */
  isReferredTo(caseId: string): boolean {
    return this.#statements.about.get(caseId) !== undefined
  }

  #step(op: Op, value: string | undefined, by: Place): Known {
    if (op.t === 'new') return this.#create(op, by.at)
    if (op.t === 'erase') return this.#find(op.r) ?? { n: 0, caseN: 0, kind: 'case', form: null }
    const record = this.#known(op.r, by.idx)
    this.#drawn(record)
    const spot = { record: record.n, group: this.#group(op.g), row: ('row' in op && op.row) || '' }
    if (op.t === 'remove-row') this.#covers.add(spot, by, this.#places(op.o), 'gone')
    else if (op.t === 'void') this.#covers.takeBack(spot, this.#places(op.o))
    else if (!this.#put(op, value, spot, by)) return record
    this.#conflicts.look(spot, record)
    return record
  }

  #known(id: string, op: number): Known {
    const record = this.#find(id)
    if (!record) throw new LakanaError('bundle.invalid-content', { reason: 'record', op })
    return record
  }

  /** @returns whether conflicts may have come or gone by it */
  #put(op: Writing, value: string | undefined, spot: Spot, by: Place): boolean {
    const { cell } = slotOf(op)
    const over = op.t === 'add-row' ? [] : this.#places(op.o)
    if (op.t === 'resolve') this.#covers.add(spot, by, over, 'settled')
    else for (const { at, idx } of over) this.#statements.remove.run(spot.record, spot.group, spot.row, cell, at, idx)
    this.#statements.insert.run(spot.record, spot.group, spot.row, cell, by.at, by.idx, writtenText(op, value))
    if (over.length > 1 || op.t === 'resolve') return true
    return (
      this.#conflicts.hasOthers(spot, cell, by) || (spot.row !== '' && op.t !== 'add-row' && this.#covers.has(spot))
    )
  }

  #create(op: Extract<Op, { t: 'new' }>, at: number): Known {
    const parent = op.p === undefined ? null : this.#find(op.p)
    const about = op.p !== undefined && !parent ? op.p : null
    if (about !== null && op.k !== 'referral') throw new LakanaError('bundle.invalid-content', { reason: 'parent' })
    const known = this.#find(op.r)
    if (known) return known
    const { lastInsertRowid } = this.#statements.create.run(op.r, op.k, parent?.n ?? null, about, op.f ?? null, at)
    const n = Number(lastInsertRowid)
    const caseN = op.k === 'case' ? n : (parent?.n ?? 0)
    const created = { n, caseN, kind: op.k, form: op.f ?? null }
    this.#records.set(op.r, created)
    return created
  }

  #find(id: string): Known | null {
    const known = this.#records.get(id)
    if (known) return known
    const row = this.#statements.find.get(id) as
      | { n: number; kind: string; parent: number | null; form: string | null }
      | undefined
    if (!row) return null
    if (this.#records.size > 5000) this.#records.clear()
    const { n, kind, parent, form } = row
    const found = { n, caseN: kind === 'case' ? n : (parent ?? 0), kind, form }
    this.#records.set(id, found)
    return found
  }

  #group(name: string): number {
    const known = this.#groups.get(name)
    if (known !== undefined) return known
    const n = Number(this.#statements.createGroup.run(name).lastInsertRowid)
    this.#groups.set(name, n)
    return n
  }

  /** Does `a` stand before `b` where one must be shown? Higher lamport number, then replica, then index. */
  #beats(a: LiveRow, b: LiveRow): boolean {
    const lamport = (row: LiveRow): number => (this.#statements.lamport.get(row.at) as { lamport: number }).lamport
    const ahead = lamport(a) - lamport(b)
    if (ahead !== 0) return ahead > 0
    const [x, y] = [a, b].map((each) => this.#replicaName(Math.floor(each.at / seqSpan))) as [string, string]
    return x === y ? a.idx > b.idx : x > y
  }

  #places(dots: readonly Dot[]): Place[] {
    return dots.map((dot) => ({ at: this.#replicaNumber(dot[0]) * seqSpan + dot[1], idx: dot[2] }))
  }

  #dot(row: LiveRow): Dot {
    return [this.#replicaName(Math.floor(row.at / seqSpan)), row.at % seqSpan, row.idx]
  }
}

/** Canonical text of what an op puts into its group; null where its value is withheld. */
function writtenText(op: Writing, value: string | undefined): string | null {
  return value !== undefined && op.t === 'resolve'
    ? canonical(writtenBy(op, JSON.parse(value) as Json))
    : (value ?? null)
}

/** Where an op that carries a value writes it. */
export function slotOf(op: Writing): Slot {
  return { record: op.r, group: op.g, row: ('row' in op && op.row) || '', cell: ('f' in op && op.f) || '' }
}

type Name =
  | 'find'
  | 'create'
  | 'createGroup'
  | 'allGroups'
  | 'live'
  | 'liveInRow'
  | 'lamport'
  | 'insert'
  | 'revalue'
  | 'remove'
  | 'recordsOf'
  | 'about'
  | 'linksOf'

function prepare(db: Database): Record<Name, Statement> {
  return {
    find: db.prepare('SELECT n, kind, parent, form FROM record WHERE id = ?'),
    create: db.prepare('INSERT INTO record (id, kind, parent, about, form, at) VALUES (?, ?, ?, ?, ?, ?)'),
    createGroup: db.prepare('INSERT INTO grp (name) VALUES (?)'),
    allGroups: db.prepare('SELECT n, name FROM grp'),
    live: db.prepare(
      `SELECT at, idx, value FROM register WHERE record = ? AND grp = ? AND row = ? AND cell = ? AND settled = 0
       ORDER BY at, idx`,
    ),
    liveInRow: db.prepare(
      'SELECT at, idx FROM register WHERE record = ? AND grp = ? AND row = ? ORDER BY cell, at, idx',
    ),
    lamport: db.prepare('SELECT lamport FROM change WHERE at = ?'),
    insert: db.prepare('INSERT INTO register (record, grp, row, cell, at, idx, value) VALUES (?, ?, ?, ?, ?, ?, ?)'),
    revalue: db.prepare(
      'UPDATE register SET value = ? WHERE record = ? AND grp = ? AND row = ? AND cell = ? AND at = ? AND idx = ?',
    ),
    recordsOf: db.prepare(
      `SELECT n FROM record WHERE id = $caseId UNION SELECT x.n FROM record p JOIN record x ON x.parent = p.n WHERE p.id = $caseId
       UNION SELECT n FROM record WHERE about = $caseId`,
    ),
    about: db.prepare('SELECT 1 FROM record WHERE about = ? LIMIT 1'),
    linksOf: db.prepare(linksNaming),
    remove: db.prepare(
      'DELETE FROM register WHERE record = ? AND grp = ? AND row = ? AND cell = ? AND at = ? AND idx = ?',
    ),
  }
}
