import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { type Custody, epochAt, handOverIn, judge } from '../domain/cases/custody.ts'
import { keptAsKnown } from '../domain/cases/erasure.ts'
import { keepersGroups } from '../domain/cases/others-words.ts'
import { answerGroups } from '../domain/cases/referral.ts'
import { writtenBy } from '../domain/ledger/change.ts'
import type { Change, ChangeBody, Id, Json, Op } from '../domain/ledger/types.ts'
import { readCertificate } from '../domain/trust/certificate.ts'
import { certificateOf } from '../store/certificates.ts'
import { custodyIn } from '../store/custody.ts'
import { isErased } from '../store/erasures.ts'
import { receiverOf } from '../store/referrals.ts'
import type { SelfRow } from '../store/self.ts'
import type { Aside, AsideReason } from '../store/set-aside.ts'
import { officesUnder } from './offices-below.ts'
import { believedOf } from './revocations.ts'

interface Owned {
  /** Office of whoever wrote that it came into being. */
  readonly office: Id
  readonly kind: string
  /** The case that it is or belongs to; null where that is not known here. */
  readonly caseId: Id | null
}

/** Where records of these kinds name the office that they belong to; those of any other kind do in the group `office`. */
const naming: Readonly<Record<string, string>> = { person: 'account', conduct: 'text' }

interface Author {
  readonly office: Id
  readonly code: string
  /** The last change of its chain that is believed. */
  readonly believed: number
}

const span = 2 ** 32
/** The records of a case come close together: more than these are not needed at once. */
const cacheSize = 5000

/**
 * Holds every op of an incoming bundle against its author's certificate: records of its own office only, new ones under its own office,
 * cases under its own code. A case belongs to whoever keeps it in the epoch of the change. A revoked installation goes on being the author of what
 * is believed of its chain.
 */
export class ScopeGuard {
  readonly #db: Database
  readonly #self: SelfRow
  readonly #offices: ReadonlySet<Id>
  readonly #partial: boolean
  readonly #find
  readonly #replicaName
  readonly #authors = new Map<Id, Author | null>()
  readonly #officeIds = new Map<Id, Id>()
  readonly #owned = new Map<Id, Owned>()
  readonly #custodies = new Map<Id, Custody | null>()
  readonly #erased = new Map<Id, boolean>()

  /**
   * @param offices those whose changes this sender may bring
   * @param partial chains may come with parts left out: a referral without its case. Who wrote it the office above has judged, which has the case.
   */
  constructor(db: Database, self: SelfRow, offices: ReadonlySet<Id>, partial = false) {
    this.#db = db
    this.#self = self
    this.#offices = offices
    this.#partial = partial
    this.#find = db.prepare(
      `SELECT x.kind AS kind, x.at AS at, CASE x.kind WHEN 'case' THEN x.id ELSE p.id END AS caseId
       FROM record x LEFT JOIN record p ON p.n = x.parent WHERE x.id = ?`,
    )
    this.#replicaName = db.prepare('SELECT id FROM replica WHERE n = ?').pluck()
  }

  /** The office that a replica writes for. @throws bundle.out-of-scope where this sender may not bring its changes; ours nobody may */
  authorOf(replica: Id): Author {
    const author = replica === this.#self.replica ? null : this.#author(replica)
    if (!author || !this.#offices.has(author.office)) throw new LakanaError('bundle.out-of-scope', { replica })
    return author
  }

  /** Why a change may not be applied, or null. @throws bundle.out-of-scope where the sender may not bring it at all */
  outside(change: Change): Aside | null {
    return this.#outside(change, this.authorOf(change.body.replica))
  }

  /** The same of a change that is held: whoever brought it. One whose author may write no more stays where it is. */
  stillOutside(change: Pick<Change, 'body' | 'values'>): Aside | null {
    const author = this.#author(change.body.replica)
    return author ? this.#outside(change, author) : { reason: 'out-of-scope', op: 0 }
  }

  #outside({ body, values }: Pick<Change, 'body' | 'values'>, author: Author): Aside | null {
    if (body.seq > author.believed) return { reason: 'revoked', op: 0 }
    for (const [op, step] of body.ops.entries()) {
      const reason =
        step.t === 'new' ? this.#creating(step, author, body) : this.#writing(step, values[op], author, body)
      if (reason) return { reason, op }
    }
    return null
  }

  /** The office that a replica writes for, or wrote for while it could; empty where no certificate says so. */
  officeOf(replica: Id): Id {
    const known = this.#officeIds.get(replica)
    if (known !== undefined) return known
    const office = replica === this.#self.replica ? this.#self.office.id : certificateOf(this.#db, replica)?.office
    this.#officeIds.set(replica, office ?? '')
    return office ?? ''
  }

  /** A hand-over or an erasure has come: who keeps the case is to be read anew. */
  forget(caseId: Id): void {
    this.#custodies.delete(caseId)
    this.#erased.delete(caseId)
  }

  #creating(op: Extract<Op, { t: 'new' }>, author: Author, by: ChangeBody): AsideReason | null {
    if (op.k === 'word') return this.#advising(op, author)
    const existing = this.#owner(op.r)
    const parent = op.p === undefined ? null : this.#owner(op.p)
    for (const owner of [existing, parent]) {
      const reason = owner && this.#judge(owner, author, by)
      if (reason) return reason
    }
    if (op.k === 'referral' && !parent?.caseId && !this.#partial) return 'unknown-record'
    if (!existing) {
      const caseId = op.k === 'case' ? op.r : (parent?.caseId ?? null)
      this.#remember(op.r, { office: author.office, kind: op.k, caseId })
    }
    return null
  }

  #writing(op: Exclude<Op, { t: 'new' }>, value: Json | undefined, author: Author, by: ChangeBody): AsideReason | null {
    const owner = this.#owner(op.r)
    // A record that nobody knows is no question of scope: the ledger sets it aside.
    if (!owner) return null
    if (op.t === 'erase') return this.#erasing(owner, author, by)
    if (owner.kind === 'referral') return this.#referring(op, owner, author, by)
    if (owner.kind === 'word') return this.#speaking(op, owner, author, by)
    const reason = this.#judge(owner, author, by)
    if (reason) return reason
    if (this.#isErased(owner)) return null
    // The groups of a form are named by its own fields.
    if (owner.kind === 'form' || (op.t !== 'set' && op.t !== 'resolve') || value === undefined) return null
    return this.#mayName(owner, op, writtenBy(op, value), author, by) ? null : 'out-of-scope'
  }

  /** To whom a referral goes is said once, when it is written. Whom it names answers it, and nobody else. */
  #referring(op: Op & { g: string }, owner: Owned, author: Author, by: ChangeBody): AsideReason | null {
    if (this.#isErased(owner)) return null
    if (answerGroups.has(op.g)) return receiverOf(this.#db, op.r) === author.office ? null : 'out-of-scope'
    if (op.g === 'to' && !by.ops.some((each) => each.t === 'new' && each.r === op.r)) return 'out-of-scope'
    return this.#judge(owner, author, by)
  }

  /** An office says a word to one that stands under it, and keeps or kept the case. */
  #advising(op: Extract<Op, { t: 'new' }>, author: Author): AsideReason | null {
    const subject = op.p === undefined ? null : this.#owner(op.p)
    if (!subject?.caseId) return 'unknown-record'
    const existing = this.#owner(op.r)
    if (existing && (existing.kind !== 'word' || existing.office !== author.office)) return 'out-of-scope'
    this.#remember(op.r, { office: author.office, kind: 'word', caseId: subject.caseId })
    if (this.#isErased(subject)) return null
    const custody = this.#custody(subject.caseId)
    const keepers = custody ? [custody.first, ...custody.handOvers.map(({ office }) => office)] : [subject.office]
    const under = officesUnder(this.#db, author.office)
    return keepers.some((keeper) => keeper !== author.office && under.has(keeper)) ? null : 'out-of-scope'
  }

  /** It is said once; who keeps the case then says that he has read it, and how he answers it. */
  #speaking(op: Op & { g: string }, owner: Owned, author: Author, by: ChangeBody): AsideReason | null {
    if (this.#isErased(owner)) return null
    const subject = owner.caseId === null ? null : this.#owner(owner.caseId)
    if (keepersGroups.has(op.g)) return subject ? this.#judge(subject, author, by) : 'out-of-scope'
    const isNew = by.ops.some((each) => each.t === 'new' && each.r === op.r)
    return isNew && owner.office === author.office ? null : 'out-of-scope'
  }

  /** Does a value that names an office or a code name one that its author may write? */
  #mayName(owner: Owned, { t, g }: Op & { g: string }, written: Json, author: Author, by: ChangeBody): boolean {
    if (owner.kind === 'case' && g === 'code') return member(written, 'code').startsWith(`${author.code}-`)
    if (g !== (naming[owner.kind] ?? 'office')) return true
    const custody = owner.kind === 'case' && owner.caseId !== null ? this.#custody(owner.caseId) : null
    const handOver = owner.kind === 'case' && t === 'set' ? handOverIn(written) : null
    const epoch = custody ? epochAt(custody, by.replica, by.seq) : 0
    return handOver ? handOver.epoch === epoch + 1 : epoch === 0 && member(written, 'office') === author.office
  }

  /** Who keeps the case erases it, or who kept it for all that the author knew. */
  #erasing(owner: Owned, author: Author, by: ChangeBody): AsideReason | null {
    if (owner.kind !== 'case' || owner.caseId === null) return 'out-of-scope'
    const reason = this.#judge(owner, author, by)
    if (reason !== 'late') return reason
    const custody = this.#custody(owner.caseId)
    const knew = (replica: Id, seq: number): boolean => hasSeen(this.#db, by, replica, seq)
    return custody && keptAsKnown(custody, author.office, knew) ? null : 'out-of-scope'
  }

  /** What is said of an erased case does nothing: whoever says it, and whoever kept the case. */
  #isErased({ caseId }: Owned): boolean {
    if (caseId === null) return false
    const known = this.#erased.get(caseId)
    if (known !== undefined) return known
    if (this.#erased.size >= cacheSize) this.#erased.clear()
    const erased = isErased(this.#db, caseId)
    this.#erased.set(caseId, erased)
    return erased
  }

  #judge(owner: Owned, author: Author, by: ChangeBody): AsideReason | null {
    if (this.#isErased(owner)) return null
    if (owner.kind === 'referral' && owner.caseId === null && this.#partial) return null
    const custody = owner.caseId === null ? null : this.#custody(owner.caseId)
    if (custody === null) return owner.office === author.office ? null : 'out-of-scope'
    const verdict = judge(custody, author.office, by.replica, by.seq)
    return verdict === 'own' ? null : verdict === 'late' ? 'late' : 'out-of-scope'
  }

  #custody(caseId: Id): Custody | null {
    const known = this.#custodies.get(caseId)
    if (known !== undefined) return known
    if (this.#custodies.size >= cacheSize) this.#custodies.clear()
    const custody = custodyIn(this.#db, caseId, (replica) => this.officeOf(replica))
    this.#custodies.set(caseId, custody)
    return custody
  }

  #owner(record: Id): Owned | null {
    const known = this.#owned.get(record)
    if (known) return known
    const row = this.#find.get(record) as { kind: string; at: number; caseId: Id | null } | undefined
    if (!row) return null
    const replica = this.#replicaName.get(Math.floor(row.at / span)) as Id
    const owned = { office: this.officeOf(replica), kind: row.kind, caseId: row.caseId }
    this.#remember(record, owned)
    return owned
  }

  #remember(record: Id, owned: Owned): void {
    if (this.#owned.size >= cacheSize) this.#owned.clear()
    this.#owned.set(record, owned)
  }

  #author(replica: Id): Author | null {
    const known = this.#authors.get(replica)
    if (known !== undefined) return known
    const author = replica === this.#self.replica ? ownAuthor(this.#self) : certified(this.#db, replica)
    this.#authors.set(replica, author)
    return author
  }
}

function ownAuthor({ office }: SelfRow): Author {
  return { office: office.id, code: office.code, believed: Number.POSITIVE_INFINITY }
}

function certified(db: Database, replica: Id): Author | null {
  const row = certificateOf(db, replica)
  const certificate = row ? readCertificate(row.doc) : null
  if (!certificate) return null
  const { id, code } = certificate.office
  return { office: id, code, believed: believedOf(db, replica) ?? Number.POSITIVE_INFINITY }
}

/** Had the author of this change that one before him, by all that his chain says here? */
function hasSeen(db: Database, { replica: author, seq: last, seen }: ChangeBody, replica: Id, seq: number): boolean {
  if (author === replica) return seq < last
  if ((seen[replica] ?? 0) >= seq) return true
  const told = db.prepare(
    `SELECT 1 FROM replica p JOIN change c ON c.at > p.n * ${span} AND c.at < p.n * ${span} + ?
     WHERE p.id = ? AND c.body <> '' AND json_extract(c.body, '$.seen."' || ? || '"') >= ? LIMIT 1`,
  )
  return told.get(last, author, replica, seq) !== undefined
}

function member(value: Json, key: string): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ''
  const found = (value as { readonly [key: string]: Json })[key]
  return typeof found === 'string' ? found : ''
}
