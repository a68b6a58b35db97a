import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import type { ChangeBody, Draft, Json } from '../domain/ledger/types.ts'
import { forgetCertificates } from './certificates.ts'
import { takeNewLetter } from './incarnation.ts'
import { openLedger } from './ledger.ts'
import { type OfficeRow, readSelf, saveOffice } from './self.ts'
import { parseValues } from './shown-values.ts'

/**
 * The office just made on this PC turns out to be one that exists: it takes that one's id. What was written here so far, the accounts and texts
 * of a new office, is written again under that id, in a chain that begins anew: nobody has seen the first. In the caller's transaction.
 * @param letter that the office above gave this PC: none of those that it knows the office's other PCs to bear
 * @throws enrolment.has-cases where anything else is known here: it could not be told apart from what that office has written
 */
export function adoptOffice(db: Database, office: OfficeRow, letter?: string): void {
  const self = readSelf(db)
  if (!self) throw new LakanaError('vault.database-damaged')
  const count = (sql: string): number => db.prepare(sql).pluck().get() as number
  const others = db.prepare('SELECT count(*) FROM replica WHERE have > 0 AND id <> ?').pluck().get(self.replica)
  const cases = count("SELECT count(*) FROM record WHERE kind IN ('case', 'link')")
  if (others !== 0 || cases + count('SELECT count(*) FROM peer') > 0) throw new LakanaError('enrolment.has-cases')

  const written = openLedger(db, self.replica)
  const changes = [...written.read(self.replica, 1, written.head(self.replica)?.seq ?? 0)]
  db.exec('DELETE FROM change; DELETE FROM replica')
  forgetCertificates(db, self.replica)
  db.prepare('DELETE FROM office WHERE id = ?').run(self.office.id)
  saveOffice(db, office)
  db.prepare('UPDATE self SET office = ?').run(office.id)
  db.exec("DELETE FROM setting WHERE name = 'machine'")
  takeNewLetter(db, letter)

  const ledger = openLedger(db, self.replica)
  ledger.rebuild()
  for (const { body, vals } of changes) {
    const { person, role, time, doubt, ops } = JSON.parse(body) as ChangeBody
    const values = parseValues(vals.replaceAll(self.office.id, office.id))
    ledger.append(
      { person, role, time, ...(doubt ? { doubt } : {}) },
      ops.map((op, index) => draftOf(op, values[index] ?? {})),
    )
  }
}

/** What was asked of the ledger when this op was written. A PC alone with itself, without cases, has nothing to settle, take back or erase. */
function draftOf(op: ChangeBody['ops'][number], value: Json): Draft {
  if (op.t === 'resolve' || op.t === 'void' || op.t === 'erase') throw new LakanaError('enrolment.has-cases')
  if (op.t === 'new') return op
  if (op.t === 'remove-row') return { t: op.t, r: op.r, g: op.g, row: op.row }
  if (op.t === 'set') return { t: op.t, r: op.r, g: op.g, value }
  if (op.t === 'add-row') return { t: op.t, r: op.r, g: op.g, row: op.row, value }
  return { t: op.t, r: op.r, g: op.g, row: op.row, f: op.f, value }
}
