import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Level } from '../contract/common.ts'
import { whyReferralStays } from '../domain/cases/referral-sharing.ts'
import { whyWordStays } from '../domain/cases/word-sharing.ts'
import { lastDay } from '../domain/consent.ts'
import type { IsoDay } from '../domain/dates/days.ts'
import { commitmentOf, writtenBy } from '../domain/ledger/change.ts'
import type { ChangeBody, Id, Json, Op, RecordKind } from '../domain/ledger/types.ts'
import { sharingPolicy as policy, type Route, routeBetween } from '../domain/sharing/policy.ts'
import { saysConsent } from '../domain/sharing/says-consent.ts'
import { type CaseVerdict, judgeCase, keepersVerdict, type Obstacle } from '../domain/sharing/verdict.ts'
import { hasReason, whyWithheld } from '../domain/sharing/withheld.ts'
import { rank } from '../domain/trust/identity.ts'
import { CaseConsents } from '../store/case-consents.ts'
import { CaseVerdicts } from '../store/case-verdicts.ts'
import type { StoredChange } from '../store/chains.ts'
import { seqSpan } from '../store/registers.ts'
import { allAside, isAside } from '../store/set-aside.ts'
import { countMissing, isRedacted, listText, onlyShown, parseValues, textsOf } from '../store/shown-values.ts'
import { readSought } from '../store/sought.ts'
import type { Told } from '../store/told.ts'
import { isKeptBeyond, isLate, isPassing, passingRoute } from './passing.ts'

/** A change as the receiver may have it: its values and what opens them are only those shown. */
export interface Disclosed extends Told {
  readonly stored: StoredChange
}

/** The record that an op is about, with the row numbers of the cases that it speaks of: 0 for one that nobody knows here. */
interface Holder {
  readonly kind: RecordKind
  readonly form: string | null
  readonly cases: readonly number[]
}

/** A verdict, and the first day to come on which an agreement that it rests on ends. */
interface Judged {
  readonly verdict: CaseVerdict
  readonly until: IsoDay | null
}

/** A change with what it speaks of. */
interface Opened {
  readonly body: ChangeBody
  readonly values: readonly (Json | undefined)[]
  readonly holders: ReadonlyMap<Id, Holder>
  readonly cases: readonly number[]
}

/** Cases judged before others may have their turn. */
const slice = 100

const caseKinds: ReadonlySet<RecordKind> = new Set(['case', 'form', 'note', 'referral', 'word'])
const ownPurposes = [...new Set(Object.values(policy.ownConsent).flatMap((fields) => Object.values(fields)))]

/**
 * Decides, for one bundle, what of each change the receiver may have: by the policy for this step of the hierarchy and by the consent of
 * each case as it stands now, whenever the change was written; to the office that keeps the case, all. Downwards goes what the receiver may see of it (`SeenBelow`), as it is held.
 */
export class Disclosure {
  readonly #route: Route | null
  /** Does what is on its way to an office beyond go this way whole, though less does otherwise? Step by step. */
  readonly #handsOn: boolean
  /** The office that is to get it. */
  readonly #to: Id
  readonly #today: IsoDay
  readonly #consents: CaseConsents
  readonly #kept: CaseVerdicts
  readonly #db: Database
  readonly #routeName: string
  /** What is kept of the verdicts is up to date. */
  #judged = false
  readonly #statements
  /** What whoever keeps a case beyond lacks of it: by the place of the change, and the case. */
  readonly #sought: ReadonlyMap<number, ReadonlyMap<Id, number>>
  /** By the case, and whether it goes on to an office beyond the receiver. */
  readonly #verdicts = new Map<string, Judged>()

  readonly #cut: (stored: StoredChange) => StoredChange

  /**
   * @param today the day that the office goes by
   * @param cut downwards and to the office beside, what the receiver may see of a change
   */
  constructor(
    db: Database,
    from: Level,
    { id, level }: { readonly id: Id; readonly level: Level },
    today: IsoDay,
    cut: (stored: StoredChange) => StoredChange = (stored) => stored,
  ) {
    this.#cut = cut
    this.#to = id
    this.#route = rank(level) > rank(from) ? routeBetween(from, level, policy) : null
    this.#handsOn = rank(level) === rank(from) + 1 && this.#route?.most !== 'full'
    this.#today = today
    this.#consents = new CaseConsents(db)
    this.#kept = new CaseVerdicts(db)
    this.#db = db
    this.#sought = this.#route === null ? new Map() : readSought(db)
    this.#routeName = `${from} ${level}`
    this.#statements = {
      find: db.prepare('SELECT n, kind, parent, form FROM record WHERE id = ?'),
      replica: db.prepare('SELECT n FROM replica WHERE id = ?').pluck(),
      idOf: db.prepare('SELECT id FROM record WHERE n = ?').pluck(),
      linked: db
        .prepare('SELECT c.n FROM link l JOIN record c ON c.id IN (l.a, l.b) WHERE l.record = ? ORDER BY c.n')
        .pluck(),
      refers: db.prepare("SELECT 1 FROM record WHERE parent = ? AND kind = 'referral' LIMIT 1"),
      erased: db.prepare('SELECT 1 FROM record x JOIN erasure e ON e.case_id = x.id WHERE x.n = ?'),
      keeper: db.prepare('SELECT office FROM transfer WHERE case_n = ?').pluck(),
      touching: db.prepare('SELECT at FROM touch WHERE case_n = ?').pluck(),
      linking: db
        .prepare(
          // Links are few: they come first, whatever SQLite, without statistics, would guess.
          `SELECT v.at FROM record c JOIN link l ON l.a = c.id OR l.b = c.id CROSS JOIN register v ON v.record = l.record
           WHERE c.n = ?`,
        )
        .pluck(),
    }
  }

  /** Does less than everything go this way? Downwards whatever is held goes back to its own office. */
  get goesUp(): boolean {
    return this.#route !== null
  }

  /** Places of the changes that whoever keeps their case beyond does not hold whole. */
  get sought(): Iterable<number> {
    return this.#sought.keys()
  }

  /** Brings the verdicts that are kept up to date, some cases at a time. @returns after each part, how many are judged of how many */
  *judging(): Generator<{ done: number; total: number }> {
    if (this.#route === null) return
    this.#kept.begin(this.#routeName, this.#today)
    const total = this.#kept.count()
    for (let done = 0; ; ) {
      const some = this.#kept.waiting(slice)
      if (some.length === 0) break
      this.#db.transaction(() => {
        for (const n of some) this.#kept.keep(n, this.#named(n), this.#judge(n)?.until ?? null)
      })()
      done += some.length
      yield { done, total }
    }
    this.#judged = true
  }

  /** Cases of which the office above may hold more or less than it should, each with the places of the changes that speak of it. After `judging`. */
  doubtful(): Map<number, number[]> {
    return this.placesOf(this.#kept.doubtful())
  }

  /** Places of the changes that speak of these cases, applied or set aside. */
  placesOf(cases: readonly number[]): Map<number, number[]> {
    const { touching, linking } = this.#statements
    const aside = cases.length === 0 ? new Map<number, number[]>() : this.#aside()
    const all = (n: number): number[] => [
      ...new Set([...touching.all(n), ...linking.all(n), ...(aside.get(n) ?? [])] as number[]),
    ]
    return new Map(cases.map((n) => [n, all(n)]))
  }

  /** Places of the changes that are set aside here, which touch nothing, by the cases that they speak of: the office above holds them too. */
  #aside(): Map<number, number[]> {
    const places = new Map<number, number[]>()
    for (const { at, body } of allAside(this.#db, Number.MAX_SAFE_INTEGER)) {
      const parsed = JSON.parse(body) as ChangeBody
      for (const n of casesOf(parsed, this.#holders(parsed))) places.set(n, [...(places.get(n) ?? []), at])
    }
    return places
  }

  /** The office above holds of these cases what it should. */
  settle(cases: readonly number[]): void {
    this.#kept.settle(cases)
  }

  disclose(stored: StoredChange): Disclosed {
    const at = (this.#statements.replica.get(stored.replica) as number) * seqSpan + stored.seq
    if (this.#route === null) return { stored: this.#cut(stored), at, verdict: '', missing: 0 }
    if (stored.body === '') return { stored, at, verdict: '', missing: 0 }
    const body = JSON.parse(stored.body) as ChangeBody
    const holders = this.#holders(body)
    const cases = casesOf(body, holders)
    const values = parseValues(stored.vals)
    const awaited = this.#awaited(at, { body, values, holders, cases })
    const verdict = cases
      .map((n) => (n !== 0 && this.#judged && !awaited.has(n) ? this.#kept.of(n) : this.#named(n, awaited.has(n))))
      .filter((name) => name !== '')
      .join(' ')
    if (verdict === '' && !isRedacted(stored.secret)) return { stored: this.#cut(stored), at, verdict, missing: 0 }
    const held = { texts: textsOf(values), secret: stored.secret }
    const shown =
      verdict === '' ? held : onlyShown(held, (index) => this.#shows(body.ops[index], values[index], holders, awaited))
    const told = shown === held ? stored : { ...stored, secret: shown.secret, vals: listText(shown.texts) }
    return { stored: this.#cut(told), at, verdict, missing: countMissing(body, shown.texts) }
  }

  /** The cases of which whoever keeps them beyond has to get this change: he has not heard of it yet, or lacks more of it than he may have. */
  #awaited(at: number, { body, values, holders, cases }: Opened): ReadonlySet<number> {
    if (!this.#handsOn) return new Set()
    const known = cases.filter((n) => n !== 0)
    const late = isAside(this.#db, at) ? known.filter((n) => isLate(this.#db, at, n)) : []
    const sought = this.#sought.get(at)
    if (!sought) return new Set(late)
    const lacked = known.filter((n) => {
      const missing = sought.get(this.#statements.idOf.get(n) as Id) ?? 0
      if (missing === 0 || !isKeptBeyond(this.#db, n)) return false
      const passing = new Set([n])
      const shown = values.map((value, index) =>
        this.#shows(body.ops[index], value, holders, passing) ? value : undefined,
      )
      return countMissing(body, shown, (op) => holders.get(op.r)?.cases.includes(n) ?? false) < missing
    })
    return new Set([...late, ...lacked])
  }

  /** @param caseN row number of the case in `record`; 0 for one that nobody knows here */
  verdictOn(caseN: number): CaseVerdict | null {
    return this.#judge(caseN)?.verdict ?? null
  }

  /** Is anything of this case to stay behind? By its row number in `record`. */
  holdsBack(caseN: number): boolean {
    return this.#named(caseN) !== ''
  }

  #judge(caseN: number, isAwaited = false): Judged | null {
    if (this.#route === null) return null
    const passes = this.#handsOn && (isAwaited || isPassing(this.#db, caseN))
    const key = `${caseN} ${passes}`
    const known = this.#verdicts.get(key)
    if (known) return known
    // Nothing is left of it to be held back.
    if (this.#statements.erased.get(caseN) !== undefined) return null
    const forms = caseN === 0 ? [] : this.#consents.of(caseN)
    const ends = forms.flatMap(({ values }) => lastDay(values) ?? []).filter((day) => day >= this.#today)
    const route = passes ? passingRoute(this.#route) : this.#route
    const judged = this.#keeps(caseN)
      ? { verdict: keepersVerdict, until: null }
      : { verdict: judgeCase(forms, route, policy, this.#today), until: ends.sort()[0] ?? null }
    this.#verdicts.set(key, judged)
    return judged
  }

  #keeps(caseN: number): boolean {
    return this.#statements.keeper.get(caseN) === this.#to
  }

  #shows(
    op: Op | undefined,
    value: Json | undefined,
    holders: ReadonlyMap<Id, Holder>,
    awaited: ReadonlySet<number>,
  ): boolean {
    if (!op || op.t === 'new' || commitmentOf(op) === null || value === undefined) return true
    return this.#why(op, value, holders.get(op.r), awaited) === null
  }

  #why(
    op: Exclude<Op, { t: 'new' }>,
    value: Json,
    holder: Holder | undefined,
    awaited: ReadonlySet<number>,
  ): Obstacle | null {
    const verdicts = (holder?.cases ?? [0]).flatMap((n) => this.#judge(n, awaited.has(n))?.verdict ?? [])
    const identity = (): Obstacle | null =>
      verdicts.flatMap((each) => (each.identity.allowed ? [] : each.identity.why))[0] ?? null
    if (!holder) return isForAll(op, value) ? null : identity()
    if (!caseKinds.has(holder.kind)) return holder.kind === 'link' && hasReason(value) ? identity() : null
    // The place of a row among the others tells nothing, nor what stays of an erased case; why a conflict was settled, or that taken back, is told in free words.
    if (op.t === 'add-row' || op.t === 'erase') return null
    if (op.t === 'resolve' || op.t === 'void') {
      const isCustody = holder.kind === 'case' && policy.counted.custody.includes(op.g)
      const why = hasReason(value) && !isCustody ? identity() : null
      if (why !== null || op.t === 'void') return why
    }
    const inRows = op.t === 'set-row' || (op.t === 'resolve' && op.row !== undefined)
    const place = { kind: holder.kind, form: holder.form, group: op.g, ...(inRows ? { rows: op.g } : {}) }
    const [verdict] = verdicts
    if (verdict && holder.kind === 'word') return whyWordStays(op.g, writtenBy(op, value), verdict, policy)
    if (verdict && holder.kind === 'referral') return whyReferralStays(op.g, writtenBy(op, value), verdict, policy)
    return verdict ? whyWithheld(place, writtenBy(op, value), verdict, policy) : null
  }

  /** Which parts of a case may go: empty where all may. */
  #named(caseN: number, isAwaited = false): string {
    const verdict = this.#judge(caseN, isAwaited)?.verdict
    if (!verdict) return ''
    // Only what is told to services takes that agreement.
    const refers = this.#statements.refers.get(caseN) === undefined ? [] : [verdict.own('share_services')]
    const parts = [verdict.identity, verdict.facts, ...ownPurposes.map(verdict.own), ...refers].map(({ allowed }) =>
      allowed ? 1 : 0,
    )
    return parts.includes(0) ? `${caseN}:${parts.join('')}` : ''
  }

  #holders({ ops }: ChangeBody): Map<Id, Holder> {
    const holders = new Map<Id, Holder>()
    for (const op of ops) {
      if (holders.has(op.r)) continue
      const row = this.#statements.find.get(op.r) as
        | { n: number; kind: RecordKind; parent: number | null; form: string | null }
        | undefined
      if (row) holders.set(op.r, { kind: row.kind, form: row.form, cases: this.#casesOf(row) })
      else if (op.t === 'new')
        holders.set(op.r, { kind: op.k, form: op.f ?? null, cases: caseKinds.has(op.k) ? [0] : [] })
    }
    return holders
  }

  #casesOf({ n, kind, parent }: { n: number; kind: RecordKind; parent: number | null }): readonly number[] {
    if (kind === 'link') return this.#statements.linked.all(n) as number[]
    if (kind === 'case') return [n]
    // To an office without the case it came whole, by consent; what that office answers goes back the same way.
    if (kind === 'referral') return parent === null ? [] : [parent]
    return caseKinds.has(kind) ? [parent ?? 0] : []
  }
}

/**
 * Who keeps a case, what was agreed to and that it was erased everybody must know, also where nobody here has heard of the case yet: else nobody would
 * bring it to its keeper, or hear that an agreement was withdrawn.
 */
function isForAll(op: Exclude<Op, { t: 'new' }>, value: Json): boolean {
  return op.t === 'erase' || policy.counted.custody.includes(op.g) || saysConsent(op, value)
}

/** Row numbers of the cases that a change speaks of, in order: 0 for one that nobody knows here. */
function casesOf({ ops }: ChangeBody, holders: ReadonlyMap<Id, Holder>): number[] {
  return [...new Set(ops.flatMap((op) => holders.get(op.r)?.cases ?? [0]))].sort((a, b) => a - b)
}
