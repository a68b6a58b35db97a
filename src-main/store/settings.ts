import type { Database } from 'better-sqlite3-multiple-ciphers'
import { defaultTeamStandards, type TeamStandards } from '../domain/cases/team-standards.ts'
import { defaultTimeStandards, type TimeStandards } from '../domain/deadlines.ts'
import { prepared } from './prepared.ts'

/** Settings of the office, each a JSON value under its name. */
export function readSetting<T>(db: Database, name: string, fallback: T): T {
  const row = prepared(db, 'SELECT value FROM setting WHERE name = ?').get(name) as { value: string } | undefined
  return row ? (JSON.parse(row.value) as T) : fallback
}

export function writeSetting(db: Database, name: string, value: unknown): void {
  prepared(
    db,
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ).run(name, JSON.stringify(value))
}

export function readStandards(db: Database): TimeStandards {
  return readSetting(db, 'standards', defaultTimeStandards)
}

export function readTeamStandards(db: Database): TeamStandards {
  return readSetting(db, 'team', defaultTeamStandards)
}
