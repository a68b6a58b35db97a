import type { Database } from 'better-sqlite3-multiple-ciphers'
import { type Erasing, type ErasureReason, erasingIn } from '../domain/cases/erasure.ts'
import type { ChangeBody, Id } from '../domain/ledger/types.ts'
import { prepared } from './prepared.ts'
import { seqSpan } from './registers.ts'
import { parseValues } from './shown-values.ts'

/** What is left of an erased case. */
export interface Tombstone extends Erasing {
  readonly caseId: Id
  /** Whose change it was, where in his chain, and when his PC's clock claims. */
  readonly replica: Id
  readonly seq: number
  readonly person: Id
  readonly time: string
}

export interface ProposalRow {
  readonly caseId: Id
  readonly reason: ErasureReason
  readonly person: Id
  readonly at: string
}

/** Where a partner stands with an erasure: since when it is known to hold it, or null. */
export interface Confirmation {
  readonly peer: Id
  readonly office: Id
  readonly confirmedAt: string | null
}

interface Row {
  readonly caseId: Id
  readonly at: number
  readonly idx: number
  readonly replica: Id
  readonly body: string
  readonly vals: string
}

const rows = `SELECT e.case_id AS caseId, e.at AS at, e.idx AS idx, p.id AS replica, c.body AS body, c.vals AS vals
  FROM erasure e JOIN change c ON c.at = e.at JOIN replica p ON p.n = e.at / ${seqSpan}`
/** Where two people erased a case without knowing of each other, the first counts, everywhere the same. */
const inOrder = 'ORDER BY c.lamport, p.id, e.idx'

export function tombstoneOf(db: Database, caseId: Id): Tombstone | null {
  const found = prepared(db, `${rows} WHERE e.case_id = ? ${inOrder}`).all(caseId) as Row[]
  return found.flatMap(tombstone)[0] ?? null
}

/** All erased cases, the newest erasure first. */
export function tombstones(db: Database): Tombstone[] {
  const found = (prepared(db, `${rows} ${inOrder}`).all() as Row[]).flatMap(tombstone)
  const first = new Map<Id, Tombstone>()
  for (const each of found) if (!first.has(each.caseId)) first.set(each.caseId, each)
  return [...first.values()].reverse()
}

function tombstone({ caseId, at, idx, replica, body, vals }: Row): Tombstone[] {
  const value = erasingIn(parseValues(vals)[idx])
  const { person, time } = JSON.parse(body) as ChangeBody
  return value ? [{ ...value, caseId, replica, seq: at % seqSpan, person, time }] : []
}

/** A partner's receipt covers these erasures now. @param time as the PC's clock claims */
export function noteConfirmed(db: Database, peer: Id, acked: Readonly<Record<Id, number>>, time: string): void {
  prepared(
    db,
    `INSERT OR IGNORE INTO erasure_confirmed (case_id, peer, at)
     SELECT e.case_id, ?, ? FROM erasure e JOIN replica p ON p.n = e.at / ${seqSpan} JOIN json_each(?) a ON a.key = p.id
     WHERE a.value >= e.at % ${seqSpan}`,
  ).run(peer, time, JSON.stringify(acked))
}

/**
 * The partners that hold or held something of an erased case: the office above, and those below that are known to have kept it. Whose change
 * it was needs no receipt.
 */
export function confirmationsOf(db: Database, caseId: Id, above: Id | null): Confirmation[] {
  return prepared(
    db,
    `SELECT p.replica AS peer, p.office AS office, c.at AS confirmedAt
     FROM (SELECT replica, office FROM peer WHERE rowid IN (SELECT max(rowid) FROM peer GROUP BY office)) p
     LEFT JOIN erasure_confirmed c ON c.peer = p.replica AND c.case_id = ?
     WHERE (p.office = ? OR p.office IN (SELECT office FROM erased_office WHERE case_id = ?))
       AND p.replica NOT IN (SELECT r.id FROM erasure e JOIN replica r ON r.n = e.at / ${seqSpan} WHERE e.case_id = ?)
     ORDER BY p.office = ? DESC, p.office`,
  ).all(caseId, above, caseId, caseId, above) as Confirmation[]
}

export function proposalOf(db: Database, caseId: Id): ProposalRow | null {
  return (prepared(db, `${proposed} WHERE case_id = ?`).get(caseId) as ProposalRow | undefined) ?? null
}

/** The oldest first. */
export function proposals(db: Database): ProposalRow[] {
  return prepared(db, `${proposed} ORDER BY at, case_id`).all() as ProposalRow[]
}

const proposed = 'SELECT case_id AS caseId, reason, person, at FROM erasure_proposal'

export function propose(db: Database, { caseId, reason, person, at }: ProposalRow): void {
  prepared(db, 'INSERT INTO erasure_proposal (case_id, reason, person, at) VALUES (?, ?, ?, ?)').run(
    caseId,
    reason,
    person,
    at,
  )
}

export function dropProposal(db: Database, caseId: Id): void {
  prepared(db, 'DELETE FROM erasure_proposal WHERE case_id = ?').run(caseId)
}
