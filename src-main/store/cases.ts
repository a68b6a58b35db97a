import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { CaseFilters } from '../contract/cases.ts'
import { addYears } from '../domain/dates/days.ts'
import { prepared } from './prepared.ts'
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

/** The index that holds each order. */
const indexes: Record<CaseSort, string> = {
  name: 'case_by_name',
  risk: 'case_by_risk',
  registered: 'case_by_registration',
  changed: 'case_by_change',
  due: 'case_by_due',
}

interface Where {
  readonly sql: string
  readonly args: readonly (string | number)[]
  /** Some filter lets few cases through and has an index of its own. */
  readonly selective: boolean
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
    const by = where.selective ? '' : 'INDEXED BY case_filter'
    const count = prepared(this.#db, `SELECT count(*) AS total FROM case_item c ${by} ${where.sql}`)
    const { total } = count.get(...where.args) as { total: number }
    if (total === 0) return { total, rows: [] }
    const page = this.#walks(total, offset + limit) ? walking(where, sort) : gathering(where, sort)
    const rows = prepared(
      this.#db,
      `SELECT ${columns} FROM (${page}) c LEFT JOIN office o ON o.id = c.office ORDER BY ${orders[sort]}`,
    ).all(...where.args, limit, offset) as CaseRow[]
    return { total, rows }
  }

  /**
   * Two ways to a page: walk along the order and pass over what the filters refuse, or gather all that they let through and sort it. Which
   * opens fewer rows follows from how many there are; SQLite, without statistics, would guess.
   */
  #walks(total: number, wanted: number): boolean {
    const { all } = prepared(this.#db, 'SELECT coalesce(max(n), 0) AS "all" FROM case_item').get() as { all: number }
    return (wanted * all) / total < total
  }

  /** Best matches first; empty when nothing searchable was typed. */
  search(text: string, limit: number): CaseRow[] {
    const query = searchQuery(text)
    if (query === null) return []
    return prepared(
      this.#db,
      `SELECT ${columns} FROM (SELECT rowid AS n, rank FROM case_fts WHERE case_fts MATCH ? ORDER BY rank LIMIT ?) f
         JOIN case_item c ON c.n = f.n LEFT JOIN office o ON o.id = c.office ORDER BY f.rank, c.sort_name`,
    ).all(query, limit) as CaseRow[]
  }

  /** Cases that share at least one likely spelling with these names, most shared first. */
  alike(names: string, limit: number): CaseRow[] {
    const query = alikeQuery(names)
    if (query === null) return []
    return prepared(
      this.#db,
      `SELECT ${columns} FROM (SELECT rowid AS n, rank FROM case_fts WHERE case_fts MATCH ? ORDER BY rank LIMIT ?) f
         JOIN case_item c ON c.n = f.n LEFT JOIN office o ON o.id = c.office ORDER BY f.rank`,
    ).all(query, limit) as CaseRow[]
  }

  one(id: string): CaseRow | null {
    const row = prepared(
      this.#db,
      `SELECT ${columns} FROM case_item c LEFT JOIN office o ON o.id = c.office WHERE c.id = ?`,
    ).get(id)
    return (row as CaseRow | undefined) ?? null
  }

  /** Open cases of a worker that want attention first: late first responses, then risk, then due day. */
  first(worker: string, limit: number): CaseRow[] {
    return prepared(
      this.#db,
      `SELECT ${columns} FROM case_item c LEFT JOIN office o ON o.id = c.office WHERE c.worker = ? AND c.status = 'open'
         ORDER BY c.answered, c.risk DESC, c.due_on, c.n LIMIT ?`,
    ).all(worker, limit) as CaseRow[]
  }

  countsOf(worker: string, today: string): { open: number; overdue: number } {
    return prepared(
      this.#db,
      `SELECT count(*) AS open, coalesce(sum(answered = 0 AND due_on < ?), 0) AS overdue FROM case_item
         WHERE worker = ? AND status = 'open'`,
    ).get(today, worker) as { open: number; overdue: number }
  }

  /** Open cases by risk: index 0 not rated, 1 low, 2 medium, 3 high. */
  openByRisk(): number[] {
    const counts = [0, 0, 0, 0]
    const rows = prepared(
      this.#db,
      "SELECT risk, count(*) AS cases FROM case_item WHERE status = 'open' GROUP BY risk",
    ).all()
    for (const { risk, cases } of rows as { risk: number; cases: number }[]) counts[risk] = cases
    return counts
  }

  facets(): { total: number; workers: Facet[]; communes: Facet[]; offices: Facet[] } {
    const by = (column: 'worker' | 'commune' | 'office'): Facet[] =>
      prepared(
        this.#db,
        `SELECT ${column} AS id, count(*) AS cases FROM case_item WHERE ${column} IS NOT NULL GROUP BY ${column} ORDER BY 2 DESC LIMIT 400`,
      ).all() as Facet[]
    const { total } = prepared(this.#db, 'SELECT count(*) AS total FROM case_item').get() as { total: number }
    return { total, workers: by('worker'), communes: by('commune'), offices: by('office') }
  }
}

function walking(where: Where, sort: CaseSort): string {
  return `SELECT * FROM case_item c INDEXED BY ${indexes[sort]} ${where.sql} ORDER BY ${orders[sort]} LIMIT ? OFFSET ?`
}

/** The plus keeps SQLite from walking along the order here. */
function gathering(where: Where, sort: CaseSort): string {
  return `SELECT * FROM case_item c ${where.sql} ORDER BY +${orders[sort]} LIMIT ? OFFSET ?`
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
  const selective = query !== null || Boolean(filters.mine || filters.worker || filters.commune)
  return { sql: parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '', args, selective }
}
