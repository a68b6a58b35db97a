import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { readSetting, writeSetting } from './settings.ts'

/** A setting as one PC of an office tells it to another: its value, how often it had been set, and by which PC last. */
export interface ToldSetting {
  readonly value: unknown
  readonly version: number
  readonly by: Id
}

export type ToldSettings = Readonly<Record<string, ToldSetting>>

const versionsName = 'setting-versions'

type Versions = Readonly<Record<string, Pick<ToldSetting, 'version' | 'by'>>>

/** Settings of the office that somebody has set, each with the version that it has here. */
export function toldSettings(db: Database): ToldSettings {
  const versions = readSetting<Versions>(db, versionsName, {})
  const told = Object.entries(versions).map(([name, at]) => [
    name,
    { value: readSetting<unknown>(db, name, null), ...at },
  ])
  return Object.fromEntries(told)
}

/** Sets settings of the office on this PC: each is one version newer than what is known. In the caller's transaction. */
export function setSettings(db: Database, values: Readonly<Record<string, unknown>>, by: Id): void {
  const versions = { ...readSetting<Versions>(db, versionsName, {}) }
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue
    writeSetting(db, name, value)
    versions[name] = { version: (versions[name]?.version ?? 0) + 1, by }
  }
  writeSetting(db, versionsName, versions)
}

/**
 * Takes those that another PC of the office has set more often; of two that were set as often without knowing of each other the same one counts on
 * both. In the caller's transaction. @returns the names of those that are new here
 */
export function takeSettings(db: Database, told: ToldSettings): string[] {
  const versions = { ...readSetting<Versions>(db, versionsName, {}) }
  const taken = Object.entries(told).filter(([name, { version, by }]) => {
    const known = versions[name] ?? { version: 0, by: '' }
    return version > known.version || (version === known.version && by > known.by)
  })
  for (const [name, { value, version, by }] of taken) {
    writeSetting(db, name, value)
    versions[name] = { version, by }
  }
  if (taken.length > 0) writeSetting(db, versionsName, versions)
  return taken.map(([name]) => name)
}
