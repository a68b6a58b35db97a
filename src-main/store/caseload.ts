import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { CaseToGive } from '../domain/cases/share-out.ts'
import type { Change, ChangeBody, Id } from '../domain/ledger/types.ts'
import type { Ledger } from './ledger.ts'
import { prepared } from './prepared.ts'
import { parseValues } from './shown-values.ts'

/** Open cases of one worker of this office at one risk. */
export interface LoadRow {
  readonly worker: Id | null
  readonly risk: number
  readonly open: number
  readonly overdue: number
  /** Claimed time of the newest change of any of them. */
  readonly last: string
}

export function loadRows(db: Database, office: Id, today: string): LoadRow[] {
  return prepared(
    db,
    `SELECT worker, risk, count(*) AS open, sum(answered = 0 AND due_on IS NOT NULL AND due_on < ?) AS overdue,
       max(changed_at) AS last FROM case_item WHERE office = ? AND status = 'open' GROUP BY worker, risk`,
  ).all(today, office) as LoadRow[]
}

/** Ids of the open cases of a worker of this office. */
export function openCasesOf(db: Database, office: Id, worker: Id): Id[] {
  return prepared(db, "SELECT id FROM case_item WHERE worker = ? AND status = 'open' AND office = ? ORDER BY n")
    .pluck()
    .all(worker, office) as Id[]
}

export function caseToGive(db: Database, id: Id): (CaseToGive & { readonly office: Id }) | null {
  const row = prepared(db, 'SELECT id, office, worker, status, risk FROM case_item WHERE id = ?').get(id) as
    | { id: Id; office: Id; worker: Id | null; status: string; risk: number }
    | undefined
  return row ? { id, office: row.office, worker: row.worker, open: row.status === 'open', risk: row.risk } : null
}

/** An open case that nobody follows: never given to anybody, or to somebody whose account has ended. */
export interface WaitingCase {
  readonly id: Id
  readonly worker: Id | null
  readonly risk: number
  /** Claimed time of its opening. */
  readonly openedAt: string
}

export function waitingCases(db: Database, office: Id): WaitingCase[] {
  const rows = prepared(
    db,
    `SELECT c.id, c.worker, c.risk, h.body FROM case_item c JOIN record r ON r.n = c.n JOIN change h ON h.at = r.at
     WHERE c.status = 'open' AND c.office = ?
       AND (c.worker IS NULL OR c.worker IN (SELECT id FROM person WHERE active = 0)) ORDER BY c.risk DESC, c.n`,
  ).all(office) as (Omit<WaitingCase, 'openedAt'> & { body: string })[]
  return rows.map(({ body, ...row }) => ({ ...row, openedAt: (JSON.parse(body) as ChangeBody).time }))
}

/** What one op of an assignment did. */
export interface Given {
  readonly id: Id
  readonly to: Id
  readonly before: Id | null
}

/**
 * What changes `from` to `to` of this replica gave to whom, and who had it before; null where one of them is anything but an assignment by
 * this person.
 */
export function givenIn(ledger: Ledger, person: Id, from: number, to: number): Given[] | null {
  const given: Given[] = []
  for (const { body, vals } of ledger.read(ledger.replica, from, to)) {
    const { ops, person: author } = JSON.parse(body) as Change['body']
    const values = parseValues(vals)
    for (const [index, op] of ops.entries()) {
      if (author !== person || op.t !== 'set' || op.g !== 'worker') return null
      const [dot] = op.o
      const past = dot ? ledger.change(dot[0], dot[1]) : null
      const before = dot && past ? workerIn(parseValues(past.vals)[dot[2]]) : null
      given.push({ id: op.r, to: workerIn(values[index]) ?? '', before })
    }
  }
  return given
}

function workerIn(value: unknown): Id | null {
  const { worker } = (value ?? {}) as { readonly worker?: unknown }
  return typeof worker === 'string' && worker !== '' ? worker : null
}
