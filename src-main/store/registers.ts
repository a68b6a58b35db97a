import type { Database, Statement } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { commitmentOf } from '../domain/ledger/change.ts'
import type { ChangeBody, Dot, Op } from '../domain/ledger/types.ts'

/** A live write of a field group, as a table row. */
interface LiveRow {
  at: number
  idx: number
}

/** Where a write goes: a record's field group, or a cell group of one of its rows. */
interface Slot {
  readonly record: string
  readonly group: string
  readonly row: string
  readonly cell: string
}

/** A change's place in the `change` table. */
export const seqSpan = 2 ** 32

/**
 * The registers of the ledger: for each field group the writes that no known write overwrites. This is the only code that turns ops
 * into rows, for own changes, imported ones and `rebuild` alike.
 */
export class Registers {
  readonly #records = new Map<string, { n: number; caseN: number }>()
  readonly #groups = new Map<string, number>()
  readonly #statements: ReturnType<typeof prepare>
  readonly #replicaNumber: (id: string) => number
  readonly #replicaName: (n: number) => string

  constructor(db: Database, replicaNumber: (id: string) => number, replicaName: (n: number) => string) {
    this.#statements = prepare(db)
    this.#replicaNumber = replicaNumber
    this.#replicaName = replicaName
    for (const row of db.prepare('SELECT n, name FROM grp').all() as { n: number; name: string }[]) {
      this.#groups.set(row.name, row.n)
    }
  }

  /** Forget what was looked up: after a rollback the numbers may be others. */
  forget(): void {
    this.#records.clear()
    this.#groups.clear()
    for (const row of this.#statements.allGroups.all() as { n: number; name: string }[])
      this.#groups.set(row.name, row.n)
  }

  /** The dots a new write of this slot overwrites: all live ones. */
  live(record: string, group: string, row = '', cell = ''): Dot[] {
    const found = this.#find(record)
    if (!found) return []
    const rows = this.#statements.live.all(found.n, this.#groups.get(group) ?? -1, row, cell) as LiveRow[]
    return rows.map((each) => this.#dot(each))
  }

  /** The dots a removal of this row takes away: all live writes in it that are known here. */
  liveInRow(record: string, group: string, row: string): Dot[] {
    const found = this.#find(record)
    if (!found) return []
    const rows = this.#statements.liveInRow.all(found.n, this.#groups.get(group) ?? -1, row) as LiveRow[]
    return rows.map((each) => this.#dot(each))
  }

  /**
   * Carries out the ops of one change; adds the record numbers of the cases touched.
   * @param texts canonical JSON of the values, undefined where an op has none
   */
  carryOut(body: ChangeBody, texts: readonly (string | undefined)[], at: number, touched: Set<number>): void {
    for (const [index, op] of body.ops.entries()) {
      const caseN = this.#step(op, texts[index], at, index)
      if (caseN > 0 && !touched.has(caseN)) touched.add(caseN)
    }
  }

  #step(op: Op, value: string | undefined, at: number, index: number): number {
    if (op.t === 'new') return this.#create(op, at)
    const record = this.#find(op.r)
    if (!record) throw new LakanaError('bundle.invalid-content', { reason: 'record', op: index })
    if (op.t === 'remove-row') {
      const group = this.#group(op.g)
      for (const dot of op.o) this.#statements.removeInRow.run(record.n, group, op.row, this.#at(dot), dot[2])
      return record.caseN
    }
    const slot = slotOf(op)
    const group = this.#group(slot.group)
    if ('o' in op) {
      for (const dot of op.o) this.#statements.remove.run(record.n, group, slot.row, slot.cell, this.#at(dot), dot[2])
    }
    const text = value === undefined || commitmentOf(op) === null ? null : value
    this.#statements.insert.run(record.n, group, slot.row, slot.cell, at, index, text)
    return record.caseN
  }

  #create(op: Extract<Op, { t: 'new' }>, at: number): number {
    const parent = op.p === undefined ? null : this.#find(op.p)
    if (op.p !== undefined && !parent) throw new LakanaError('bundle.invalid-content', { reason: 'parent' })
    if (this.#find(op.r)) return 0
    const { lastInsertRowid } = this.#statements.create.run(op.r, op.k, parent?.n ?? null, op.f ?? null, at)
    const n = Number(lastInsertRowid)
    const caseN = op.k === 'case' ? n : (parent?.n ?? 0)
    this.#records.set(op.r, { n, caseN })
    return caseN
  }

  #find(id: string): { n: number; caseN: number } | null {
    const known = this.#records.get(id)
    if (known) return known
    const row = this.#statements.find.get(id) as { n: number; kind: string; parent: number | null } | undefined
    if (!row) return null
    if (this.#records.size > 20_000) this.#records.clear()
    const found = { n: row.n, caseN: row.kind === 'case' ? row.n : (row.parent ?? 0) }
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

  #at(dot: Dot): number {
    return this.#replicaNumber(dot[0]) * seqSpan + dot[1]
  }

  #dot(row: LiveRow): Dot {
    return [this.#replicaName(Math.floor(row.at / seqSpan)), row.at % seqSpan, row.idx]
  }
}

/** Where an op that carries a value writes it. */
export function slotOf(op: Exclude<Op, { t: 'new' } | { t: 'remove-row' }>): Slot {
  if (op.t === 'set') return { record: op.r, group: op.g, row: '', cell: '' }
  return { record: op.r, group: op.g, row: op.row, cell: op.t === 'set-row' ? op.f : '' }
}

function prepare(
  db: Database,
): Record<
  'find' | 'create' | 'createGroup' | 'allGroups' | 'live' | 'liveInRow' | 'insert' | 'remove' | 'removeInRow',
  Statement
> {
  return {
    find: db.prepare('SELECT n, kind, parent FROM record WHERE id = ?'),
    create: db.prepare('INSERT INTO record (id, kind, parent, form, at) VALUES (?, ?, ?, ?, ?)'),
    createGroup: db.prepare('INSERT INTO grp (name) VALUES (?)'),
    allGroups: db.prepare('SELECT n, name FROM grp'),
    live: db.prepare(
      'SELECT at, idx FROM register WHERE record = ? AND grp = ? AND row = ? AND cell = ? ORDER BY at, idx',
    ),
    liveInRow: db.prepare(
      'SELECT at, idx FROM register WHERE record = ? AND grp = ? AND row = ? ORDER BY cell, at, idx',
    ),
    insert: db.prepare('INSERT INTO register (record, grp, row, cell, at, idx, value) VALUES (?, ?, ?, ?, ?, ?, ?)'),
    remove: db.prepare(
      'DELETE FROM register WHERE record = ? AND grp = ? AND row = ? AND cell = ? AND at = ? AND idx = ?',
    ),
    removeInRow: db.prepare('DELETE FROM register WHERE record = ? AND grp = ? AND row = ? AND at = ? AND idx = ?'),
  }
}
