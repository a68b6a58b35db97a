import type { Database } from 'better-sqlite3-multiple-ciphers'
import { defaultTimeStandards, type TimeStandards } from '../domain/deadlines.ts'

/** Settings of the office, each a JSON value under its name. */
export function readSetting<T>(db: Database, name: string, fallback: T): T {
  const row = db.prepare('SELECT value FROM setting WHERE name = ?').get(name) as { value: string } | undefined
  return row ? (JSON.parse(row.value) as T) : fallback
}

export function writeSetting(db: Database, name: string, value: unknown): void {
  db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ).run(name, JSON.stringify(value))
}

export function readStandards(db: Database): TimeStandards {
  return readSetting(db, 'standards', defaultTimeStandards)
}
