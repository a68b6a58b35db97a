import { randomBytes } from 'node:crypto'
import SQLite, { type Database } from 'better-sqlite3-multiple-ciphers'
import type { Change, ChangeBody, Draft, Id } from '../../src-main/domain/ledger/types.ts'
import { type Ledger, openLedger } from '../../src-main/store/ledger.ts'
import { migrate } from '../../src-main/store/migrate.ts'
import { parseValues } from '../../src-main/store/shown-values.ts'

export const newId = (): Id => randomBytes(16).toString('hex')

/** Carries all that one ledger has over the other to it, as an import does: in causal order, in one transaction. */
export function carry(from: Ledger, db: Database, to: Ledger): void {
  const have = to.versionVector()
  const changes = Object.entries(from.versionVector())
    .flatMap(([replica, seq]) => [...from.read(replica, (have[replica] ?? 0) + 1, seq)])
    .sort((a, b) => a.lamport - b.lamport || (a.replica < b.replica ? -1 : 1))
  db.transaction(() => {
    for (const each of changes) {
      const body = JSON.parse(each.body) as ChangeBody
      const change: Change = { body, hash: each.hash, secret: each.secret, values: parseValues(each.vals) }
      to.apply(change, each.body, each.vals)
    }
    to.finish()
  }).immediate()
}

/** A ledger in memory: one PC, without office, keys or window. Its clock is set by hand. */
export class Replica {
  readonly db: Database
  readonly ledger: Ledger
  readonly person = newId()
  time = '2026-03-01T08:00:00Z'

  constructor(id: Id = newId()) {
    this.db = new SQLite(':memory:')
    migrate(this.db)
    this.ledger = openLedger(this.db, id)
  }

  write(drafts: readonly Draft[]): Change | null {
    return this.ledger.append({ person: this.person, role: 'case_worker', time: this.time }, drafts)
  }

  take(from: Replica): void {
    carry(from.ledger, this.db, this.ledger)
  }

  close(): void {
    this.db.close()
  }
}
