import type { Database } from 'better-sqlite3-multiple-ciphers'
import { isSensitive } from '../domain/conflicts/sensitive.ts'
import type { Place, Spot } from './covers.ts'

interface Entry extends Place {
  readonly cell: string
  readonly value: string | null
  readonly gone: number
}

/** What a record is, as far as a conflict in it asks. */
export interface Holder {
  readonly caseN: number
  readonly kind: string
  readonly form: string | null
}

/** Keeps `conflict` true to the registers: a pure function of what they hold, so that it is the same wherever the same changes are known. */
export class ConflictKeeper {
  readonly #statements

  constructor(db: Database) {
    this.#statements = {
      others: db.prepare(
        'SELECT 1 FROM register WHERE record = ? AND grp = ? AND row = ? AND cell = ? AND (at <> ? OR idx <> ?) LIMIT 1',
      ),
      entries: db.prepare(
        `SELECT cell, at, idx, value, gone FROM register WHERE record = ? AND grp = ? AND row = ? AND settled = 0
         ORDER BY cell, at, idx`,
      ),
      removals: db.prepare(
        "SELECT DISTINCT by_at AS at, by_idx AS idx FROM cover WHERE record = ? AND grp = ? AND row = ? AND kind = 'gone'",
      ),
      clear: db.prepare('DELETE FROM conflict WHERE record = ? AND grp = ? AND row = ?'),
      add: db.prepare(
        `INSERT INTO conflict (record, grp, row, cell, kind, case_n, sensitive, since_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
      groupName: db.prepare('SELECT name FROM grp WHERE n = ?').pluck(),
      order: db.prepare(
        `SELECT c.lamport AS lamport, p.id AS replica FROM change c JOIN replica p ON p.n = c.at / 4294967296 WHERE c.at = ?`,
      ),
    }
  }

  /** Is there another write of this slot beside this one? */
  hasOthers({ record, group, row }: Spot, cell: string, { at, idx }: Place): boolean {
    return this.#statements.others.get(record, group, row, cell, at, idx) !== undefined
  }

  /** Looks again at a group, or at all cells of one row. */
  look(spot: Spot, holder: Holder): void {
    const { record, group, row } = spot
    this.#statements.clear.run(record, group, row)
    // That two people have read a word, or answered a proposal, is no question to be settled.
    if (holder.kind === 'word') return
    const entries = this.#statements.entries.all(record, group, row) as Entry[]
    if (entries.length < 2) return
    if (row !== '' && entries.every((each) => each.gone > 0)) return
    const add = (cell: string, kind: 'values' | 'removed', since: number): void => {
      const name = this.#statements.groupName.get(group) as string
      const sensitive = isSensitive(holder.kind, holder.form, name, cell) ? 1 : 0
      this.#statements.add.run(record, group, row, cell, kind, holder.caseN, sensitive, since)
    }
    if (row !== '' && entries.some((each) => each.gone > 0)) add('', 'removed', this.#removedSince(spot, entries))
    for (const [cell, writes] of byCell(entries)) {
      // The place of a row among the others is nobody's statement about a child.
      if (row !== '' && cell === '') continue
      if (differ(writes)) add(cell, 'values', this.#inOrder(writes)[1]?.at ?? 0)
    }
  }

  /** The later of the first removal and the first write that it had not seen. */
  #removedSince({ record, group, row }: Spot, entries: readonly Entry[]): number {
    const [removal] = this.#inOrder(this.#statements.removals.all(record, group, row) as Place[])
    const [write] = this.#inOrder(entries.filter((each) => each.gone === 0))
    return removal && write ? (this.#inOrder([removal, write])[1]?.at ?? 0) : 0
  }

  /** By lamport number, then replica, then index: the same everywhere. */
  #inOrder<P extends Place>(places: readonly P[]): P[] {
    const keyed = places.map((place) => ({
      place,
      ...(this.#statements.order.get(place.at) as { lamport: number; replica: string }),
    }))
    keyed.sort(
      (a, b) =>
        a.lamport - b.lamport ||
        (a.replica < b.replica ? -1 : a.replica > b.replica ? 1 : 0) ||
        a.place.idx - b.place.idx,
    )
    return keyed.map(({ place }) => place)
  }
}

function byCell(entries: readonly Entry[]): Map<string, Entry[]> {
  const cells = new Map<string, Entry[]>()
  for (const entry of entries) cells.set(entry.cell, [...(cells.get(entry.cell) ?? []), entry])
  return cells
}

/** Values as canonical text; one that was withheld cannot be known to equal another. */
function differ(writes: readonly Entry[]): boolean {
  return (
    writes.length > 1 &&
    (writes.some((each) => each.value === null) || new Set(writes.map((each) => each.value)).size > 1)
  )
}
