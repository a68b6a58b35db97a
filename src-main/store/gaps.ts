import type { Database } from 'better-sqlite3-multiple-ciphers'

/** Changes of one replica that never came, both ends included. */
export interface Missing {
  readonly replica: string
  readonly from: number
  readonly to: number
}

export interface Gap {
  readonly missing: readonly Missing[]
  /** When it was found, as the PC's clock claimed. */
  readonly at: string
}

/** @param missing as `bundle.gap` tells it: `<replica>:<from>-<to>` each */
export function noteGap(db: Database, officeCode: string, missing: readonly string[], at: string): void {
  db.prepare('INSERT OR REPLACE INTO gap (office_code, missing, at) VALUES (?, ?, ?)').run(
    officeCode,
    JSON.stringify(missing),
    at,
  )
}

/** A bundle of the office was taken: what it needed is here. */
export function clearGap(db: Database, officeCode: string): void {
  db.prepare('DELETE FROM gap WHERE office_code = ?').run(officeCode)
}

export function gapOf(db: Database, officeCode: string): Gap | null {
  const row = db.prepare('SELECT missing, at FROM gap WHERE office_code = ?').get(officeCode)
  if (!row) return null
  const { missing, at } = row as { missing: string; at: string }
  return { missing: (JSON.parse(missing) as string[]).flatMap((text) => rangeOf(text) ?? []), at }
}

function rangeOf(text: string): Missing | null {
  const [, replica, from, to] = /^([0-9a-f]{32}):(\d+)-(\d+)$/.exec(text) ?? []
  return replica === undefined ? null : { replica, from: Number(from), to: Number(to) }
}
