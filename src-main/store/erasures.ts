import type { Database } from 'better-sqlite3-multiple-ciphers'
import { handOverIn } from '../domain/cases/custody.ts'
import { erasingIn } from '../domain/cases/erasure.ts'
import type { ChangeBody, Id, Json } from '../domain/ledger/types.ts'
import { prepared } from './prepared.ts'
import { allAside } from './set-aside.ts'

const none: ReadonlySet<number> = new Set()

/** Records of kind `link` that name a case, by its id: read from the registers, since what is drawn of them comes later than the op. */
export const linksNaming = `SELECT x.n AS n FROM record x JOIN register v ON v.record = x.n JOIN grp g ON g.n = v.grp
  WHERE x.parent IS NULL AND x.kind = 'link' AND g.name = 'cases' AND instr(v.value, ?) > 0`

/** Was this case erased? */
export function isErased(db: Database, caseId: Id): boolean {
  return prepared(db, 'SELECT 1 FROM erasure WHERE case_id = ? LIMIT 1').get(caseId) !== undefined
}

/** Erased cases of which one of these offices holds or held something. */
export function erasedCasesOf(db: Database, offices: Iterable<Id>): Id[] {
  return prepared(
    db,
    'SELECT DISTINCT case_id FROM erased_office WHERE office IN (SELECT value FROM json_each(?)) ORDER BY case_id',
  )
    .pluck()
    .all(JSON.stringify([...offices])) as Id[]
}

/**
 * Which cases were erased, and which ops speak of one. Whatever an op says of an erased case is no more: its value goes, and it writes nothing.
 * Only that its record came into being stays, so that later ops about it are known for what they are.
 */
export class Erasures {
  readonly #db: Database
  readonly #statements
  #cases = new Set<Id>()

  constructor(db: Database) {
    this.#db = db
    this.#statements = {
      all: db.prepare('SELECT DISTINCT case_id FROM erasure').pluck(),
      add: db.prepare('INSERT OR IGNORE INTO erasure (case_id, at, idx) VALUES (?, ?, ?)'),
      find: db.prepare(
        'SELECT x.kind AS kind, coalesce(p.id, x.about, x.id) AS caseId FROM record x LEFT JOIN record p ON p.n = x.parent WHERE x.id = ?',
      ),
      pair: db
        .prepare(
          `SELECT v.value FROM record x JOIN register v ON v.record = x.n JOIN grp g ON g.n = v.grp
           WHERE x.id = ? AND g.name = 'cases' AND v.value IS NOT NULL`,
        )
        .pluck(),
      hold: db.prepare('INSERT OR IGNORE INTO erased_office (case_id, office) VALUES (?, ?)'),
      holdReceivers: db.prepare(
        'INSERT OR IGNORE INTO erased_office SELECT case_id, receiver FROM referral WHERE case_id = ?',
      ),
    }
    this.reload()
  }

  /** After a rollback, or when the table was filled otherwise. */
  reload(): void {
    this.#cases = new Set(this.#statements.all.all() as Id[])
  }

  /** @returns false where the case was erased before */
  add(caseId: Id, at: number, idx: number): boolean {
    this.#statements.add.run(caseId, at, idx)
    if (this.#cases.has(caseId)) return false
    this.#cases.add(caseId)
    return true
  }

  /** Before a rebuild: the erasures that stand are known from the first change on. @returns the cases that were not known to be erased */
  collect(): Id[] {
    const before = this.#cases
    const rows = this.#db
      .prepare(
        `SELECT at, body FROM change WHERE instr(body, '"t":"erase"') > 0 AND at NOT IN (SELECT at FROM sync_issue)`,
      )
      .all() as { at: number; body: string }[]
    for (const { at, body } of rows)
      for (const [idx, op] of (JSON.parse(body) as ChangeBody).ops.entries())
        if (op.t === 'erase') this.#statements.add.run(op.r, at, idx)
    this.reload()
    return [...this.#cases].filter((id) => !before.has(id))
  }

  /**
   * Indexes of the ops that speak of an erased case.
   * @param opened records that other changes open, with the case that they belong to, where those changes are set aside
   */
  hits(
    { ops }: ChangeBody,
    texts: readonly (string | undefined)[],
    opened: ReadonlyMap<Id, Id> = new Map(),
  ): ReadonlySet<number> {
    if (this.#cases.size === 0) return none
    const found = new Set<number>()
    const holders = new Map<Id, { kind: string; caseId: Id }>(
      [...opened].map(([r, caseId]) => [r, { kind: 'form', caseId }]),
    )
    const pairs = new Map<Id, string>()
    for (const [index, op] of ops.entries()) {
      const text = texts[index]
      if (op.t === 'new') holders.set(op.r, { kind: op.k, caseId: op.p ?? op.r })
      if (op.t === 'new' || op.t === 'erase') continue
      const holder = holders.get(op.r) ?? this.#find(op.r)
      if (!holder) continue
      holders.set(op.r, holder)
      if (holder.kind !== 'link') {
        if (this.#cases.has(holder.caseId)) found.add(index)
      } else if (op.g === 'cases') {
        // Two ids tell nothing of a child; without them nobody would know what the rest speaks of.
        if (text !== undefined) pairs.set(op.r, text)
      } else if (this.#speaksOfErased(pairs.get(op.r) ?? this.#pair(op.r))) found.add(index)
    }
    return found
  }

  /** Places of all changes that may say something of this case: applied, set aside, or about it and another. */
  places(caseId: Id): number[] {
    const touching = this.#db.prepare('SELECT t.at FROM record x JOIN touch t ON t.case_n = x.n WHERE x.id = ?')
    // Few links, and no index of the changes that speak of them.
    const linking = this.#db.prepare(
      `SELECT c.at FROM (${linksNaming}) l JOIN record x ON x.n = l.n JOIN change c ON instr(c.body, x.id) > 0`,
    )
    const referring = this.#db.prepare(
      'SELECT c.at FROM record x JOIN change c ON instr(c.body, x.id) > 0 WHERE x.about = ?',
    )
    const aside = this.#db.prepare('SELECT at FROM sync_issue').pluck().all() as number[]
    const named = [touching, linking, referring].flatMap((statement) => statement.pluck().all(caseId) as number[])
    return [...new Set([...named, ...aside])]
  }

  /** Records that changes set aside would open, with the case that they belong to. */
  openedAside(): Map<Id, Id> {
    if (this.#cases.size === 0) return new Map()
    const bodies = allAside(this.#db, Number.MAX_SAFE_INTEGER).map(({ body }) => JSON.parse(body) as ChangeBody)
    const ops = bodies.flatMap((body) => body.ops)
    return new Map(ops.flatMap((op) => (op.t === 'new' && op.p !== undefined ? [[op.r, op.p] as const] : [])))
  }

  /** These offices hold or held something of the case, and must learn of its erasure. */
  noteOffices(caseId: Id, value: Json | undefined): void {
    const held = erasingIn(value) ?? handOverIn(value)
    for (const office of held ? [held.office, ...held.was] : []) this.#statements.hold.run(caseId, office)
  }

  /** So do those to which the child was referred. */
  noteReceivers(caseId: Id): void {
    this.#statements.holdReceivers.run(caseId)
  }

  /** A referral written by somebody who did not know of the erasure names one more. */
  noteReceiver(referral: Id, office: Json | undefined): void {
    const caseId = this.#find(referral)?.caseId
    if (caseId !== undefined && typeof office === 'string') this.#statements.hold.run(caseId, office)
  }

  #find(id: Id): { kind: string; caseId: Id } | null {
    return (this.#statements.find.get(id) as { kind: string; caseId: Id } | undefined) ?? null
  }

  #pair(link: Id): string {
    return this.#statements.pair.all(link).join()
  }

  #speaksOfErased(pair: string): boolean {
    return [...pair.matchAll(/[0-9a-f]{32}/g)].some(([id]) => this.#cases.has(id))
  }
}

/** What else is kept here of a case besides the ledger and what is drawn from it: what was being typed, what it looks like, why it was opened. */
export function dropBeside(db: Database, caseId: Id): void {
  const numbers = '(SELECT n FROM record WHERE id = ?)'
  for (const table of ['to_compare', 'case_verdict', 'doubtful'])
    db.prepare(`DELETE FROM ${table} WHERE case_n IN ${numbers}`).run(caseId)
  db.prepare(`DELETE FROM alike WHERE a IN ${numbers} OR b IN ${numbers}`).run(caseId, caseId)
  db.prepare('DELETE FROM draft WHERE instr(subject, ?) > 0').run(caseId)
  for (const table of ['erasure_proposal', 'sought']) db.prepare(`DELETE FROM ${table} WHERE case_id = ?`).run(caseId)
  db.prepare("UPDATE opening SET why = '', comment = '' WHERE case_id = ?").run(caseId)
}
