import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { FieldValue, FormValues, RowValue } from '../domain/forms/types.ts'
import type { Json } from '../domain/ledger/types.ts'

interface RegisterRow {
  name: string
  row: string
  cell: string
  at: number
  idx: number
  value: string | null
  gone: number
}

/** Arrays are read twice as fast as objects, and an import reads every case that it touches. */
type RawRow = [name: string, row: string, cell: string, at: number, idx: number, value: string | null, gone: number]

/** A record's field groups as one set of values, with what says whether somebody has changed it since. */
export interface RecordValues {
  readonly values: FormValues
  /** Groups (`group`, or `rows.group` of a cell) whose value did not come with its change. */
  readonly withheld: readonly string[]
  /** Other after every change of this record. */
  readonly revision: string
}

/**
 * Reads the current values of records. Where several writes of a group live side by side, the one with the higher lamport number,
 * then the higher replica, is shown: the same one everywhere.
 */
export class ValueReader {
  readonly #registers
  readonly #order

  constructor(db: Database) {
    this.#registers = db
      .prepare(
        `SELECT g.name, r.row, r.cell, r.at, r.idx, r.value, r.gone FROM register r JOIN grp g ON g.n = r.grp
         WHERE r.record = ? AND r.settled = 0 ORDER BY r.grp, r.row, r.cell, r.at, r.idx`,
      )
      .raw()
    this.#order = db.prepare(
      'SELECT c.lamport AS lamport, p.id AS replica FROM change c JOIN replica p ON p.n = c.at / 4294967296 WHERE c.at = ?',
    )
  }

  read(recordN: number): RecordValues {
    const { winners, revision } = this.#winners(recordN)
    return { values: assemble(winners), withheld: withheldIn(winners), revision }
  }

  /** The values of a record that has no rows, each group on its own. */
  groups(recordN: number): Map<string, Json> {
    const { winners } = this.#winners(recordN)
    return new Map(winners.map(({ name, value }) => [name, value === null ? {} : (JSON.parse(value) as Json)]))
  }

  #winners(recordN: number): { winners: RegisterRow[]; revision: string } {
    const winners: RegisterRow[] = []
    let count = 0
    let top = 0
    let covered = 0
    const alive = new Set<string>()
    for (const [name, row_, cell, at, idx, value, gone] of this.#registers.all(recordN) as RawRow[]) {
      const row: RegisterRow = { name, row: row_, cell, at, idx, value, gone }
      count += 1
      covered += gone
      if (row_ !== '' && gone === 0) alive.add(row_)
      top = Math.max(top, row.at)
      const last = winners.at(-1)
      if (last && last.name === row.name && last.row === row.row && last.cell === row.cell) {
        if (this.#beats(row, last)) winners[winners.length - 1] = row
      } else winners.push(row)
    }
    // A row is there, whole, as long as one write in it was not known to whoever took it away.
    const shown = covered === 0 ? winners : winners.filter((each) => each.row === '' || alive.has(each.row))
    return { winners: shown, revision: `${top}-${count}-${covered}` }
  }

  #beats(a: RegisterRow, b: RegisterRow): boolean {
    const [x, y] = [a, b].map((each) => this.#order.get(each.at) as { lamport: number; replica: string })
    if (!x || !y) return false
    if (x.lamport !== y.lamport) return x.lamport > y.lamport
    return x.replica === y.replica ? a.idx > b.idx : x.replica > y.replica
  }
}

function withheldIn(rows: readonly RegisterRow[]): string[] {
  const named = rows.flatMap(({ name, row, cell, value }) =>
    value !== null || (row !== '' && cell === '') ? [] : [row === '' ? name : `${name}.${cell}`],
  )
  return [...new Set(named)]
}

/** Ids of the rows that a group of rows holds. */
export function rowIds(value: FieldValue | undefined): string[] {
  return Array.isArray(value) ? value.flatMap((row) => (typeof row === 'object' ? [row.id] : [])) : []
}

function assemble(rows: readonly RegisterRow[]): FormValues {
  const values: Record<string, FieldValue> = {}
  const subforms = new Map<string, Map<string, { order: number; values: Record<string, FieldValue> }>>()
  for (const { name, row, cell, value } of rows) {
    const parsed = value === null ? {} : (JSON.parse(value) as Record<string, FieldValue>)
    if (row === '') Object.assign(values, parsed)
    else {
      const subform = subforms.get(name) ?? new Map()
      subforms.set(name, subform)
      const entry = subform.get(row) ?? { order: Number.MAX_SAFE_INTEGER, values: {} }
      subform.set(row, entry)
      if (cell === '') entry.order = Number(parsed.order ?? 0)
      else Object.assign(entry.values, parsed)
    }
  }
  for (const [name, subform] of subforms) {
    const list = [...subform].sort((a, b) => a[1].order - b[1].order || (a[0] < b[0] ? -1 : 1))
    values[name] = list.map(([id, entry]): RowValue => ({ id, values: entry.values }))
  }
  return values
}
