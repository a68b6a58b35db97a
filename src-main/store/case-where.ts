import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { CaseFilters } from '../contract/cases.ts'
import type { CaseScope } from '../domain/access/scope.ts'
import { addYears } from '../domain/dates/days.ts'
import { prepared } from './prepared.ts'
import { codeQuery, searchQuery } from './search-query.ts'

/** Whose list it is: the cases that the person reaches, and whether he may know children by name. */
export interface ListView {
  readonly scope: CaseScope
  readonly names: boolean
}

/** For the program's own needs; never for an answer to the window. */
export const wholeFile: ListView = { scope: { kind: 'all' }, names: true }

export interface Where {
  /** Conditions on `case_item c`, without the word WHERE; empty when everything fits. */
  readonly sql: string
  readonly args: readonly (string | number)[]
  /** Some condition lets few cases through and has an index of its own. */
  readonly selective: boolean
}

/** Below this part of all cases, the cases that a person reaches are found by their index; above it, they are picked out of the rest. */
const fewShare = 1 / 8

/** The scope of a person as a condition: the same answer as `reaches` of the domain, row for row (a test holds both together). */
export function scopeWhere(db: Database, scope: CaseScope): Where {
  switch (scope.kind) {
    case 'all':
      return { sql: '', args: [], selective: false }
    case 'none':
      return { sql: '0', args: [], selective: true }
    case 'office': {
      const few = isFew(db, 'office = ?', [scope.office])
      // The plus keeps SQLite from opening every row of an index that leaves nothing out.
      return { sql: few ? 'c.office = ?' : '+c.office = ?', args: [scope.office], selective: few }
    }
    case 'workers': {
      const workers = `worker IN (${scope.workers.map(() => '?').join(', ')})`
      const args = [...scope.workers, scope.coworker]
      const coworker = 'SELECT case_n FROM coworker WHERE person = ?'
      if (!isFew(db, workers, scope.workers))
        return { sql: `(+c.${workers} OR c.n IN (${coworker}))`, args, selective: false }
      return { sql: `c.n IN (SELECT n FROM case_item WHERE ${workers} UNION ${coworker})`, args, selective: true }
    }
  }
}

/** SQLite keeps no statistics here: a bounded look at the index tells what they would. */
function isFew(db: Database, condition: string, args: readonly string[]): boolean {
  const all = prepared(db, 'SELECT coalesce(max(n), 0) FROM case_item').pluck().get() as number
  const limit = Math.ceil(all * fewShare)
  const found = prepared(db, `SELECT count(*) FROM (SELECT 1 FROM case_item WHERE ${condition} LIMIT ?)`)
  return (found.pluck().get(...args, limit) as number) < limit
}

const riskNumber = { low: 1, medium: 2, high: 3 } as const

/** Conditions of a list: what was asked for, within the scope of the person `me`. */
export function listWhere(
  db: Database,
  { scope, names }: ListView,
  filters: CaseFilters,
  me: string,
  today: string,
): Where {
  const within = scopeWhere(db, scope)
  const parts: string[] = within.sql === '' ? [] : [within.sql]
  const args: (string | number)[] = [...within.args]
  const add = (sql: string, ...values: (string | number)[]): void => {
    parts.push(sql)
    args.push(...values)
  }
  const query = filters.text === undefined ? null : (names ? searchQuery : codeQuery)(filters.text)
  if (query !== null) add('c.n IN (SELECT rowid FROM case_fts WHERE case_fts MATCH ?)', query)
  // The few cases in reach are opened one by one: no other index is to be tried before them.
  const own = within.selective ? '+' : ''
  if (filters.mine) add(`${own}c.worker = ?`, me)
  if (filters.status) add(`${own}c.status = ?`, filters.status)
  if (filters.risk) add(`${own}c.risk = ?`, riskNumber[filters.risk])
  if (filters.sex) add(`${own}c.sex = ?`, filters.sex)
  if (filters.commune) add(`${own}c.commune = ?`, filters.commune)
  if (filters.worker) add(`${own}c.worker = ?`, filters.worker)
  if (filters.office) add(`${own}c.office = ?`, filters.office)
  if (filters.registeredFrom) add(`${own}c.registered_on >= ?`, filters.registeredFrom)
  if (filters.registeredTo) add(`${own}c.registered_on <= ?`, filters.registeredTo)
  if (filters.overdue) add(`${own}c.status = 'open' AND c.answered = 0 AND c.due_on < ?`, today)
  // A child whose age is only estimated is listed when any age of the estimate fits.
  if (filters.ageMin !== undefined) add(`${own}c.birth_from <= ?`, addYears(today, -filters.ageMin))
  if (filters.ageMax !== undefined) add(`${own}c.birth_to > ?`, addYears(today, -filters.ageMax - 1))
  const narrow = query !== null || Boolean(filters.mine || filters.worker || filters.commune)
  return { sql: parts.join(' AND '), args, selective: narrow || within.selective }
}

/** The condition as a query takes it. */
export function whereSql({ sql }: Where): string {
  return sql === '' ? '' : `WHERE ${sql}`
}
