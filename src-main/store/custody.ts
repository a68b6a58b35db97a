import type { Database } from 'better-sqlite3-multiple-ciphers'
import { type Custody, custodyOf, type HandOverWritten, handOverIn, judge } from '../domain/cases/custody.ts'
import { isOthersWord } from '../domain/cases/others-words.ts'
import type { ChangeBody, Id, RecordKind } from '../domain/ledger/types.ts'
import { prepared } from './prepared.ts'
import { allAside, setAside, takeUp } from './set-aside.ts'
import { parseValues } from './shown-values.ts'

/** A change about a case. */
export interface AboutCase {
  readonly at: number
  readonly body: ChangeBody
  readonly vals: string
  /** Why it is not applied; null where it is. */
  readonly aside: string | null
  /** What a person here decided about it, where it is a late edit. */
  readonly decided: string | null
}

type OfficeOf = (replica: Id) => Id

/** Who kept a case when. Null where nobody ever handed it over, or nobody knows it here. */
export function custodyIn(db: Database, caseId: Id, officeOf: OfficeOf): Custody | null {
  return everHandedOver(db, caseId) ? read(changesAbout(db, caseId), caseId, officeOf) : null
}

function everHandedOver(db: Database, caseId: Id): boolean {
  const values = prepared(
    db,
    `SELECT v.value FROM record x JOIN register v ON v.record = x.n JOIN grp g ON g.n = v.grp
     WHERE x.id = ? AND x.kind = 'case' AND g.name = 'office'`,
  )
  return (values.pluck().all(caseId) as (string | null)[]).some(
    (text) => text !== null && handOverIn(JSON.parse(text)) !== null,
  )
}

/** Every change about a case or its forms and notes, applied or not. */
export function changesAbout(db: Database, caseId: Id): AboutCase[] {
  const applied = prepared(
    db,
    `SELECT c.at AS at, c.body AS body, c.vals AS vals FROM record x JOIN touch t ON t.case_n = x.n JOIN change c ON c.at = t.at
     WHERE x.id = ?`,
  ).all(caseId) as { at: number; body: string; vals: string }[]
  return [
    ...applied.map((row) => ({ ...row, body: JSON.parse(row.body) as ChangeBody, aside: null, decided: null })),
    ...asideAbout(db, caseId),
  ]
}

/** The changes set aside that are about a case. */
export function asideAbout(db: Database, caseId: Id): AboutCase[] {
  const records = new Set(recordsOf(db, caseId))
  return allAside(db, Number.MAX_SAFE_INTEGER)
    .map(({ body, reason, ...row }) => ({ ...row, body: JSON.parse(body) as ChangeBody, aside: reason }))
    .filter(({ body }) => body.ops.some((op) => records.has(op.r) || (op.t === 'new' && op.p === caseId)))
}

/** Ids of the case, its forms and its notes. */
export function recordsOf(db: Database, caseId: Id): Id[] {
  const records = prepared(
    db,
    `SELECT id FROM record WHERE id = $caseId
     UNION ALL SELECT x.id FROM record p JOIN record x ON x.parent = p.n WHERE p.id = $caseId`,
  )
  return records.pluck().all({ caseId }) as Id[]
}

function read(changes: readonly AboutCase[], caseId: Id, officeOf: OfficeOf): Custody {
  // Who holds a stolen PC hands no case over.
  const believed = changes.filter(({ aside }) => aside !== 'revoked')
  const written = believed.flatMap(({ body, vals }): HandOverWritten[] => {
    const index = body.ops.findIndex((op) => op.t === 'set' && op.r === caseId && op.g === 'office')
    const handOver = index < 0 ? null : handOverIn(parseValues(vals)[index])
    const { replica, seq, lamport } = body
    return handOver ? [{ ...handOver, replica, seq, lamport, by: officeOf(replica) }] : []
  })
  const opening = changes.find(({ body }) => body.ops.some((op) => op.t === 'new' && op.r === caseId))
  return custodyOf(opening ? officeOf(opening.body.replica) : '', written)
}

/**
 * After a hand-over has come: judges again every change about the case, also those that came before it. What turns out to be late is set
 * aside, what waited and belongs to its author's epoch is taken up: the same set of changes gives the same wherever it comes in whatever
 * order. @returns whether anything did: then everything is to be drawn again
 */
export function judgeAgain(db: Database, caseId: Id, officeOf: OfficeOf): boolean {
  const changes = changesAbout(db, caseId)
  const custody = read(changes, caseId, officeOf)
  let moved = false
  const kinds = new Map(
    (
      prepared(
        db,
        'SELECT x.id AS id, x.kind AS kind FROM record x JOIN record p ON p.n = x.parent WHERE p.id = ?',
      ).all(caseId) as { id: Id; kind: RecordKind }[]
    ).map(({ id, kind }) => [id, kind]),
  )
  for (const { at, body, aside } of changes) {
    // Answers and words of others are written beside the case, not into it.
    if (body.ops.every((op) => isOthersWord(kinds.get(op.r) ?? 'case', op))) continue
    const verdict = judge(custody, officeOf(body.replica), body.replica, body.seq)
    if (aside === null && verdict === 'late') setAside(db, at, { reason: 'late', op: 0 })
    else if (aside === 'late' && verdict === 'own') takeUp(db, at)
    else continue
    moved = true
  }
  return moved
}

/** The offices that kept this case before. */
export function formerOffices(db: Database, caseId: Id): Id[] {
  const before = prepared(db, 'SELECT f.office FROM former f JOIN record x ON x.n = f.case_n WHERE x.id = ?')
  return before.pluck().all(caseId) as Id[]
}

/** A hand-over of this case as it would be written now by the office that keeps it: it hands over all that is known of the case here. */
export function nextHandOver(
  db: Database,
  caseId: Id,
  by: Id,
  to: Id,
): { readonly epoch: number; readonly handed: Record<Id, number>; readonly office: Id; readonly was: Id[] } {
  const handed: Record<Id, number> = {}
  for (const { body } of changesAbout(db, caseId)) handed[body.replica] = Math.max(handed[body.replica] ?? 0, body.seq)
  const was = formerOffices(db, caseId).filter((id) => id !== by)
  return { epoch: nextEpoch(db, caseId), handed, office: to, was: [...was, by] }
}

/** That of the next hand-over of this case, by what is known here. */
export function nextEpoch(db: Database, caseId: Id): number {
  return (transferOf(db, caseId)?.epoch ?? 0) + 1
}

/** How `transfer.accepted` says where a hand-over stands: a case that comes back has nothing to be accepted. */
export const transferState = { waits: 0, accepted: 1, back: 2 } as const

/** A hand-over as the lists know it. */
export interface TransferRow {
  readonly caseId: Id
  readonly epoch: number
  /** Who keeps the case now, and who handed it over. */
  readonly office: Id
  readonly giver: Id
  readonly givenOn: string
  readonly urgent: boolean
  /** Why it was sent back; empty where it was not, or where its words may not be read here. */
  readonly refusal: string
  readonly accepted: boolean
}

const columns = `x.id AS caseId, t.epoch AS epoch, t.office AS office, t.giver AS giver, t.given_on AS givenOn, t.urgent AS urgent,
  t.refusal AS refusal, t.accepted AS accepted`

type Row = Omit<TransferRow, 'urgent' | 'accepted'> & { readonly urgent: number; readonly accepted: number }

export function transferOf(db: Database, caseId: Id): TransferRow | null {
  const row = prepared(db, `SELECT ${columns} FROM record x JOIN transfer t ON t.case_n = x.n WHERE x.id = ?`).get(
    caseId,
  )
  return row ? mapped(row as Row) : null
}

/** Cases handed over to an office and not yet accepted: urgent ones first. */
export function waitingTransfers(db: Database, office: Id): TransferRow[] {
  const rows = prepared(
    db,
    `SELECT ${columns} FROM transfer t JOIN record x ON x.n = t.case_n WHERE t.office = ? AND t.accepted = 0
     ORDER BY t.urgent DESC, t.given_on, t.case_n`,
  ).all(office) as Row[]
  return rows.map(mapped)
}

/** Cases that one of these offices kept before and none of them keeps now. */
export function formerCases(db: Database, offices: Iterable<Id>): Id[] {
  return prepared(
    db,
    `SELECT DISTINCT x.id FROM json_each(?) o JOIN former f ON f.office = o.value JOIN transfer t ON t.case_n = f.case_n
       JOIN record x ON x.n = f.case_n WHERE t.office NOT IN (SELECT value FROM json_each(?)) ORDER BY x.id`,
  )
    .pluck()
    .all(...Array(2).fill(JSON.stringify([...offices]))) as Id[]
}

function mapped(row: Row): TransferRow {
  return { ...row, urgent: row.urgent === 1, accepted: row.accepted !== transferState.waits }
}
