import type { Database } from 'better-sqlite3-multiple-ciphers'
import { seqSpan } from './registers.ts'
import { readSelf } from './self.ts'

/** What a file holds, in figures. */
export interface Holds {
  readonly cases: number
  readonly changes: number
  /** Claimed time of the last change written by this office itself. */
  readonly lastChangeAt: string | null
  readonly office: { readonly code: string; readonly name: string }
}

export function holdsOf(db: Database): Holds | null {
  const self = readSelf(db)
  if (!self) return null
  const count = (sql: string): number => db.prepare(sql).pluck().get() as number
  const last = db
    .prepare(
      `SELECT c.body FROM replica r JOIN change c ON c.at = r.n * ${seqSpan} + r.have
       WHERE r.have > 0 AND (r.office = ? OR r.id = ?) AND c.body <> '' ORDER BY c.lamport DESC LIMIT 1`,
    )
    .pluck()
    .get(self.office.id, self.replica) as string | undefined
  return {
    cases: count('SELECT count(*) FROM case_item'),
    changes: count('SELECT coalesce(sum(have), 0) FROM replica'),
    lastChangeAt: last === undefined ? null : (JSON.parse(last) as { time: string }).time,
    office: { code: self.office.code, name: self.office.name },
  }
}

/** How far each chain is held. */
export function vectorOf(db: Database): Record<string, number> {
  const rows = db.prepare('SELECT id, have FROM replica WHERE have > 0').all() as { id: string; have: number }[]
  return Object.fromEntries(rows.map(({ id, have }) => [id, have]))
}

/** What a file holds above another's vector: what would be lost by going back to the other. */
export function aboveVector(
  db: Database,
  vector: Readonly<Record<string, number>>,
): { readonly changes: number; readonly newCases: number } {
  const changes = Object.entries(vectorOf(db)).reduce(
    (sum, [id, have]) => sum + Math.max(0, have - (vector[id] ?? 0)),
    0,
  )
  const found = db.prepare(`SELECT count(*) FROM record x WHERE x.kind = 'case' AND x.at > ? AND x.at < ?`)
  const replicas = db.prepare('SELECT n, id FROM replica').all() as { n: number; id: string }[]
  const newCases = replicas.reduce((sum, { n, id }) => {
    const from = n * seqSpan + (vector[id] ?? 0)
    return sum + (found.pluck().get(from, (n + 1) * seqSpan) as number)
  }, 0)
  return { changes, newCases }
}
