import { hash } from 'node:crypto'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Act, LogDetails, Screen } from '../contract/access-log.ts'
import { canonical } from '../domain/ledger/canonical.ts'
import { prepared } from './prepared.ts'

export interface Access {
  /** As the PC's clock claims, ISO 8601. */
  readonly at: string
  readonly person: string | null
  readonly act: Act
  /** Id of a case or a person, code of an office. */
  readonly subject?: string | null
  readonly screen?: Screen | null
  readonly why?: string | null
  readonly details?: LogDetails
}

/** One line as it lies in the file. */
export interface LogLine {
  readonly n: number
  readonly at: string
  readonly session: number
  readonly tick: number
  readonly person: string | null
  readonly act: string
  readonly subject: string | null
  readonly screen: string | null
  readonly why: string | null
  /** Canonical JSON. */
  readonly details: string
  readonly hash: string
}

/** How far a log reaches: number of its last line (0: none yet) and that line's hash. */
export interface LogHead {
  readonly count: number
  readonly hash: string
}

export const lineColumns = 'n, at, session, tick, person, act, subject, screen, why, details, hash'
/** What stands before the first line. */
export const beforeFirst: LogHead = { count: 0, hash: '' }

/** Number of each open file's session in its log, and when that began on a clock that nobody sets. */
const sessions = new WeakMap<Database, { readonly number: number; readonly start: number }>()

/**
 * Appends one line, chained to the one before, so that a removed, edited, inserted or moved one is found. The last line is read each time:
 * what a rollback took back is never chained to.
 */
export function logAccess(db: Database, access: Access): void {
  const last = lastLine(db)
  const { number: session, start } = sessionOf(db, last.session)
  const line = {
    n: last.count + 1,
    at: access.at,
    session,
    tick: Math.floor(performance.now() - start),
    person: access.person,
    act: access.act,
    subject: access.subject ?? null,
    screen: access.screen ?? null,
    why: access.why ?? null,
    details: canonical(access.details ?? {}),
  }
  prepared(db, `INSERT INTO access_log (${lineColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
    ...Object.values(line),
    hashOf(last.hash, line),
  )
}

/**
 * As `logAccess`, safe from a killed program when it returns, but not yet from a power cut. Waiting for the disk would cost more than a look
 * itself, and as much as a save; `flushSoon` of the vault brings it there at once, beside the answer.
 */
export function logSoon(db: Database, access: Access): void {
  if (db.inTransaction) {
    logAccess(db, access)
    return
  }
  db.exec('PRAGMA synchronous=NORMAL')
  try {
    logAccess(db, access)
  } finally {
    db.exec('PRAGMA synchronous=FULL')
  }
}

export function hashOf(before: string, line: Omit<LogLine, 'hash'>): string {
  const { n, at, session, tick, person, act, subject, screen, why, details } = line
  return hash('sha256', canonical([before, n, at, session, tick, person, act, subject, screen, why, details]), 'hex')
}

export function logHead(db: Database): LogHead {
  const { count, hash } = lastLine(db)
  return { count, hash }
}

/** Where the lines in the table begin: after the newest archive. */
export function archivedHead(db: Database): LogHead {
  const row = prepared(db, 'SELECT to_n AS count, hash FROM access_archive ORDER BY to_n DESC LIMIT 1').get()
  return (row as LogHead | undefined) ?? beforeFirst
}

/** Acts that fill most of the log: not in the index by act, which would make each look dearer. Walking back finds them soon. */
export const frequentActs: readonly string[] = ['case.open', 'case.list', 'case.search']
/** Word for word the condition of the index: SQLite takes it for nothing else. */
export const notFrequent = "act NOT IN ('case.open', 'case.list', 'case.search')"

/** Marks of failed tries told lately: those that a power cut left beside the file as well. */
export function knownTries(db: Database): Set<string> {
  const rows = db
    .prepare(
      `SELECT details FROM access_log WHERE act = 'session.failed' AND ${notFrequent} ORDER BY n DESC LIMIT 1000`,
    )
    .all()
  return new Set(rows.map((row) => (JSON.parse((row as LogLine).details) as { try?: string }).try ?? ''))
}

function lastLine(db: Database): LogHead & { session: number } {
  const row = prepared(db, 'SELECT n AS count, hash, session FROM access_log ORDER BY n DESC LIMIT 1').get()
  return (row as (LogHead & { session: number }) | undefined) ?? { ...archivedHead(db), session: 0 }
}

function sessionOf(db: Database, last: number): { number: number; start: number } {
  const known = sessions.get(db)
  if (known) return known
  const begun = { number: last + 1, start: performance.now() }
  sessions.set(db, begun)
  return begun
}
