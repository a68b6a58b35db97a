import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { handOverIn } from '../domain/cases/custody.ts'
import type { Change, ChangeBody, Id } from '../domain/ledger/types.ts'
import { maxLineBytes } from '../domain/ledger/value-rules.ts'
import { noteOrdinary, ordinaryVector } from '../store/ahead.ts'
import { judgeAgain } from '../store/custody.ts'
import { isErased } from '../store/erasures.ts'
import type { Ledger } from '../store/ledger.ts'
import type { SelfRow } from '../store/self.ts'
import { limits } from './container/limits.ts'
import { judgeScope, judgeWaiting } from './judge-waiting.ts'
import { type ChangeLine, type Line, readLine } from './lines/read-line.ts'
import { decodeText, type Manifest } from './manifest.ts'
import { officesUnder } from './offices-below.ts'
import { OneCase } from './one-case.ts'
import { lineMigration } from './ops-migrations.ts'
import { releaseErased } from './release-erased.ts'
import { ScopeGuard } from './scope.ts'

/** What a bundle may do by who sent it, and when. */
export interface Sender {
  /**
   * From where it comes: below, above, or another PC of this office; an urgent one from the office beside, or from one below ahead of its ordinary
   * ones.
   */
  readonly way: 'up' | 'down' | 'own' | 'beside' | 'early'
  /** Whose changes it may bring. */
  readonly offices: ReadonlySet<Id>
  /** No later bundle of this sender was taken before: what it shows of known changes is its last word. */
  readonly isNews: boolean
}

/**
 * Takes the lines of a bundle into the ledger, inside the caller's transaction: each verified on its own, then against its chain, its
 * author's scope and what is known. What is no correct change is thrown, and the caller rolls everything back; a change that its author may
 * not make, or about records that nobody knows, is kept in its chain and set aside, whole, and all that does not depend on it is applied.
 */
export class Intake {
  readonly #db: Database
  readonly #ledger: Ledger
  readonly #manifest: Manifest
  readonly #guard: ScopeGuard
  readonly #migrate
  readonly #markOffice
  /** Next place expected in each chain, and the hash it must continue. */
  readonly #next = new Map<Id, number>()
  /** Known changes that are told again, still to come: `replica:seq`. */
  readonly #again: Set<string>
  readonly #isNews: boolean
  readonly #lamports = new Map<Id, number>()
  /** Cases of which a hand-over came, or an erasure. */
  readonly #custody = new Set<Id>()
  readonly #way: Sender['way']
  /** All but from below by the ordinary way: chains may come with parts left out. */
  readonly #partial: boolean
  /** Of an urgent bundle: holds it to its one case. */
  readonly #oneCase: OneCase | null
  /** How far the ordinary way had brought each chain. */
  readonly #ordinary: Readonly<Record<Id, number>>
  #top: number
  /** Where the logical clocks stood before this bundle. */
  readonly #start: number
  /** This installation is not the first of its office: what it held before its backup others have seen, and bring again. */
  readonly #lost: boolean
  /** Its authors have seen chains that are still to come. */
  #waits = false
  /** It brings what others had seen before: that lies under what is drawn already. */
  readonly #isAwaited: boolean
  /** The offices under this one. */
  readonly #under: ReadonlySet<Id>
  /** Records of which more came than was known. */
  readonly completed = new Set<Id>()
  #aside = 0
  #changes = 0
  #ops = 0
  #bytes = 0

  constructor(db: Database, self: SelfRow, ledger: Ledger, manifest: Manifest, { way, offices, isNews }: Sender) {
    this.#db = db
    this.#way = way
    this.#partial = way !== 'down'
    this.#isNews = isNews
    this.#lost = self.incarnation > 1
    this.#ledger = ledger
    this.#manifest = manifest
    this.#guard = new ScopeGuard(db, self, offices, this.#partial)
    this.#migrate = lineMigration(manifest.schema, manifest.minReader)
    this.#markOffice = db.prepare('UPDATE replica SET office = ? WHERE id = ? AND office IS NULL')
    this.#oneCase = manifest.urgent ? new OneCase(db, manifest.urgent, manifest.to.office) : null
    this.#ordinary = ordinaryVector(db, ledger)
    this.#top = 0
    for (const [replica, seq] of Object.entries(ledger.versionVector())) {
      const ordinary = this.#oneCase ? seq : (this.#ordinary[replica] ?? 0)
      this.#lamports.set(replica, ledger.change(replica, ordinary)?.lamport ?? 0)
      this.#top = Math.max(this.#top, ledger.change(replica, seq)?.lamport ?? 0)
    }
    this.#start = this.#top
    this.#under = officesUnder(db, self.office.id)
    this.#isAwaited = Object.keys(manifest.covers).some((replica) => ledger.isAwaited(replica))
    for (const [replica, { from }] of Object.entries(manifest.covers)) {
      this.#guard.authorOf(replica)
      this.#next.set(replica, from)
    }
    const { again = {} } = manifest
    for (const replica of Object.keys(again)) this.#guard.authorOf(replica)
    this.#again = new Set(Object.entries(again).flatMap(([id, seqs]) => seqs.map((seq) => `${id}:${seq}`)))
  }

  /** Changes taken so far. */
  get done(): number {
    return this.#changes
  }

  /** Changes set aside: kept in their chain, not applied. */
  get aside(): number {
    return this.#aside
  }

  /** Takes a batch of whole lines. */
  take(batch: Buffer): void {
    if (batch.at(-1) !== 10) throw new LakanaError('bundle.invalid-content', { reason: 'line end' })
    this.#bytes += batch.length
    for (let at = 0; at < batch.length; ) {
      const end = batch.indexOf(10, at)
      if (end - at >= maxLineBytes) throw new LakanaError('bundle.too-large', { part: 'line' })
      this.#line(this.#migrate(readLine(decodeText(batch.subarray(at, end)), true)))
      at = end + 1
    }
  }

  /** After the last line: everything the manifest promised has come, and nothing else. @throws bundle.invalid-content, bundle.fork */
  finish(): void {
    const { covers, counts, size, ahead = {} } = this.#manifest
    if (this.#changes !== counts.changes || this.#ops !== counts.ops || this.#bytes !== size) {
      throw new LakanaError('bundle.invalid-content', { reason: 'counts' })
    }
    if (this.#again.size > 0) throw new LakanaError('bundle.invalid-content', { reason: 'again' })
    this.#oneCase?.finish()
    for (const [replica, { to, hash }] of Object.entries(covers)) {
      if (this.#next.get(replica) !== to + 1) throw new LakanaError('bundle.invalid-content', { reason: 'covers' })
      if (this.#ledger.hashAt(replica, to) !== hash) throw new LakanaError('bundle.fork', { replica, seq: to })
      this.#markOffice.run(this.#guard.authorOf(replica).office, replica)
      const brought = this.#oneCase ? 0 : Math.min(to, ahead[replica] ?? to)
      const seq = Math.max(brought, this.#ordinary[replica] ?? 0)
      noteOrdinary(this.#db, replica, seq, this.#ledger.head(replica)?.seq ?? 0)
    }
    const officeOf = (replica: Id): Id => this.#guard.officeOf(replica)
    judgeWaiting(this.#db, this.#guard, this.#isAwaited)
    this.#ledger.takeUpAside(this.#isAwaited)
    const judged = [...this.#custody].map((caseId) =>
      isErased(this.#db, caseId)
        ? releaseErased(this.#db, caseId, this.#guard)
        : [judgeAgain(this.#db, caseId, officeOf), judgeScope(this.#db, caseId, this.#guard)].includes(true),
    )
    if (judged.includes(true)) this.#ledger.takeUpAside(true)
  }

  #line(line: Line): void {
    const [replica, seq] =
      line.kind === 'stub' ? [line.replica, line.seq] : [line.change.body.replica, line.change.body.seq]
    if (this.#again.delete(`${replica}:${seq}`)) {
      if (line.kind === 'stub' || this.#way === 'up')
        throw new LakanaError('bundle.invalid-content', { reason: 'again' })
      if (this.#way === 'own') this.#change(line)
      else this.#show(line)
      return
    }
    const range = this.#manifest.covers[replica]
    if (!range || this.#next.get(replica) !== seq || seq > range.to) {
      throw new LakanaError('bundle.invalid-content', { reason: 'order' })
    }
    this.#next.set(replica, seq + 1)
    this.#changes += 1
    if (line.kind === 'stub') {
      this.#ledger.keepPlace(line)
      this.#top += 1
      return
    }
    this.#ops += line.change.body.ops.length
    if (this.#ops > this.#manifest.counts.ops) throw new LakanaError('bundle.invalid-content', { reason: 'counts' })
    this.#change(line)
  }

  #change({ change, body: bodyText, vals, texts }: ChangeLine): void {
    const { body } = change
    const held = this.#ledger.change(body.replica, body.seq)
    const whole = held !== null && held.body !== ''
    this.#oneCase?.check(change)
    const isOrdinary = body.seq <= (this.#ordinary[body.replica] ?? 0)
    // What came by the ordinary way from below is its author's word of what this office may have.
    if (this.#way === 'early' && whole && isOrdinary) return
    if (whole && !this.#partial) {
      this.#show({ change, texts })
      return
    }
    const aside = whole ? null : this.#guard.outside(change)
    if (held === null || !(isOrdinary || this.#oneCase)) this.#checkPast(body)
    const outcome = this.#ledger.apply(change, bodyText, vals, texts, aside)
    if (outcome === 'aside') this.#aside += 1
    if (outcome !== 'known') this.#noteCustody(change)
    if (whole && outcome === 'applied') for (const { r } of body.ops) this.completed.add(r)
  }

  #noteCustody({ body, values }: Change): void {
    for (const [index, op] of body.ops.entries()) {
      const isHandOver = op.t === 'set' && op.g === 'office' && handOverIn(values[index]) !== null
      if (!isHandOver && op.t !== 'erase') continue
      this.#guard.forget(op.r)
      this.#custody.add(op.r)
    }
  }

  /**
   * An office sees parts only of the chains that came from above, so that it cannot know what their authors had seen: the office above, which has them
   * whole, has checked it.
   */
  #checkPast(body: ChangeBody): void {
    if (!this.#partial) {
      if (this.#ledger.checkSeen(body, (id) => this.#mayWait(body.replica, id))) this.#waits = true
      this.#checkDots(body)
    }
    this.#checkTime(body)
  }

  /**
   * An urgent bundle may have shown the office beside more of a chain than its own office has brought so far; and this installation may have gone back to
   * a backup since.
   */
  #mayWait(author: Id, chain: Id): boolean {
    if (this.#lost) return true
    const office = this.#guard.officeOf(chain)
    return office !== this.#guard.officeOf(author) && this.#under.has(office)
  }

  /** A known change: only what is shown of it may be other than before. */
  #show({ change, texts }: Pick<ChangeLine, 'change' | 'texts'>): void {
    const { replica, seq } = change.body
    if (this.#ledger.hashAt(replica, seq) !== change.hash) throw new LakanaError('bundle.fork', { replica, seq })
    const outside = this.#guard.outside(change)
    if (this.#isNews && (outside === null || outside.reason === 'late')) this.#ledger.show(change, texts)
  }

  /**
   * A logical clock that leaps would push every later one to its end: it may be one above what its author can have known. How much that is, nobody
   * can tell here while chains are still to come, nor what the office beside has seen.
   */
  #checkTime({ replica, lamport }: ChangeBody): void {
    const most = this.#waits || this.#oneCase ? this.#start + limits.ops : this.#top + 1
    const leaps = lamport > Math.max(most, this.#top + 1) && !(this.#partial && !this.#oneCase)
    if (lamport <= (this.#lamports.get(replica) ?? 0) || leaps) {
      throw new LakanaError('bundle.invalid-content', { reason: 'lamport' })
    }
    this.#lamports.set(replica, lamport)
    this.#top = Math.max(this.#top, lamport)
  }

  /** Nobody overwrites what he cannot have seen, or, where the chain is still to come, does not say that he has seen. */
  #checkDots({ replica, seq, seen, ops }: ChangeBody): void {
    for (const op of ops) {
      if (!('o' in op)) continue
      for (const [author, number] of op.t === 'resolve' ? [...op.o, ...op.d] : op.o) {
        const most = author === replica ? seq - 1 : (this.#ledger.head(author)?.seq ?? 0)
        if (number <= most) continue
        const told = Math.max(seen[author] ?? 0, this.#ledger.seenBy(replica, author))
        if ((most > 0 && !this.#mayWait(replica, author)) || author === replica || number > told)
          throw new LakanaError('bundle.invalid-content', { reason: 'dots' })
      }
    }
  }
}
