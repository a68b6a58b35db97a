import { hash } from 'node:crypto'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import { canonical } from '../domain/ledger/canonical.ts'
import type { Json } from '../domain/ledger/types.ts'

export interface Access {
  /** As the PC's clock claims, ISO 8601. */
  readonly at: string
  readonly person: string | null
  /** `sign-in`, `export`, `import`, `refused-import`, … */
  readonly act: string
  readonly subject?: string | null
  readonly details?: Json
}

/** Appends one line; each line's hash covers the line before, so that a removed or edited one is found. */
export function logAccess(db: Database, access: Access): void {
  const last = db.prepare('SELECT n, hash FROM access_log ORDER BY n DESC LIMIT 1').get() as
    | { n: number; hash: string }
    | undefined
  const n = (last?.n ?? 0) + 1
  const details = canonical(access.details ?? {})
  const subject = access.subject ?? null
  const line = canonical([last?.hash ?? '', n, access.at, access.person, access.act, subject, details])
  db.prepare('INSERT INTO access_log (n, at, person, act, subject, details, hash) VALUES (?, ?, ?, ?, ?, ?, ?)').run(
    n,
    access.at,
    access.person,
    access.act,
    subject,
    details,
    hash('sha256', line, 'hex'),
  )
}
