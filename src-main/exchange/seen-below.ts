import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { ChangeBody, Id, Json, Op } from '../domain/ledger/types.ts'
import { saysConsent } from '../domain/sharing/says-consent.ts'
import { installationsIn } from '../store/certificates.ts'
import type { StoredChange } from '../store/chains.ts'
import { asideAbout, formerCases, recordsOf } from '../store/custody.ts'
import { erasedCasesOf } from '../store/erasures.ts'
import { lackedOf, missingIn } from '../store/lacking.ts'
import type { Ledger } from '../store/ledger.ts'
import { type PeerRow, wayTo } from '../store/peers.ts'
import { prepared } from '../store/prepared.ts'
import { changesOfRecord, referralsSeenBy } from '../store/referrals.ts'
import type { SelfRow } from '../store/self.ts'
import { listText, parseValues, saltsOf, textsOf } from '../store/shown-values.ts'
import { lastTakenUp, takenUpAfter } from '../store/taken-up.ts'
import { wordsFor } from '../store/words.ts'
import { keptFromOutside } from './kept.ts'
import type { Range } from './manifest.ts'
import { officesUnder, officesUnderAsKnownThere } from './offices-below.ts'

/** Groups of a case that tell an office which kept it before where it is now. */
const whereItIs: ReadonlySet<string> = new Set(['office', 'accepted'])

/** Who sees, and what he has. */
export type Seeing = Pick<PeerRow, 'office' | 'acked' | 'cases' | 'early' | 'lacking' | 'takenUp'>

interface Lines {
  /** Sequence numbers of the changes that show something. */
  readonly shown: readonly number[]
  readonly from: number
}

/** What a partner may see of the chains that do not go to it whole; null for the office above, to which all that goes is judged by consent. */
export function seenBy(db: Database, ledger: Ledger, self: SelfRow, peer: PeerRow): SeenBelow | null {
  const way = wayTo(self, peer)
  if (way === 'up') return null
  return new SeenBelow(db, ledger, peer, officesUnderAsKnownThere(db, peer.office))
}

/**
 * What an office below may see of the chains of others: all of the cases that it keeps by a hand-over, or that an office under it has brought along
 * from where it was before; of those that it, or an office under it, kept before, who keeps
 * them now, or that they were erased, and what was agreed to, since that decides what it may tell of the case and what it must take back; and
 * the names of those who write; referrals to it; and referrals and words of others on cases that it keeps. Everything else of these chains travels as places. Another PC of this office sees the same of the chains that came
 * from above.
 */
export class SeenBelow {
  /** Up to which of the changes taken up late it is told of here (`store/taken-up.ts`). */
  readonly takenUp: number
  readonly #db: Database
  readonly #ledger: Ledger
  readonly #peer: Seeing
  readonly #kept: Readonly<Record<Id, number>>
  readonly #before: ReadonlySet<Id>
  /** Cases that it says it keeps, and does not: another hand-over counts. */
  readonly #mistaken: ReadonlySet<Id>
  /** Records of the cases that it keeps. */
  readonly #records = new Set<Id>()
  /** Forms 1A of the cases that it kept before. */
  readonly #consents = new Set<Id>()
  /** Referrals to it, and referrals and words on cases that it keeps. */
  readonly #beside: ReadonlySet<Id>
  readonly #theirs: ReadonlySet<Id>
  readonly #isPerson
  readonly #isTakenUp

  /**
   * @param whole offices whose chains go whole in any case
   * @param only the one case that it is to see, where it is not to see all that it may
   */
  constructor(db: Database, ledger: Ledger, peer: Seeing, whole: ReadonlySet<Id>, only?: Id) {
    this.#db = db
    this.#ledger = ledger
    this.#peer = peer
    this.takenUp = lastTakenUp(db)
    this.#isTakenUp = takenUpAfter(db, peer.takenUp)
    const kept = keptFromOutside(db, peer.office)
    const mine = (id: Id): boolean => only === undefined || id === only
    this.#kept = Object.fromEntries(Object.entries(kept).filter(([id]) => mine(id)))
    this.#mistaken = new Set(Object.keys(peer.cases).filter((id) => !(id in kept)))
    // It brings home to the offices under it what they are to know.
    const theirs = officesUnder(db, peer.office)
    const erased = new Set(erasedCasesOf(db, theirs))
    const before = [...formerCases(db, theirs), ...erased, ...this.#mistaken]
    this.#before = new Set(before.filter(mine))
    // Those of the one case are records of it.
    this.#beside = new Set(only === undefined ? [...referralsSeenBy(db, peer.office), ...wordsFor(db, theirs)] : [])
    this.#isPerson = db.prepare("SELECT 1 FROM record WHERE id = ? AND kind = 'person'")
    for (const id of Object.keys(this.#kept)) for (const record of recordsOf(db, id)) this.#records.add(record)
    const consents = db.prepare(
      "SELECT f.id FROM record c JOIN record f ON f.parent = c.n AND f.kind = 'form' WHERE c.id = ? AND f.form = 'consent'",
    )
    // Nothing that was agreed to is left of an erased one.
    for (const id of this.#before)
      if (!erased.has(id)) for (const form of consents.pluck().all(id) as Id[]) this.#consents.add(form)
    this.#theirs = installationsIn(db, whole)
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
    const values = parseValues(stored.vals)
    const shows = ops.map((op, index) => this.#shows(op, values[index]))
    if (shows.every(Boolean)) return stored
    if (!shows.includes(true)) return { ...stored, body: '', secret: null, vals: '[]' }
    const texts = textsOf(values).map((text, index) => (shows[index] ? text : undefined))
    return { ...stored, secret: saltsOf(texts, stored.secret), vals: listText(texts) }
  }

  #shows(op: Op, value: Json | undefined): boolean {
    if (this.#beside.has(op.r)) return true
    if (op.t === 'new') {
      if (op.p !== undefined && this.#records.has(op.p)) this.#records.add(op.r)
      return this.#records.has(op.r) || this.#consents.has(op.r)
    }
    if (this.#records.has(op.r)) return true
    if (op.t === 'erase') return this.#before.has(op.r)
    if (this.#consents.has(op.r)) return saysConsent(op, value)
    if (whereItIs.has(op.g) && this.#before.has(op.r)) return true
    return op.g === 'name' && this.#isPerson.get(op.r) !== undefined
  }

  #lines(): Map<Id, Lines> {
    const found = new Map<Id, { shown: Set<number>; from: number }>()
    const { acked, cases, early } = this.#peer
    const isNew = (replica: Id, seq: number): boolean => seq > (acked[replica] ?? 0) || this.#isTakenUp(replica, seq)
    const note = (replica: Id, seq: number, back: boolean): void => {
      if (this.#theirs.has(replica) || !(back || isNew(replica, seq))) return
      const known = acked[replica] ?? 0
      const lines = found.get(replica) ?? { shown: new Set(), from: known + 1 }
      found.set(replica, lines)
      lines.shown.add(seq)
      lines.from = Math.min(lines.from, seq)
    }
    for (const [caseId, epoch] of Object.entries(this.#kept)) {
      const isNew = cases[caseId] !== epoch || early.includes(caseId)
      const hasMore = this.#more(caseId)
      for (const { replica, seq } of this.#about(caseId)) note(replica, seq, isNew || hasMore(replica, seq))
    }
    for (const caseId of this.#before)
      for (const { replica, seq } of this.#about(caseId))
        if ((isNew(replica, seq) || this.#mistaken.has(caseId)) && this.#showsIn(replica, seq))
          note(replica, seq, this.#mistaken.has(caseId))
    for (const id of this.#beside) {
      const hasMore = this.#more(id)
      for (const { body } of changesOfRecord(this.#db, id))
        note(body.replica, body.seq, hasMore(body.replica, body.seq))
    }
    return new Map([...found].map(([id, { shown, from }]) => [id, { shown: [...shown].sort((a, b) => a - b), from }]))
  }

  /** Is more held here of a change of this case, or referral, than the receiver holds by its own word? */
  #more(id: Id): (replica: Id, seq: number) => boolean {
    const { lacking } = this.#peer
    if (lacking[id] === undefined) return () => false
    const lacked = lackedOf(lacking, id)
    const records = new Set(recordsOf(this.#db, id))
    return (replica, seq) => {
      const missing = lacked(replica, seq)
      const held = missing > 0 ? this.#ledger.change(replica, seq) : null
      if (held === null || held.body === '') return false
      return missing > missingIn({ body: JSON.parse(held.body) as ChangeBody, vals: held.vals }, records)
    }
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
