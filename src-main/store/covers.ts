import type { Database, Statement } from 'better-sqlite3-multiple-ciphers'

/** A row number of `record`, a number of `grp`, and a row's id or nothing. */
export interface Spot {
  readonly record: number
  readonly group: number
  readonly row: string
}

/** An op by the place of its change and its index. */
export interface Place {
  readonly at: number
  readonly idx: number
}

/** `gone`: a removal of the row; `settled`: a decision of a person about a conflict. */
export type CoverKind = 'gone' | 'settled'

/**
 * Writes that an op hides without deleting them. What two ops cover stays hidden until both are taken back, and taking back twice is
 * taking back once: so the outcome is the same in whatever order offices learn of it.
 */
export class Covers {
  readonly #statements

  constructor(db: Database) {
    const where = 'record = ? AND grp = ? AND row = ? AND at = ? AND idx = ?'
    this.#statements = {
      add: db.prepare(
        'INSERT OR IGNORE INTO cover (record, grp, row, by_at, by_idx, at, idx, kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ),
      by: db.prepare(
        'SELECT at, idx, kind FROM cover WHERE record = ? AND grp = ? AND row = ? AND by_at = ? AND by_idx = ?',
      ),
      drop: db.prepare('DELETE FROM cover WHERE record = ? AND grp = ? AND row = ? AND by_at = ? AND by_idx = ?'),
      any: db.prepare('SELECT 1 FROM cover WHERE record = ? AND grp = ? AND row = ? LIMIT 1'),
      gone: { up: count(db, 'gone', '+', where), down: count(db, 'gone', '-', where) },
      settled: { up: count(db, 'settled', '+', where), down: count(db, 'settled', '-', where) },
      forget: db.prepare(`DELETE FROM register WHERE ${where}`),
    }
  }

  add({ record, group, row }: Spot, by: Place, covered: readonly Place[], kind: CoverKind): void {
    for (const { at, idx } of covered) {
      const { changes } = this.#statements.add.run(record, group, row, by.at, by.idx, at, idx, kind)
      if (changes > 0) this.#statements[kind].up.run(record, group, row, at, idx)
    }
  }

  /** What these ops cover stands again; what they wrote themselves is forgotten. An op that covers nothing is left alone. */
  takeBack({ record, group, row }: Spot, ops: readonly Place[]): void {
    for (const by of ops) {
      const covered = this.#statements.by.all(record, group, row, by.at, by.idx) as (Place & { kind: CoverKind })[]
      if (covered.length === 0) continue
      for (const { at, idx, kind } of covered) this.#statements[kind].down.run(record, group, row, at, idx)
      this.#statements.drop.run(record, group, row, by.at, by.idx)
      this.#statements.forget.run(record, group, row, by.at, by.idx)
    }
  }

  has({ record, group, row }: Spot): boolean {
    return this.#statements.any.get(record, group, row) !== undefined
  }
}

function count(db: Database, column: CoverKind, sign: '+' | '-', where: string): Statement {
  return db.prepare(`UPDATE register SET ${column} = ${column} ${sign} 1 WHERE ${where}`)
}
