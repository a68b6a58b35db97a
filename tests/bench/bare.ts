import { join } from 'node:path'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import { foldName } from '../../src-main/domain/names/fold.ts'
import { searchKeys } from '../../src-main/domain/names/keys.ts'
import { openDatabase } from '../../src-main/vault/database.ts'
import { openVault } from '../../src-main/vault/vault.ts'
import { password, signIn } from './homes.ts'

/** A connection of our own to an office's file, beside the office's. */
export async function bareConnection(home: string): Promise<Database> {
  const vault = await openVault({ home, signInName: signIn, password })
  const key = vault.withDatabaseKey((bytes) => Buffer.from(bytes))
  vault.close()
  return openDatabase(join(home, 'office.db'), key)
}

type Cell = string | number | bigint | null | Buffer
type TableRow = Record<string, Cell>

const tables = ['change', 'record', 'register', 'touch', 'case_item'] as const
type Rows = Record<(typeof tables)[number] | 'case_fts', TableRow[]>

/** All the rows that the changes with these places in the ledger brought into the file. Reads whole tables. */
export function rowsOfChanges(db: Database, fromAt: number, toAt: number): Rows {
  const all = (sql: string): TableRow[] => db.prepare(sql).all(fromAt, toAt) as TableRow[]
  return withSearch({
    change: all('SELECT * FROM change WHERE at BETWEEN ? AND ?'),
    record: all('SELECT * FROM record WHERE at BETWEEN ? AND ?'),
    // By record: the table is ordered so, and nobody has an index by change.
    register: all('SELECT v.* FROM record r JOIN register v ON v.record = r.n WHERE r.at BETWEEN ? AND ?'),
    touch: all('SELECT * FROM touch WHERE at BETWEEN ? AND ?'),
    case_item: all('SELECT * FROM case_item WHERE n IN (SELECT case_n FROM touch WHERE at BETWEEN ? AND ?)'),
  })
}

/** The same of a case that one change has brought. */
export function rowsOfCase(db: Database, id: string): Rows {
  const { n } = db.prepare('SELECT n FROM record WHERE id = ?').get(id) as { n: number }
  const all = (sql: string): TableRow[] => db.prepare(sql).all({ n }) as TableRow[]
  return withSearch({
    change: all('SELECT * FROM change WHERE at = (SELECT at FROM record WHERE n = $n)'),
    record: all('SELECT * FROM record WHERE n = $n UNION ALL SELECT * FROM record WHERE parent = $n'),
    register: all('SELECT * FROM register WHERE record IN (SELECT n FROM record WHERE n = $n OR parent = $n)'),
    touch: all('SELECT * FROM touch WHERE case_n = $n'),
    case_item: all('SELECT * FROM case_item WHERE n = $n'),
  })
}

function withSearch(rows: Omit<Rows, 'case_fts'>): Rows {
  return { ...rows, case_fts: rows.case_item.map(searchRow) }
}

function searchRow(item: TableRow): TableRow {
  const names = [item.family_name, item.given_names, item.nickname, item.caregiver].join(' ')
  const code = String(item.code)
  return {
    rowid: item.n ?? null,
    names: foldName(names),
    keys: searchKeys(names).join(' '),
    codes: `${code.replaceAll('-', '')} ${code.replaceAll('-', ' ')}`.toLowerCase(),
  }
}

/** Inserts rows by prepared statements in one transaction, and nothing else. Prepare once, run often. */
export function bareInsert(db: Database, sample: Rows): (rows: Rows) => void {
  const statements = Object.entries(sample).map(([table, rows]) => {
    const columns = Object.keys(rows[0] ?? {})
    const places = columns.map(() => '?').join(', ')
    return [table, db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`), columns] as const
  })
  return (rows) => {
    db.exec('BEGIN IMMEDIATE')
    for (const [table, statement, columns] of statements) {
      for (const row of rows[table as keyof Rows]) statement.run(columns.map((column) => row[column] ?? null))
    }
    db.exec('COMMIT')
  }
}
