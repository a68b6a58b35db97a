import type { Database } from 'better-sqlite3-multiple-ciphers'
import { writtenBy } from '../domain/ledger/change.ts'
import type { ChangeBody, Dot, Id, Json } from '../domain/ledger/types.ts'
import { prepared } from './prepared.ts'
import { seqSpan } from './registers.ts'
import { parseValues } from './shown-values.ts'

/** The writes that give a field group its value now. */
export interface GroupWrites {
  /** That which is shown first; several where they differ, or say the same. */
  readonly dots: readonly Dot[]
  /** Who wrote what is shown, and when (claimed). */
  readonly person: Id
  readonly replica: Id
  readonly time: string
}

/** @returns null where nobody has written in the group */
export function groupWrites(db: Database, record: Id, group: string): GroupWrites | null {
  const rows = prepared(
    db,
    `SELECT p.id AS replica, v.at AS at, v.idx AS idx, c.body AS body FROM record x JOIN register v ON v.record = x.n
       JOIN grp g ON g.n = v.grp JOIN change c ON c.at = v.at JOIN replica p ON p.n = v.at / ${seqSpan}
     WHERE x.id = ? AND g.name = ? AND v.row = '' AND v.cell = '' AND v.settled = 0
     ORDER BY c.lamport DESC, p.id DESC, v.idx DESC`,
  ).all(record, group) as { replica: Id; at: number; idx: number; body: string }[]
  const [shown] = rows
  if (!shown) return null
  const { person, time } = JSON.parse(shown.body) as ChangeBody
  return {
    dots: rows.map(({ replica, at, idx }): Dot => [replica, at % seqSpan, idx]),
    person,
    replica: shown.replica,
    time,
  }
}

/** What one write put into its group; null where that is not held here. */
export function writtenAt(db: Database, [replica, seq, index]: Dot): Json | null {
  const row = prepared(
    db,
    `SELECT c.body AS body, c.vals AS vals FROM replica p JOIN change c ON c.at = p.n * ${seqSpan} + ? WHERE p.id = ?`,
  ).get(seq, replica) as { body: string; vals: string } | undefined
  const value = row ? parseValues(row.vals)[index] : undefined
  const op = row && row.body !== '' ? (JSON.parse(row.body) as ChangeBody).ops[index] : undefined
  return op === undefined || value === undefined ? null : writtenBy(op, value)
}
