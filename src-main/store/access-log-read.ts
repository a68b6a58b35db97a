import type { Database } from 'better-sqlite3-multiple-ciphers'
import { frequentActs, type LogLine, lineColumns, notFrequent } from './access-log.ts'
import { prepared } from './prepared.ts'

/** What lines are wanted. Days as UTC instants, ISO 8601: `from` included, `to` not. */
export interface LogQuestion {
  readonly person?: string | undefined
  readonly acts?: readonly string[] | undefined
  readonly subject?: string | undefined
  readonly screen?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The lines under number `before` that fit, the newest first. */
export function logPage(db: Database, asked: LogQuestion, before: number | null, limit: number): LogLine[] {
  const where: string[] = []
  const values: (string | number)[] = []
  const add = (sql: string, ...given: (string | number)[]): void => {
    where.push(sql)
    values.push(...given)
  }
  if (before !== null) add('n < ?', before)
  if (asked.person !== undefined) add('person = ?', asked.person)
  if (asked.subject !== undefined) add('subject = ?', asked.subject)
  const rare = asked.acts?.every((act) => !frequentActs.includes(act)) ?? false
  if (rare) where.push(notFrequent)
  if (asked.acts !== undefined) add(`act IN (${asked.acts.map(() => '?').join(', ')})`, ...asked.acts)
  if (asked.screen !== undefined) add('screen = ?', asked.screen)
  if (asked.from !== undefined || asked.to !== undefined) {
    const bounds = rare ? null : numbersBetween(db, asked)
    if (!rare && !bounds) return []
    if (bounds) add('n BETWEEN ? AND ?', bounds.least, bounds.most)
    add('at >= ? AND at < ?', asked.from ?? '', asked.to ?? '~')
  }
  const sql = `SELECT ${lineColumns} FROM access_log ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''} ORDER BY n DESC LIMIT ?`
  return prepared(db, sql).all(...values, limit) as LogLine[]
}

/** A period is a stretch of numbers, but for days on which the clock was wrong: the page walks only from its first line to its last. */
function numbersBetween(db: Database, { from, to }: LogQuestion): { least: number; most: number } | null {
  const sql = `SELECT min(n) AS least, max(most) AS most FROM
    (SELECT n, day, lead(n, 1, ${Number.MAX_SAFE_INTEGER}) OVER (ORDER BY n) - 1 AS most FROM access_day) WHERE day BETWEEN ? AND ?`
  const row = prepared(db, sql).get(from?.slice(0, 10) ?? '', to?.slice(0, 10) ?? '~') as {
    least: number | null
    most: number | null
  }
  return row.least === null || row.most === null ? null : { least: row.least, most: row.most }
}

/** The same question put to lines of an archive. */
export function fits(line: LogLine, asked: LogQuestion): boolean {
  return (
    (asked.person === undefined || line.person === asked.person) &&
    (asked.subject === undefined || line.subject === asked.subject) &&
    (asked.acts === undefined || asked.acts.includes(line.act)) &&
    (asked.screen === undefined || line.screen === asked.screen) &&
    line.at >= (asked.from ?? '') &&
    line.at < (asked.to ?? '~')
  )
}

/** Every open line about one case, the oldest first. */
export function linesAbout(db: Database, subject: string): LogLine[] {
  return prepared(db, `SELECT ${lineColumns} FROM access_log WHERE subject = ? ORDER BY n`).all(subject) as LogLine[]
}

/** Hash of an open line; null when it is not (any more) in the log. */
export function hashAtLine(db: Database, n: number): string | null {
  return (prepared(db, 'SELECT hash FROM access_log WHERE n = ?').pluck().get(n) as string | undefined) ?? null
}

export function openLines(db: Database): number {
  const row = prepared(db, 'SELECT max(n) - min(n) + 1 AS lines FROM access_log').get() as { lines: number | null }
  return row.lines ?? 0
}
