import type { Database, Statement } from 'better-sqlite3-multiple-ciphers'

/** Furthest row looked for where even the last row of a table cannot be read. */
const farthest = 1_000_000
/** Looks in vain, one after the other, after which the rest of a span whose rows are not known to lie close is given up. */
const patience = 4_000

/** What SQLite answers when a page is not what was once written there. */
export function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(code)
}

/**
 * Gives every row that can still be read whose rowid lies within a span, in no set order: from the front to the first damage, from the back to
 * the last, then halves of what lies between, the widest first.
 * @param dense every number of the span is known to have a row: then none is given up
 * @returns false when something could not be read
 */
export function readSpan<R extends object>(
  db: Database,
  from: { readonly table: string; readonly rowid: string; readonly columns: string },
  span: readonly [low: number, high: number],
  take: (row: R) => void,
  dense = false,
): boolean {
  const sql = (order: 'ASC' | 'DESC') =>
    db.prepare<unknown[]>(
      `SELECT ${from.rowid} AS salvage_key, ${from.columns} FROM ${from.table}
       WHERE ${from.rowid} BETWEEN ? AND ? ORDER BY ${from.rowid} ${order}`,
    )
  const [forwards, backwards] = [sql('ASC'), sql('DESC')]
  const walk = (statement: Statement<unknown[]>, low: number, high: number, start: number) => {
    let reached = start
    try {
      for (const row of statement.iterate(low, high) as IterableIterator<R & { salvage_key: number }>) {
        take(row)
        reached = row.salvage_key
      }
      return { reached, whole: true }
    } catch (error) {
      if (!isDamage(error)) throw error
      return { reached, whole: false }
    }
  }
  let sound = true
  let inVain = 0
  const spans: [number, number][] = [[span[0], span[1]]]
  for (let next = 0; next < spans.length && (dense || inVain < patience); next += 1) {
    const [low, high] = spans[next] ?? [1, 0]
    const front = walk(forwards, low, high, low - 1)
    if (front.whole) continue
    sound = false
    const back = walk(backwards, front.reached + 1, high, high + 1)
    const [first, last] = [front.reached + 1, back.reached - 1]
    inVain = last - first < high - low ? 0 : inVain + 1
    if (back.whole || first >= last) continue
    const middle = Math.floor((first + last) / 2)
    spans.push([first, middle], [middle + 1, last])
  }
  return sound
}

/** Copies what can be read of a table into the same table of a new file; rows that are there already stay. @returns false as above */
export function copyTable(from: Database, to: Database, table: string): boolean {
  const columns = sharedColumns(from, to, table)
  if (columns.length === 0) return true
  const list = columns.map((name) => `"${name}"`).join(', ')
  const insert = to.prepare(`INSERT OR IGNORE INTO "${table}" (${list}) VALUES (${columns.map(() => '?').join(', ')})`)
  const take = (row: object): void => {
    insert.run(columns.map((name) => (row as Record<string, unknown>)[name]))
  }
  if (hasRowid(to, table)) {
    const quoted = `"${table}"`
    return readSpan(from, { table: quoted, rowid: 'rowid', columns: list }, [0, lastRow(from, quoted)], take)
  }
  return readBothWays(from, table, list, take)
}

function lastRow(db: Database, table: string): number {
  try {
    return (db.prepare(`SELECT max(rowid) FROM ${table}`).pluck().get() as number | null) ?? 0
  } catch (error) {
    if (!isDamage(error)) throw error
    return farthest
  }
}

/** Of a table without rowid: up to the first damage from either end. */
function readBothWays(db: Database, table: string, columns: string, take: (row: object) => void): boolean {
  const keys = (db.pragma(`table_info("${table}")`) as { name: string; pk: number }[])
    .filter(({ pk }) => pk > 0)
    .sort((a, b) => a.pk - b.pk)
  for (const order of ['ASC', 'DESC']) {
    const by = keys.map(({ name }) => `"${name}" ${order}`).join(', ')
    try {
      for (const row of db.prepare(`SELECT ${columns} FROM "${table}" ORDER BY ${by}`).iterate()) take(row as object)
      return order === 'ASC'
    } catch (error) {
      if (!isDamage(error)) throw error
    }
  }
  return false
}

function hasRowid(db: Database, table: string): boolean {
  const list = db.pragma('table_list') as { name: string; wr: number }[]
  return list.find(({ name }) => name === table)?.wr === 0
}

function sharedColumns(from: Database, to: Database, table: string): string[] {
  const names = (db: Database) => (db.pragma(`table_info("${table}")`) as { name: string }[]).map(({ name }) => name)
  const there = new Set(names(from))
  return names(to).filter((name) => there.has(name))
}
