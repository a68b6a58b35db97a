import type { Database } from 'better-sqlite3-multiple-ciphers'
import { archivedHead, type LogHead, type LogLine, lineColumns } from './access-log.ts'

/** Lines of one closed year. */
export interface ArchiveRow {
  readonly toN: number
  readonly fromN: number
  readonly year: number
  /** Hash of the line before the first, and of the last. */
  readonly prev: string
  readonly hash: string
  /** The signed text that vouches for the lines. */
  readonly doc: string
  /** NDJSON, compressed. */
  readonly lines: Buffer
}

const columns = 'to_n AS toN, from_n AS fromN, year, prev, hash, doc, lines'

export function allArchives(db: Database): ArchiveRow[] {
  return db.prepare(`SELECT ${columns} FROM access_archive ORDER BY to_n`).all() as ArchiveRow[]
}

export function archiveAt(db: Database, toN: number): ArchiveRow | null {
  const row = db.prepare(`SELECT ${columns} FROM access_archive WHERE to_n = ?`).get(toN)
  return (row as ArchiveRow | undefined) ?? null
}

/** Closed archives without their lines. */
export function archiveList(db: Database): { toN: number; year: number; lines: number }[] {
  const sql = 'SELECT to_n AS toN, year, to_n - from_n + 1 AS lines FROM access_archive ORDER BY to_n DESC'
  return db.prepare(sql).all() as { toN: number; year: number; lines: number }[]
}

export interface ClosedYear {
  readonly year: number
  readonly before: LogHead
  readonly lines: readonly LogLine[]
}

/**
 * The years at the beginning of the log whose lines were all written before `limit` (ISO day), one at a time. The chain is closed from its
 * old end only: a line dated later, by a wrong clock too, keeps those behind it open. Days that go back stay in the year under way.
 */
export function* yearsBefore(db: Database, limit: string): Generator<ClosedYear> {
  let before = archivedHead(db)
  let year = 0
  let lines: LogLine[] = []
  for (const line of linesBefore(db, limit)) {
    const its = Number(line.at.slice(0, 4))
    if (lines.length > 0 && its > year) {
      yield { year, before, lines }
      before = headOf(lines)
      lines = []
    }
    if (lines.length === 0) year = its
    lines.push(line)
  }
  if (lines.length > 0) yield { year, before, lines }
}

/** The line numbers that `yearsBefore` would give, as years, without reading the lines. */
export function yearsDue(db: Database, limit: string): number[] {
  const years = new Set<number>()
  for (const { at } of linesBefore(db, limit)) years.add(Number(at.slice(0, 4)))
  return [...years].sort()
}

function linesBefore(db: Database, limit: string): LogLine[] {
  const first = 'SELECT n FROM access_log NOT INDEXED WHERE at >= ? ORDER BY n LIMIT 1'
  const kept = db.prepare(first).pluck().get(limit) as number | undefined
  const upTo = kept ?? Number.MAX_SAFE_INTEGER
  return db.prepare(`SELECT ${lineColumns} FROM access_log WHERE n < ? ORDER BY n`).all(upTo) as LogLine[]
}

function headOf(lines: readonly LogLine[]): LogHead {
  const last = lines.at(-1)
  if (!last) throw new RangeError('a year without lines')
  return { count: last.n, hash: last.hash }
}

/** Puts an archive in the place of its lines. To be called in a transaction. */
export function replaceByArchive(db: Database, archive: ArchiveRow): void {
  const { toN, fromN, year, prev, hash, doc, lines } = archive
  db.prepare(
    'INSERT INTO access_archive (to_n, from_n, year, prev, hash, doc, lines) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(toN, fromN, year, prev, hash, doc, lines)
  db.prepare('DELETE FROM access_log WHERE n <= ?').run(toN)
}
