import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { CaseFilters } from '../contract/cases.ts'
import {
  and,
  filterWhere,
  type ListView,
  narrowed,
  scopeWhere,
  type Where,
  whereSql,
  workersWhere,
} from './case-where.ts'
import { prepared } from './prepared.ts'
import { alikeQuery, codeQuery, searchQuery } from './search-query.ts'

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
  risk: 'c.risk DESC, c.n DESC',
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

/** The lists of an office as one person may have them: narrow rows and their indexes only. */
export class CaseLists {
  readonly #db: Database
  readonly #view: ListView

  constructor(db: Database, view: ListView) {
    this.#db = db
    this.#view = view
  }

  page(
    filters: CaseFilters,
    me: string,
    today: string,
    sort: CaseSort,
    offset: number,
    limit: number,
  ): { total: number; rows: CaseRow[] } {
    const { names } = this.#view
    const scope = narrowed(this.#db, this.#view.scope)
    const asked = filterWhere({ names, filters, me, today })
    // Where names may not be known, the order of the alphabet would tell of them.
    const order = !names && sort === 'name' ? 'registered' : sort
    const found = scope.kind === 'workers' ? workersWhere(scope, asked) : [and(scopeWhere(this.#db, scope), asked)]
    const total = found.reduce((sum, where) => sum + this.#count(where), 0)
    if (total === 0) return { total, rows: [] }
    const walks = this.#walks(total, offset + limit)
    const where = walks ? and(scopeWhere(this.#db, scope), asked) : gathered(found)
    const page = walks ? walking(where, order) : gathering(where, order)
    const rows = prepared(
      this.#db,
      `SELECT ${columns} FROM (${page}) c LEFT JOIN office o ON o.id = c.office ORDER BY ${orders[order]}`,
    ).all(...where.args, limit, offset) as CaseRow[]
    return { total, rows }
  }

  #count(where: Where): number {
    const count = prepared(this.#db, `SELECT count(*) FROM case_item c ${where.by} ${whereSql(where)}`)
    return count.pluck().get(...where.args) as number
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
    const { names } = this.#view
    return this.#matching((names ? searchQuery : codeQuery)(text), limit, names ? 'c.sort_name' : 'c.n')
  }

  /** Cases that share at least one likely spelling with these names, most shared first. */
  alike(names: string, limit: number): CaseRow[] {
    return this.#matching(this.#view.names ? alikeQuery(names) : null, limit, 'c.n')
  }

  #matching(query: string | null, limit: number, then: string): CaseRow[] {
    if (query === null) return []
    const { sql, args } = scopeWhere(this.#db, this.#view.scope)
    const found =
      sql === ''
        ? 'SELECT rowid AS n, rank FROM case_fts WHERE case_fts MATCH ? ORDER BY rank LIMIT ?'
        : `SELECT f.rowid AS n, f.rank AS rank FROM case_fts f CROSS JOIN case_item c ON c.n = f.rowid
             WHERE f.case_fts MATCH ? AND ${sql} ORDER BY f.rank LIMIT ?`
    return prepared(
      this.#db,
      `SELECT ${columns} FROM (${found}) f JOIN case_item c ON c.n = f.n LEFT JOIN office o ON o.id = c.office
         ORDER BY f.rank, ${then}`,
    ).all(query, ...args, limit) as CaseRow[]
  }

  /** The case with this id, in scope or not: who may have it is decided before. */
  one(id: string): CaseRow | null {
    const row = prepared(
      this.#db,
      `SELECT ${columns} FROM case_item c LEFT JOIN office o ON o.id = c.office WHERE c.id = ?`,
    ).get(id)
    return (row as CaseRow | undefined) ?? null
  }

  /** Id of the case with this code; null when there is none. */
  idOfCode(code: string): string | null {
    const sql = 'SELECT id FROM case_item WHERE code = ?'
    return (prepared(this.#db, sql).pluck().get(code.toUpperCase()) as string | undefined) ?? null
  }

  /** Open cases of a worker that want attention first: late first responses, then risk, then due day. */
  first(worker: string, limit: number): CaseRow[] {
    const { sql, args } = this.#within("c.worker = ? AND c.status = 'open'", worker)
    return prepared(
      this.#db,
      `SELECT ${columns} FROM (SELECT c.n FROM case_item c ${sql} ORDER BY c.answered, c.risk DESC, c.due_on, c.n LIMIT ?) f
         JOIN case_item c ON c.n = f.n LEFT JOIN office o ON o.id = c.office
         ORDER BY c.answered, c.risk DESC, c.due_on, c.n`,
    ).all(...args, limit) as CaseRow[]
  }

  countsOf(worker: string, today: string): { open: number; overdue: number } {
    const { sql, args } = this.#within("c.worker = ? AND c.status = 'open'", worker)
    return prepared(
      this.#db,
      `SELECT count(*) AS open, coalesce(sum(answered = 0 AND due_on < ?), 0) AS overdue FROM case_item c ${sql}`,
    ).get(today, ...args) as { open: number; overdue: number }
  }

  /** Open cases by risk: index 0 not rated, 1 low, 2 medium, 3 high. */
  openByRisk(): number[] {
    const counts = [0, 0, 0, 0]
    const { sql, args } = this.#within("c.status = 'open'")
    const rows = prepared(this.#db, `SELECT risk, count(*) AS cases FROM case_item c ${sql} GROUP BY risk`).all(...args)
    for (const { risk, cases } of rows as { risk: number; cases: number }[]) counts[risk] = cases
    return counts
  }

  facets(): { total: number; workers: Facet[]; communes: Facet[]; offices: Facet[] } {
    const by = (column: 'worker' | 'commune' | 'office'): Facet[] => {
      const { sql, args } = this.#within(`c.${column} IS NOT NULL`)
      return prepared(
        this.#db,
        `SELECT ${column} AS id, count(*) AS cases FROM case_item c ${sql} GROUP BY ${column} ORDER BY 2 DESC LIMIT 400`,
      ).all(...args) as Facet[]
    }
    const { sql, args } = this.#within('1')
    const { total } = prepared(this.#db, `SELECT count(*) AS total FROM case_item c ${sql}`).get(...args) as {
      total: number
    }
    return { total, workers: by('worker'), communes: by('commune'), offices: by('office') }
  }

  #within(condition: string, ...args: string[]): { sql: string; args: readonly (string | number)[] } {
    const within = scopeWhere(this.#db, this.#view.scope)
    const sql = within.sql === '' ? condition : `${condition} AND ${within.sql}`
    return { sql: `WHERE ${sql}`, args: [...args, ...within.args] }
  }
}

function walking(where: Where, sort: CaseSort): string {
  return `SELECT * FROM case_item c INDEXED BY ${indexes[sort]} ${whereSql(where)} ORDER BY ${orders[sort]} LIMIT ? OFFSET ?`
}

/** All that was found by some questions, as one condition: each names its cases by an index that holds all it asks for. */
function gathered(found: readonly Where[]): Where {
  const [one] = found
  if (one && found.length === 1) return one
  const sql = found.map((where) => `SELECT c.n FROM case_item c ${where.by} ${whereSql(where)}`).join(' UNION ALL ')
  return { sql: `c.n IN (${sql})`, args: found.flatMap(({ args }) => args), by: '' }
}

/** The plus keeps SQLite from walking along the order here. */
function gathering(where: Where, sort: CaseSort): string {
  return `SELECT * FROM case_item c ${whereSql(where)} ORDER BY +${orders[sort]} LIMIT ? OFFSET ?`
}

export interface Facet {
  id: string
  cases: number
}
