import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { prepared } from './prepared.ts'

/** How far offices that do not exchange with this one hold some chains: office, replica, seq. Shown, never relied on. */
export type Reach = Readonly<Record<Id, Readonly<Record<Id, number>>>>

/** Takes over what the office above says: it may be less than before, as of an office that lost its disk. */
export function noteReach(db: Database, reach: Reach): void {
  db.prepare('DELETE FROM reach').run()
  noteReachBeside(db, reach)
}

/** Takes over what another PC of this office has heard from the office above: whatever goes further than what is known here. */
export function noteReachBeside(db: Database, reach: Reach): void {
  const add = prepared(
    db,
    `INSERT INTO reach (office, replica, seq) VALUES (?, ?, ?)
     ON CONFLICT (office, replica) DO UPDATE SET seq = max(seq, excluded.seq)`,
  )
  for (const [office, chains] of Object.entries(reach))
    for (const [replica, seq] of Object.entries(chains)) add.run(office, replica, seq)
}

export function allReach(db: Database): { readonly office: Id; readonly replica: Id; readonly seq: number }[] {
  return prepared(db, 'SELECT office, replica, seq FROM reach ORDER BY office, replica').all() as {
    office: Id
    replica: Id
    seq: number
  }[]
}

/** Does this office hold that change, as far as the office above has said? */
export function hasReached(db: Database, office: Id, replica: Id, seq: number): boolean {
  return (
    prepared(db, 'SELECT 1 FROM reach WHERE office = ? AND replica = ? AND seq >= ?').get(office, replica, seq) !==
    undefined
  )
}
