import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { ChangeBody, Id, Op } from '../domain/ledger/types.ts'
import { asideAbout, epochsOf, formerCases, recordsOf } from '../store/custody.ts'
import { erasedCasesOf } from '../store/erasures.ts'
import type { Ledger, StoredChange } from '../store/ledger.ts'
import type { PeerRow } from '../store/peers.ts'
import { prepared } from '../store/prepared.ts'
import { listText, parseValues, saltsOf, textsOf } from '../store/shown-values.ts'
import type { Range } from './manifest.ts'

/** Groups of a case that tell an office which kept it before where it is now, and nothing else. */
const whereItIs: ReadonlySet<string> = new Set(['office', 'accepted'])

interface Lines {
  /** Sequence numbers of the changes that show something. */
  readonly shown: readonly number[]
  readonly from: number
}

/**
 * What an office below may see of the chains of others: all of the cases that it keeps by a hand-over; of those that it kept before, who keeps
 * them now, or that they were erased; and the names of those who write. Everything else of these chains travels as places.
 */
export class SeenBelow {
  readonly #db: Database
  readonly #ledger: Ledger
  readonly #peer: PeerRow
  readonly #kept: Readonly<Record<Id, number>>
  readonly #before: ReadonlySet<Id>
  /** Records of the cases that it keeps. */
  readonly #records = new Set<Id>()
  readonly #theirs: ReadonlySet<Id>
  readonly #isPerson

  constructor(db: Database, ledger: Ledger, peer: PeerRow) {
    this.#db = db
    this.#ledger = ledger
    this.#peer = peer
    this.#kept = epochsOf(db, peer.office)
    this.#before = new Set([...formerCases(db, peer.office), ...erasedCasesOf(db, peer.office)])
    this.#isPerson = db.prepare("SELECT 1 FROM record WHERE id = ? AND kind = 'person'")
    for (const id of Object.keys(this.#kept)) for (const record of recordsOf(db, id)) this.#records.add(record)
    this.#theirs = new Set(
      db.prepare('SELECT replica FROM certificate WHERE office = ?').pluck().all(peer.office) as Id[],
    )
  }

  /** The parts of other chains that the receiver has not acknowledged; from further back where a case is new to it. */
  ranges(): Record<Id, Range> {
    const ranges: Record<Id, Range> = {}
    for (const [replica, { shown, from }] of this.#lines()) {
      const to = shown.at(-1) ?? 0
      const hash = this.#ledger.hashAt(replica, to)
      if (to < from || hash === null) continue
      ranges[replica] = { from, to, prev: from === 1 ? null : this.#ledger.hashAt(replica, from - 1), hash }
    }
    return ranges
  }

  /** How many changes it has not acknowledged show it something. */
  get pending(): number {
    return [...this.#lines().values()].reduce((sum, { shown }) => sum + shown.length, 0)
  }

  /** A change as the receiver may have it: whole, redacted, or its place in the chain only. */
  cut(stored: StoredChange): StoredChange {
    if (stored.body === '' || this.#theirs.has(stored.replica)) return stored
    const { ops } = JSON.parse(stored.body) as ChangeBody
    const shows = ops.map((op) => this.#shows(op))
    if (shows.every(Boolean)) return stored
    if (!shows.includes(true)) return { ...stored, body: '', secret: null, vals: '[]' }
    const texts = textsOf(parseValues(stored.vals)).map((text, index) => (shows[index] ? text : undefined))
    return { ...stored, secret: saltsOf(texts, stored.secret), vals: listText(texts) }
  }

  #shows(op: Op): boolean {
    if (op.t === 'new') {
      if (op.p !== undefined && this.#records.has(op.p)) this.#records.add(op.r)
      return this.#records.has(op.r)
    }
    if (this.#records.has(op.r)) return true
    if (op.t === 'erase') return this.#before.has(op.r)
    if (whereItIs.has(op.g) && this.#before.has(op.r)) return true
    return op.g === 'name' && this.#isPerson.get(op.r) !== undefined
  }

  #lines(): Map<Id, Lines> {
    const found = new Map<Id, { shown: Set<number>; from: number }>()
    const { acked, cases } = this.#peer
    const note = (replica: Id, seq: number, back: boolean): void => {
      const known = acked[replica] ?? 0
      if (this.#theirs.has(replica) || (seq <= known && !back)) return
      const lines = found.get(replica) ?? { shown: new Set(), from: known + 1 }
      found.set(replica, lines)
      lines.shown.add(seq)
      lines.from = Math.min(lines.from, seq)
    }
    for (const [caseId, epoch] of Object.entries(this.#kept))
      for (const { replica, seq } of this.#about(caseId)) note(replica, seq, cases[caseId] !== epoch)
    for (const caseId of this.#before)
      for (const { replica, seq } of this.#about(caseId))
        if (seq > (acked[replica] ?? 0) && this.#showsIn(replica, seq)) note(replica, seq, false)
    return new Map([...found].map(([id, { shown, from }]) => [id, { shown: [...shown].sort((a, b) => a - b), from }]))
  }

  #about(caseId: Id): { replica: Id; seq: number }[] {
    const applied = prepared(
      this.#db,
      `SELECT p.id AS replica, t.at % 4294967296 AS seq FROM record x JOIN touch t ON t.case_n = x.n
         JOIN replica p ON p.n = t.at / 4294967296 WHERE x.id = ?`,
    ).all(caseId) as { replica: Id; seq: number }[]
    return [...applied, ...asideAbout(this.#db, caseId).map(({ body: { replica, seq } }) => ({ replica, seq }))]
  }

  #showsIn(replica: Id, seq: number): boolean {
    const stored = this.#ledger.change(replica, seq)
    return stored !== null && stored.body !== '' && this.cut(stored).body !== ''
  }
}
