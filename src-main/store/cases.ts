import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { CaseFilters } from '../contract/cases.ts'
import { addYears } from '../domain/dates/days.ts'
import { alikeQuery, searchQuery } from './search-query.ts'

/** One line of the lists, as stored. */
export interface CaseRow {
  n: number
  id: string
  code: string
  office: string
  officeCode: string | null
  status: 'open' | 'closed'
  risk: number
  family_name: string
  given_names: string
  nickname: string
  sex: string | null
  birth: string | null
  commune: string | null
  caregiver: string
  worker: string | null
  registered_on: string | null
  due_on: string | null
  answered: number
  changed_at: string
}

export type CaseSort = 'name' | 'risk' | 'registered' | 'changed' | 'due'

const columns = `c.n, c.id, c.code, c.office, o.code AS officeCode, c.status, c.risk, c.family_name, c.given_names, c.nickname, c.sex,
  c.birth, c.commune, c.caregiver, c.worker, c.registered_on, c.due_on, c.answered, c.changed_at`

const orders: Record<CaseSort, string> = {
  name: 'c.sort_name, c.n',
  risk: 'c.risk DESC, c.sort_name, c.n',
  registered: 'c.registered_on DESC, c.n',
  changed: 'c.changed_at DESC, c.n',
  due: 'c.answered, c.due_on IS NULL, c.due_on, c.n',
}

interface Where {
  readonly sql: string
  readonly args: readonly (string | number)[]
}

/** The lists of an office: narrow rows and their indexes only. */
export class CaseLists {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  page(
    filters: CaseFilters,
    me: string,
    today: string,
    sort: CaseSort,
    offset: number,
    limit: number,
  ): { total: number; rows: CaseRow[] } {
    const where = conditions(filters, me, today)
    const total = (
      this.#db.prepare(`SELECT count(*) AS total FROM case_item c ${where.sql}`).get(...where.args) as { total: number }
    ).total
    const rows = this.#db
      .prepare(
        `SELECT ${columns} FROM (SELECT * FROM case_item c ${where.sql} ORDER BY ${orders[sort]} LIMIT ? OFFSET ?) c
         LEFT JOIN office o ON o.id = c.office ORDER BY ${orders[sort]}`,
      )
      .all(...where.args, limit, offset) as CaseRow[]
    return { total, rows }
  }

  /** Best matches first; empty when nothing searchable was typed. */
  search(text: string, limit: number): CaseRow[] {
    const query = searchQuery(text)
    if (query === null) return []
    return this.#db
      .prepare(
        `SELECT ${columns} FROM (SELECT rowid AS n, rank FROM case_fts WHERE case_fts MATCH ? ORDER BY rank LIMIT ?) f
         JOIN case_item c ON c.n = f.n LEFT JOIN office o ON o.id = c.office ORDER BY f.rank, c.sort_name`,
      )
      .all(query, limit) as CaseRow[]
  }

  /** Cases that share at least one likely spelling with these names, most shared first. */
  alike(names: string, limit: number): CaseRow[] {
    const query = alikeQuery(names)
    if (query === null) return []
    return this.#db
      .prepare(
        `SELECT ${columns} FROM (SELECT rowid AS n, rank FROM case_fts WHERE case_fts MATCH ? ORDER BY rank LIMIT ?) f
         JOIN case_item c ON c.n = f.n LEFT JOIN office o ON o.id = c.office ORDER BY f.rank`,
      )
      .all(query, limit) as CaseRow[]
  }

  one(id: string): CaseRow | null {
    const row = this.#db
      .prepare(`SELECT ${columns} FROM case_item c LEFT JOIN office o ON o.id = c.office WHERE c.id = ?`)
      .get(id)
    return (row as CaseRow | undefined) ?? null
  }

  /** Open cases of a worker that want attention first: late first responses, then risk, then due day. */
  first(worker: string, limit: number): CaseRow[] {
    return this.#db
      .prepare(
        `SELECT ${columns} FROM case_item c LEFT JOIN office o ON o.id = c.office WHERE c.worker = ? AND c.status = 'open'
         ORDER BY c.answered, c.risk DESC, c.due_on, c.n LIMIT ?`,
      )
      .all(worker, limit) as CaseRow[]
  }

  countsOf(worker: string, today: string): { open: number; overdue: number } {
    return this.#db
      .prepare(
        `SELECT count(*) AS open, coalesce(sum(answered = 0 AND due_on < ?), 0) AS overdue FROM case_item
         WHERE worker = ? AND status = 'open'`,
      )
      .get(today, worker) as { open: number; overdue: number }
  }

  /** Open cases by risk: index 0 not rated, 1 low, 2 medium, 3 high. */
  openByRisk(): number[] {
    const counts = [0, 0, 0, 0]
    const rows = this.#db
      .prepare("SELECT risk, count(*) AS cases FROM case_item WHERE status = 'open' GROUP BY risk")
      .all()
    for (const { risk, cases } of rows as { risk: number; cases: number }[]) counts[risk] = cases
    return counts
  }

  facets(): { total: number; workers: Facet[]; communes: Facet[]; offices: Facet[] } {
    const by = (column: 'worker' | 'commune' | 'office'): Facet[] =>
      this.#db
        .prepare(
          `SELECT ${column} AS id, count(*) AS cases FROM case_item WHERE ${column} IS NOT NULL GROUP BY ${column} ORDER BY 2 DESC LIMIT 400`,
        )
        .all() as Facet[]
    const { total } = this.#db.prepare('SELECT count(*) AS total FROM case_item').get() as { total: number }
    return { total, workers: by('worker'), communes: by('commune'), offices: by('office') }
  }
}

export interface Facet {
  id: string
  cases: number
}

const riskNumber = { low: 1, medium: 2, high: 3 } as const

function conditions(filters: CaseFilters, me: string, today: string): Where {
  const parts: string[] = []
  const args: (string | number)[] = []
  const add = (sql: string, ...values: (string | number)[]): void => {
    parts.push(sql)
    args.push(...values)
  }
  const query = filters.text === undefined ? null : searchQuery(filters.text)
  if (query !== null) add('c.n IN (SELECT rowid FROM case_fts WHERE case_fts MATCH ?)', query)
  if (filters.mine) add('c.worker = ?', me)
  if (filters.status) add('c.status = ?', filters.status)
  if (filters.risk) add('c.risk = ?', riskNumber[filters.risk])
  if (filters.sex) add('c.sex = ?', filters.sex)
  if (filters.commune) add('c.commune = ?', filters.commune)
  if (filters.worker) add('c.worker = ?', filters.worker)
  if (filters.office) add('c.office = ?', filters.office)
  if (filters.registeredFrom) add('c.registered_on >= ?', filters.registeredFrom)
  if (filters.registeredTo) add('c.registered_on <= ?', filters.registeredTo)
  if (filters.overdue) add("c.status = 'open' AND c.answered = 0 AND c.due_on < ?", today)
  // A child whose age is only estimated is listed when any age of the estimate fits.
  if (filters.ageMin !== undefined) add('c.birth_from <= ?', addYears(today, -filters.ageMin))
  if (filters.ageMax !== undefined) add('c.birth_to > ?', addYears(today, -filters.ageMax - 1))
  return { sql: parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '', args }
}
