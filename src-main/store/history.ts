import type { Database } from 'better-sqlite3-multiple-ciphers'
import { proposedPlace } from '../domain/cases/proposal.ts'
import { writtenBy } from '../domain/ledger/change.ts'
import type { ChangeBody, Dot, Json, Op } from '../domain/ledger/types.ts'
import { seqSpan } from './registers.ts'
import { parseValues } from './shown-values.ts'

export interface HistoryItem {
  readonly kind:
    | 'case-opened'
    | 'form-opened'
    | 'field'
    | 'row-added'
    | 'row-field'
    | 'row-removed'
    | 'note'
    | 'case-state'
    | 'settled'
    | 'taken-back'
    | 'referral'
    | 'word'
  readonly form: string | null
  readonly field: string | null
  readonly row: string | null
  readonly cell: string | null
  readonly from: unknown
  readonly to: unknown
  /** Why a conflict was settled, or a settling taken back. */
  readonly reason: string | null
  /** What was written did not come with its change: `field` and `cell` are then names of groups. */
  readonly withheld: boolean
}

export interface HistoryEntry {
  readonly replica: string
  readonly seq: number
  readonly time: string
  readonly person: string
  readonly items: readonly HistoryItem[]
}

interface Origin {
  kind: string
  form: string | null
  /** Of a word, the replica of whoever said it. */
  by?: string
}

/** Of who keeps a case, and of why it was sent back; the rest is for the ledger. */
const toldOf: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['office', new Set(['office', 'urgent'])],
  ['refusal', new Set(['refusal'])],
])

type Values = Readonly<Record<string, unknown>>

/** What happened to one case, newest first, read from the ledger. */
export class CaseHistory {
  readonly #db: Database
  readonly #change
  readonly #replicaN

  constructor(db: Database) {
    this.#db = db
    this.#change = db.prepare('SELECT body, vals FROM change WHERE at = ?')
    this.#replicaN = db.prepare('SELECT n FROM replica WHERE id = ?')
  }

  page(caseId: string, offset: number, limit: number): { total: number; entries: HistoryEntry[] } {
    const record = this.#db.prepare("SELECT n FROM record WHERE id = ? AND kind = 'case'").get(caseId) as
      | { n: number }
      | undefined
    if (!record) return { total: 0, entries: [] }
    const { total } = this.#db.prepare('SELECT count(*) AS total FROM touch WHERE case_n = ?').get(record.n) as {
      total: number
    }
    const rows = this.#db
      .prepare(
        `SELECT c.at AS at, c.body AS body, c.vals AS vals FROM touch t JOIN change c ON c.at = t.at
         WHERE t.case_n = ? ORDER BY c.lamport DESC, c.at DESC LIMIT ? OFFSET ?`,
      )
      .all(record.n, limit, offset) as { at: number; body: string; vals: string }[]
    const origins = this.#origins(record.n)
    return { total, entries: rows.map((row) => this.#entry(row, origins)) }
  }

  /** These changes of a case, which may have been set aside: the forms that they open are known by them alone. */
  entriesOf(caseId: string, ats: readonly number[]): HistoryEntry[] {
    const record = this.#db.prepare('SELECT n FROM record WHERE id = ?').get(caseId) as { n: number } | undefined
    if (!record) return []
    const origins = this.#origins(record.n)
    return ats.flatMap((at) => {
      const row = this.#change.get(at) as { body: string; vals: string } | undefined
      if (!row) return []
      for (const op of (JSON.parse(row.body) as ChangeBody).ops)
        if (op.t === 'new' && op.p === caseId) origins.set(op.r, { kind: op.k, form: op.f ?? null })
      return [this.#entry(row, origins)]
    })
  }

  #entry(row: { body: string; vals: string }, origins: ReadonlyMap<string, Origin>): HistoryEntry {
    const body = JSON.parse(row.body) as ChangeBody
    const values = parseValues(row.vals)
    const all = body.ops.flatMap((op, index) => {
      const origin = origins.get(op.r)
      return origin ? this.#items(op, values[index], origin) : []
    })
    // A proposal comes with its words.
    const proposes = all.some(({ kind, field }) => kind === 'word' && field === 'proposed')
    const items = proposes ? all.filter(({ kind, field }) => kind !== 'word' || field === 'proposed') : all
    return { replica: body.replica, seq: body.seq, time: body.time, person: body.person, items }
  }

  #items(op: Op, value: Json | undefined, origin: Origin): HistoryItem[] {
    const base = {
      form: origin.form,
      field: null,
      row: null,
      cell: null,
      from: null,
      to: null,
      reason: null,
      withheld: false,
    }
    if (op.t === 'new') {
      if (op.k === 'case') return [{ ...base, kind: 'case-opened' }]
      return op.k === 'form' ? [{ ...base, kind: 'form-opened' }] : []
    }
    if (op.t === 'add-row' && origin.kind === 'referral') return []
    if (op.t === 'add-row') return [{ ...base, kind: 'row-added', field: op.g, row: op.row }]
    if (op.t === 'remove-row') return [{ ...base, kind: 'row-removed', field: op.g, row: op.row }]
    // An erased case has no history left to be read.
    if (op.t === 'erase') return []
    if (op.t === 'void')
      return [{ ...base, kind: 'taken-back', field: op.g, row: op.row ?? null, reason: reasonOf(value) }]
    if (value === undefined)
      return origin.kind === 'referral' || origin.kind === 'word' ? [] : [withheldItem(base, op, origin)]
    const after = (op.t === 'resolve' ? writtenBy(op, value) : (value ?? {})) as Values
    if (origin.kind === 'note') return [{ ...base, kind: 'note', to: after.text ?? null }]
    if (origin.kind === 'word') return wordItem(base, op.g, after, origin)
    if (origin.kind === 'referral') return referralItem(base, op.g, after)
    const before = this.#before(op.o)
    const all = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    const told = origin.kind === 'case' ? toldOf.get(op.g) : undefined
    const fields = told ? all.filter((field) => told.has(field)) : all
    // A settling says what holds from now on, also where that is one of the values there were.
    const changed = fields.filter((field) => op.t === 'resolve' || !sameText(before[field], after[field]))
    return changed.map((field) => {
      const step = { ...base, from: before[field] ?? null, to: after[field] ?? null }
      if (op.t === 'resolve') {
        const row = op.row === undefined ? { field } : { field: op.g, row: op.row, cell: field }
        return { ...step, ...row, kind: 'settled', reason: reasonOf(value) }
      }
      if (op.t === 'set-row') return { ...step, kind: 'row-field', field: op.g, row: op.row, cell: field }
      return { ...step, kind: origin.kind === 'case' ? 'case-state' : 'field', field }
    })
  }

  /** The values that the overwritten writes had. */
  #before(dots: readonly Dot[]): Values {
    let before: Values = {}
    for (const [replica, seq, index] of dots) {
      const { n } = this.#replicaN.get(replica) as { n: number }
      const row = this.#change.get(n * seqSpan + seq) as { body: string; vals: string } | undefined
      const value = row ? parseValues(row.vals)[index] : undefined
      const op = row && row.body !== '' ? (JSON.parse(row.body) as ChangeBody).ops[index] : undefined
      if (op && value !== undefined) before = { ...before, ...(writtenBy(op, value) as Values) }
    }
    return before
  }

  #origins(caseN: number): Map<string, Origin> {
    const rows = this.#db
      .prepare(
        `SELECT x.id AS id, x.kind AS kind, x.form AS form, p.id AS by FROM record x LEFT JOIN replica p ON p.n = x.at / ${seqSpan}
         WHERE x.n = ? OR x.parent = ?`,
      )
      .all(caseN, caseN)
    return new Map((rows as (Origin & { id: string })[]).map((row) => [row.id, row]))
  }
}

/** What was said in a word, or to one, and whose it is (`to`: a replica); what it says is read on itself. */
function wordItem(base: Omit<HistoryItem, 'kind'>, group: string, after: Values, { by }: Origin): HistoryItem[] {
  const answer = typeof after.answer === 'string' ? after.answer : 'noted'
  const told = proposedPlace(group) ? 'proposed' : group === 'noted' ? answer : group === 'word' ? 'word' : null
  return told === null ? [] : [{ ...base, kind: 'word', field: told, to: by ?? null }]
}

/** What a referral went through; what it says is read on itself. */
function referralItem(base: Omit<HistoryItem, 'kind'>, group: string, after: Values): HistoryItem[] {
  const told: Readonly<Record<string, unknown>> = {
    to: after.office,
    answer: after.answered,
    withdrawn: null,
    feedback: null,
    done: null,
  }
  return Object.hasOwn(told, group) ? [{ ...base, kind: 'referral', field: group, to: told[group] ?? null }] : []
}

function withheldItem(
  base: Omit<HistoryItem, 'kind'>,
  op: Exclude<Op, { t: 'new' | 'erase' }>,
  { kind }: Origin,
): HistoryItem {
  const step = { ...base, withheld: true }
  if (kind === 'note') return { ...step, kind: 'note' }
  if ('f' in op && op.f !== undefined && 'row' in op)
    return { ...step, kind: 'row-field', field: op.g, row: op.row ?? null, cell: op.f }
  return { ...step, kind: kind === 'case' ? 'case-state' : 'field', field: op.g }
}

function reasonOf(value: Json | undefined): string {
  const { reason } = (value ?? {}) as { readonly reason?: unknown }
  return typeof reason === 'string' ? reason : ''
}

function sameText(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
