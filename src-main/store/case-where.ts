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

/** Holds every column of the filters, and the few of the commonest. */
const wide = 'INDEXED BY case_filter'
const narrow = 'INDEXED BY case_by_status'

/** For the program's own needs; never for an answer to the window. */
export const wholeFile: ListView = { scope: { kind: 'all' }, names: true }

export interface Where {
  /** Conditions on `case_item c`, without the word WHERE; empty when everything fits. */
  readonly sql: string
  readonly args: readonly (string | number)[]
  /** The index that a count is to read: SQLite, without statistics, would guess. Empty where one condition has few cases by an index of its own. */
  readonly by: '' | typeof wide | typeof narrow | 'INDEXED BY case_by_worker' | 'NOT INDEXED'
}

const anywhere: Where = { sql: '', args: [], by: wide }

/** The scope of a person as a condition: the same answer as `reaches` of the domain, row for row (a test holds both together). */
export function scopeWhere(db: Database, scope: CaseScope): Where {
  const within = narrowed(db, scope)
  switch (within.kind) {
    case 'all':
      return anywhere
    case 'none':
      return { sql: '0', args: [], by: '' }
    case 'office':
      return {
        sql: '(c.office = ? OR c.n IN (SELECT case_n FROM former WHERE office = ?))',
        args: [within.office, within.office],
        by: wide,
      }
    case 'workers':
      return {
        sql: `(c.worker IN (${marks(within.workers)}) OR c.n IN (SELECT case_n FROM coworker WHERE person = ?))`,
        args: [...within.workers, within.coworker],
        by: wide,
      }
  }
}

/** A scope that leaves no case of this file out is no condition: a district has its own cases only, a small one has one team. */
export function narrowed(db: Database, scope: CaseScope): CaseScope {
  if (scope.kind !== 'office' && scope.kind !== 'workers') return scope
  const whole = scope.kind === 'office' ? isAllOf(db, scope.office) : isOnly(db, 'worker', scope.workers)
  return whole ? { kind: 'all' } : scope
}

/** Does this office keep every case here, or did it before? Two questions, since joined by OR they would be answered by reading every case. */
function isAllOf(db: Database, office: string): boolean {
  const kept = 'AND c.n NOT IN (SELECT case_n FROM former WHERE office = ?)'
  const others = ['c.office < ?', 'c.office > ?']
  return others.every(
    (other) =>
      prepared(db, `SELECT 1 FROM case_item c WHERE ${other} ${kept} LIMIT 1`).get(office, office) === undefined,
  )
}

/** Do these values make up a whole column? Goes from one value to the next by the index, and no further than there are values. */
function isOnly(db: Database, column: 'worker', values: readonly string[]): boolean {
  if (prepared(db, `SELECT 1 FROM case_item WHERE ${column} IS NULL LIMIT 1`).get() !== undefined) return false
  const found = prepared(
    db,
    `WITH RECURSIVE each (value) AS (
       SELECT min(${column}) FROM case_item
       UNION ALL SELECT (SELECT min(${column}) FROM case_item WHERE ${column} > value) FROM each WHERE value IS NOT NULL LIMIT ?
     ) SELECT value FROM each WHERE value IS NOT NULL`,
  )
  const known = new Set(values)
  return (found.pluck().all(known.size + 1) as string[]).every((value) => known.has(value))
}

/** The cases of some workers, and those where the person is a co-worker only, as two questions that an index answers. */
export function workersWhere({ workers, coworker }: CaseScope & { kind: 'workers' }, filters: Where): readonly Where[] {
  const more = filters.sql === '' ? '' : ` AND ${filters.sql}`
  const own = `c.worker IN (${marks(workers)})`
  const shared = `c.n IN (SELECT case_n FROM coworker WHERE person = ?) AND (c.worker IS NULL OR NOT ${own})`
  return [
    {
      sql: `${own}${more}`,
      args: [...workers, ...filters.args],
      by: filters.by === '' ? '' : 'INDEXED BY case_by_worker',
    },
    // By the number of the case alone, which is no index of SQLite's.
    { sql: `${shared}${more}`, args: [coworker, ...workers, ...filters.args], by: 'NOT INDEXED' },
  ]
}

function marks(values: readonly string[]): string {
  return values.map(() => '?').join(', ')
}

/** Both conditions together. */
export function and(one: Where, other: Where): Where {
  const sql = [one.sql, other.sql].filter((each) => each !== '').join(' AND ')
  const by = other.by === narrow && one.sql !== '' ? one.by : other.by
  return { sql, args: [...one.args, ...other.args], by: one.by === '' ? '' : by }
}

const riskNumber = { low: 1, medium: 2, high: 3 } as const

export interface Asked {
  readonly names: boolean
  readonly filters: CaseFilters
  readonly me: string
  readonly today: string
}

/** What a list was asked for, by the person `me`. @param names whether words are looked for among names, or codes only */
export function filterWhere({ names, filters, me, today }: Asked): Where {
  const parts: string[] = []
  const args: (string | number)[] = []
  const add = (sql: string, ...values: (string | number)[]): void => {
    parts.push(sql)
    args.push(...values)
  }
  const query = filters.text === undefined ? null : (names ? searchQuery : codeQuery)(filters.text)
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
  if (filters.overdue) add(`c.status = 'open' AND c.answered = 0 AND c.due_on < ?`, today)
  // A child whose age is only estimated is listed when any age of the estimate fits.
  if (filters.ageMin !== undefined) add('c.birth_from <= ?', addYears(today, -filters.ageMin))
  if (filters.ageMax !== undefined) add('c.birth_to > ?', addYears(today, -filters.ageMax - 1))
  return { sql: parts.join(' AND '), args, by: indexFor(filters, query !== null) }
}

function indexFor({ status: _status, risk: _risk, ...others }: CaseFilters, searched: boolean): Where['by'] {
  if (searched || others.commune) return ''
  if (others.mine || others.worker) return 'INDEXED BY case_by_worker'
  return Object.values(others).some((asked) => asked !== undefined && asked !== false) ? wide : narrow
}

/** The condition as a query takes it. */
export function whereSql({ sql }: Where): string {
  return sql === '' ? '' : `WHERE ${sql}`
}
