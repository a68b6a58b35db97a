import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { ReferralState } from '../contract/referrals.ts'
import { notedAs, referralState } from '../domain/cases/referral.ts'
import type { FormValues } from '../domain/forms/types.ts'
import type { ChangeBody, Id, Json } from '../domain/ledger/types.ts'
import { ValueReader } from './form-values.ts'
import { prepared } from './prepared.ts'

/** A referral as it stands. */
export interface ReferralRow {
  readonly id: Id
  readonly caseId: Id
  /** Is the case known here? At the receiver it is not, as a rule. */
  readonly known: boolean
  readonly receiver: Id
  readonly state: ReferralState
  /** Has the sender taken note of all that was answered? */
  readonly read: boolean
  readonly values: FormValues
  /** Groups whose value did not come. */
  readonly withheld: readonly string[]
  /** Whose change it was, where in his chain, and when his PC's clock claims. */
  readonly replica: Id
  readonly seq: number
  readonly person: Id
  readonly time: string
}

/** Draws `referral` from the registers of one record; whoever the referral is to must be known. */
export function drawReferral(db: Database, record: number): void {
  prepared(db, 'DELETE FROM referral WHERE record = ?').run(record)
  const { values } = new ValueReader(db).read(record)
  const { office } = values
  const state = referralState(values)
  if (typeof office !== 'string') return
  prepared(
    db,
    `INSERT INTO referral (record, case_id, receiver, state, read)
     SELECT x.n, coalesce(p.id, x.about), ?, ?, ? FROM record x LEFT JOIN record p ON p.n = x.parent WHERE x.n = ? AND x.kind = 'referral'`,
  ).run(office, state, values.noted === notedAs(state, feedbackIn(values)) ? 1 : 0, record)
}

/** How often the receiver has told what he did. */
export function feedbackIn({ feedback }: FormValues): number {
  return Array.isArray(feedback) ? feedback.length : 0
}

interface Row {
  readonly n: number
  readonly id: Id
  readonly caseId: Id
  readonly known: number
  readonly receiver: Id
  readonly state: ReferralState
  readonly read: number
  readonly replica: Id
  readonly seq: number
  readonly body: string
}

const rows = `SELECT x.n AS n, x.id AS id, f.case_id AS caseId, x.parent IS NOT NULL AS known, f.receiver AS receiver, f.state AS state, f.read AS read,
    p.id AS replica, x.at % 4294967296 AS seq, c.body AS body
  FROM referral f JOIN record x ON x.n = f.record JOIN change c ON c.at = x.at JOIN replica p ON p.n = x.at / 4294967296`

export function referralOf(db: Database, id: Id): ReferralRow | null {
  return read(db, prepared(db, `${rows} WHERE x.id = ?`).all(id) as Row[])[0] ?? null
}

/** To whom a referral is, as its registers say it, in the midst of an import too; null where nobody knows it here. */
export function receiverOf(db: Database, id: Id): Id | null {
  const found = prepared(
    db,
    `SELECT json_extract(v.value, '$.office') FROM record x JOIN register v ON v.record = x.n JOIN grp g ON g.n = v.grp
     WHERE x.id = ? AND x.kind = 'referral' AND g.name = 'to'`,
  ).pluck()
  return (found.get(id) as Id | null | undefined) ?? null
}

/** The newest first. */
export function referralsOf(db: Database, caseId: Id): ReferralRow[] {
  return read(db, prepared(db, `${rows} WHERE f.case_id = ? ORDER BY c.lamport DESC, x.at DESC`).all(caseId) as Row[])
}

/** Referrals to this office that it still has to answer, or to follow up; the oldest first. */
export function referralsTo(db: Database, office: Id): ReferralRow[] {
  const open = `${rows} WHERE f.receiver = ? AND f.state IN ('waiting', 'accepted') ORDER BY c.lamport, x.at`
  return read(db, prepared(db, open).all(office) as Row[])
}

/** Referrals of the cases of this office of which an answer is to be read; the oldest first. */
export function referralsAnswered(db: Database, office: Id): ReferralRow[] {
  const answered = `${rows} JOIN case_item i ON i.n = x.parent
    WHERE i.office = ? AND f.state IN ('accepted', 'refused', 'done') AND f.read = 0 ORDER BY c.lamport, x.at`
  return read(db, prepared(db, answered).all(office) as Row[])
}

/** Referrals of the cases of this office that are not at their end. */
export function referralsOpen(db: Database, office: Id): ReferralRow[] {
  const open = `${rows} JOIN case_item i ON i.n = x.parent WHERE i.office = ? AND f.state IN ('waiting', 'accepted') ORDER BY x.at`
  return read(db, prepared(db, open).all(office) as Row[])
}

/** What stands in each group of a referral. */
export function groupsOfReferral(db: Database, id: Id): Map<string, Json> {
  const n = prepared(db, "SELECT n FROM record WHERE id = ? AND kind = 'referral'").pluck().get(id)
  return typeof n === 'number' ? new ValueReader(db).groups(n) : new Map()
}

/** Ids of the referrals to an office that does not keep the case. */
export function referralsReceived(db: Database, office: Id): Id[] {
  const received = prepared(
    db,
    `SELECT x.id FROM referral f JOIN record x ON x.n = f.record LEFT JOIN case_item i ON i.n = x.parent
     WHERE f.receiver = $office AND i.office IS NOT $office`,
  )
  return received.pluck().all({ office }) as Id[]
}

/** Ids of the referrals to an office, and of those of the cases that it keeps: what it may see of the chains of others. */
export function referralsSeenBy(db: Database, office: Id): Id[] {
  return prepared(
    db,
    `SELECT x.id FROM referral f JOIN record x ON x.n = f.record WHERE f.receiver = $office
     UNION SELECT x.id FROM referral f CROSS JOIN record x ON x.n = f.record CROSS JOIN case_item i ON i.n = x.parent WHERE i.office = $office`,
  )
    .pluck()
    .all({ office }) as Id[]
}

/** The changes that wrote what stands in a record. */
export function changesOfRecord(db: Database, id: Id): { readonly body: ChangeBody; readonly vals: string }[] {
  const rows = prepared(
    db,
    `SELECT DISTINCT c.at, c.body AS body, c.vals AS vals FROM record x JOIN register v ON v.record = x.n JOIN change c ON c.at = v.at
     WHERE x.id = ?`,
  ).all(id) as { body: string; vals: string }[]
  return rows.map(({ body, vals }) => ({ body: JSON.parse(body) as ChangeBody, vals }))
}

function read(db: Database, found: readonly Row[]): ReferralRow[] {
  const reader = new ValueReader(db)
  return found.map(({ n, body, known, ...row }) => {
    const { values, withheld } = reader.read(n)
    const { person, time } = JSON.parse(body) as ChangeBody
    return { ...row, known: known === 1, read: row.read === 1, values, withheld, person, time }
  })
}
