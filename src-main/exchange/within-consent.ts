import type { Database } from 'better-sqlite3-multiple-ciphers'
import { isOthersWord } from '../domain/cases/others-words.ts'
import type { ChangeBody, Id, RecordKind } from '../domain/ledger/types.ts'
import { routeBetween, sharingPolicy } from '../domain/sharing/policy.ts'
import { installationsIn } from '../store/certificates.ts'
import type { StoredChange } from '../store/chains.ts'
import { formerCases } from '../store/custody.ts'
import type { Ledger } from '../store/ledger.ts'
import { prepared } from '../store/prepared.ts'
import type { SelfRow } from '../store/self.ts'
import { countMissing, onlyShown, parseValues, textsOf } from '../store/shown-values.ts'
import { Disclosure } from './disclosure.ts'
import { broughtUnder } from './kept.ts'
import type { Manifest } from './manifest.ts'
import { officesEverUnder, officesLeft, officesUnder } from './offices-below.ts'

interface Work {
  readonly db: Database
  readonly ledger: Ledger
  readonly self: SelfRow
  /** The day that the office goes by, ISO. */
  readonly today: string
}

/** What an import has brought. */
export interface Brought {
  /** Row numbers of the cases written to. */
  readonly cases: readonly number[]
  /** Records of which more came than was known. */
  readonly completed: ReadonlySet<Id>
  /** Its sender is another PC of this office, which does not hold these changes whole. */
  readonly own: boolean
  readonly partly: NonNullable<Manifest['partly']>
  /** By it offices here have come under another. */
  readonly moved: boolean
}

/** Looked at so far, of how many cases. */
interface Step {
  readonly done: number
  readonly total: number
}

/** What those may have who only count children. */
const nobody = { id: '', level: 'national' } as const

/**
 * Gives up what the office above may hold no more by the consent that it knows, and by where offices stand. Who keeps a case, and who kept it, take back
 * from it what they told; nobody can so take back what it has otherwise: of a case that an office under it keeps, what offices beyond wrote (another
 * region sent it back); and what another of its own PCs still held, or brings, that had not heard of it. What is agreed to later comes again, from its
 * own PC or from whoever wrote it (`lackingFor`). An office that has come under another tells it nothing any more, nor that a child was erased: of the
 * cases that it keeps only what counts them stays, and what offices that are still here wrote of them. Inside the transaction of an import, after the
 * lists were drawn.
 */
export function* keepWithinConsent(work: Work, brought: Brought): Generator<Step> {
  const { db, ledger, self } = work
  // Where less may go up than all, nothing stays but on its way; to a district nobody's cases go up.
  if (routeBetween('district', self.office.level, sharingPolicy).most !== 'full') return
  const { id } = self.office
  const left = officesLeft(db, id)
  const { byLeft, byOthers } = byKeeper(db, brought.own || left.size > 0 ? casesIn(work, brought) : [], id, left)
  const within = new Set([...broughtUnder(db, id), ...(brought.own ? byOthers : [])])
  const here = installationsIn(db, brought.own ? [id] : officesEverUnder(db, id))
  const some = yield* giveUpIn(work, self.office, within, (replica) => !here.has(replica))
  const more = yield* giveUpIn(work, nobody, brought.moved ? allKeptBy(db, left) : byLeft, beyondReach(db, id, left))
  if (some || more) ledger.finish()
}

/**
 * Gives up what `to` could not be told of these cases, as far as installations wrote it that this concerns.
 * @returns whether there was anything
 */
function* giveUpIn(
  { db, ledger, today }: Work,
  to: Pick<SelfRow['office'], 'id' | 'level'>,
  cases: ReadonlySet<number>,
  concerns: (replica: Id, caseN: number) => boolean,
): Generator<Step, boolean> {
  // As a rule: then no question is made ready.
  if (cases.size === 0) return false
  const disclosure = new Disclosure(db, 'district', to, today)
  const total = cases.size
  const withheld: number[] = []
  let gaveUp = false
  let done = 0
  for (const n of cases) {
    if (disclosure.holdsBack(n)) withheld.push(n)
    else done += 1
    yield { done, total }
  }
  for (const [n, places] of disclosure.placesOf(withheld)) {
    const records = recordsIn(db, n)
    for (const held of places.flatMap((at) => ledger.changeAt(at) ?? []))
      if (concerns(held.replica, n) && giveUp(ledger, held, disclosure, records)) gaveUp = true
    done += 1
    yield { done, total }
  }
  return gaveUp
}

/**
 * Was it written by an office that has left, or elsewhere than here? Those who are still here take it back themselves. Of a case that the office kept
 * itself it goes on to hear, and holds what others had told it, as any office does that kept one.
 */
function beyondReach(db: Database, office: Id, left: ReadonlySet<Id>): (replica: Id, caseN: number) => boolean {
  if (left.size === 0) return () => false
  const gone = installationsIn(db, left)
  const here = installationsIn(db, officesUnder(db, office))
  const kept = new Set(formerCases(db, [office]))
  const idOf = db.prepare('SELECT id FROM record WHERE n = ?').pluck()
  return (replica, n) => gone.has(replica) || !(here.has(replica) || kept.has(idOf.get(n) as Id))
}

/** Of a change, what is said of these records and may not be here. @returns whether there was anything */
function giveUp(
  ledger: Ledger,
  held: StoredChange,
  disclosure: Disclosure,
  records: ReadonlyMap<Id, RecordKind>,
): boolean {
  const { ops } = JSON.parse(held.body) as ChangeBody
  const may = parseValues(disclosure.disclose(held).stored.vals)
  const before = { texts: textsOf(parseValues(held.vals)), secret: held.secret }
  const after = onlyShown(before, (index) => {
    const op = ops[index]
    const kind = op && records.get(op.r)
    return may[index] !== undefined || op === undefined || kind === undefined || isOthersWord(kind, op)
  })
  if (after !== before) ledger.giveUp(held, after)
  return after !== before
}

/** The cases that a bundle was about: written to, completed, or of which its sender holds less. */
function casesIn({ db, ledger }: Work, { cases, completed, own, partly }: Brought): number[] {
  const fewer = Object.entries(own ? partly : {}).flatMap(([replica, seqs]) =>
    seqs.flatMap(([seq, missing]) => {
      const held = ledger.change(replica, seq)
      if (!held?.body) return []
      const body = JSON.parse(held.body) as ChangeBody
      return countMissing(body, parseValues(held.vals)) < missing ? body.ops.map(({ r }) => r) : []
    }),
  )
  const holder = db.prepare('SELECT coalesce(parent, n) FROM record WHERE id = ?').pluck()
  const about = [...new Set([...completed, ...fewer])].flatMap((id) => (holder.get(id) as number | undefined) ?? [])
  return [...cases, ...about]
}

/** Those of these cases that offices keep which have left, and those that any keeps but this one. */
function byKeeper(
  db: Database,
  cases: readonly number[],
  self: Id,
  left: ReadonlySet<Id>,
): { byLeft: ReadonlySet<number>; byOthers: ReadonlySet<number> } {
  const keeper = db.prepare('SELECT office FROM case_item WHERE n = ?').pluck()
  const keepers = new Map(cases.map((n) => [n, keeper.get(n) as Id | null | undefined]))
  const those = (is: (office: Id) => boolean): Set<number> =>
    new Set([...keepers].flatMap(([n, office]) => (office && is(office) ? [n] : [])))
  return {
    byLeft: those((office) => left.has(office)),
    byOthers: those((office) => office !== self),
  }
}

function allKeptBy(db: Database, offices: ReadonlySet<Id>): ReadonlySet<number> {
  const found = db.prepare('SELECT n FROM case_item WHERE office IN (SELECT value FROM json_each(?))').pluck()
  return new Set(found.all(JSON.stringify([...offices])) as number[])
}

/** The case itself, what belongs to it, and what says that it is, or is not, the same child as another. */
function recordsIn(db: Database, caseN: number): ReadonlyMap<Id, RecordKind> {
  const rows = prepared(
    db,
    `SELECT id, kind FROM record WHERE n = $n UNION ALL SELECT id, kind FROM record WHERE parent = $n
     UNION ALL SELECT x.id, x.kind FROM record c JOIN link l ON l.a = c.id OR l.b = c.id CROSS JOIN record x ON x.n = l.record WHERE c.n = $n`,
  )
  return new Map((rows.all({ n: caseN }) as { id: Id; kind: RecordKind }[]).map(({ id, kind }) => [id, kind]))
}
