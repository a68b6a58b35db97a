import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'

interface Step {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

const ownFolder = fileURLToPath(new URL('../../migrations/', import.meta.url))

/** The numbered steps of a folder. Line ends are normalised, so that a Windows checkout has the same checksums. */
export function readSteps(folder: string = ownFolder): Step[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
      return { number: Number(name.slice(0, 4)), name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/** Number of the newest step this database has been through; 0 for a new file. */
export function schemaVersion(db: Database): number {
  const known = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'").get()
  if (!known) return 0
  const row = db.prepare('SELECT max(number) AS newest FROM migration').get() as { newest: number | null }
  return row.newest ?? 0
}

/**
 * Brings the database up to the newest step: each step and its record in one exclusive transaction, those of a new file all in one, since each
 * waits for the disk. Numbers may have holes; a step that came into one later is taken then.
 * `before` runs once when there is something to do to a database that already holds data (a backup).
 * `progress` is told before each step how many are done.
 * @throws vault.database-from-future when the file knows steps that this program does not; nothing is touched.
 * @throws vault.migration-altered when a step that the file went through reads differently now.
 */
export function migrate(
  db: Database,
  options: { folder?: string; before?: () => void; progress?: (done: number, total: number) => void } = {},
): void {
  const steps = readSteps(options.folder)
  const from = schemaVersion(db)
  const newest = steps.at(-1)?.number ?? 0
  if (from > newest) throw new LakanaError('vault.database-from-future', { database: from, program: newest })
  if (from > 0) refuseAltered(db, steps)
  const known = new Set(from > 0 ? (db.prepare('SELECT number FROM migration').pluck().all() as number[]) : [])
  const todo = steps.filter((step) => !known.has(step.number))
  if (todo.length > 0 && from > 0) options.before?.()
  const run = (): void => {
    for (const [done, step] of todo.entries()) {
      options.progress?.(done, todo.length)
      runStep(db, step)
    }
  }
  if (from === 0) db.transaction(run).exclusive()
  else run()
}

function runStep(db: Database, step: Step): void {
  db.transaction(() => {
    db.exec(`CREATE TABLE IF NOT EXISTS migration (
      number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL) STRICT`)
    db.exec(step.sql)
    db.prepare('INSERT INTO migration (number, name, checksum) VALUES (?, ?, ?)').run(
      step.number,
      step.name,
      step.checksum,
    )
  }).exclusive()
}

function refuseAltered(db: Database, steps: readonly Step[]): void {
  const done = db.prepare('SELECT number, checksum FROM migration').all() as { number: number; checksum: string }[]
  for (const { number, checksum } of done) {
    if (steps.find((step) => step.number === number)?.checksum !== checksum) {
      throw new LakanaError('vault.migration-altered', { step: number })
    }
  }
}
