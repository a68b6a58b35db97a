import type { Database } from 'better-sqlite3-multiple-ciphers'
import { isOthersWord } from '../domain/cases/others-words.ts'
import type { ChangeBody, Id, RecordKind } from '../domain/ledger/types.ts'
import { routeBetween, sharingPolicy } from '../domain/sharing/policy.ts'
import { installationsIn } from '../store/certificates.ts'
import type { StoredChange } from '../store/chains.ts'
import type { Ledger } from '../store/ledger.ts'
import { prepared } from '../store/prepared.ts'
import type { SelfRow } from '../store/self.ts'
import { countMissing, onlyShown, parseValues, textsOf } from '../store/shown-values.ts'
import { Disclosure } from './disclosure.ts'
import { broughtUnder, type HandedBeyond, handedBeyond } from './kept.ts'
import type { Manifest } from './manifest.ts'
import { officesLeft, officesUnder } from './offices-below.ts'

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
 * from it what they told, as long as they stand under it; nobody can so take back what it has otherwise: what offices beyond wrote (another region sent
 * it back, or the office has left), and what another of its own PCs still held, or brings, that had not heard of it. What is agreed to later comes
 * again, from its own PC or from whoever wrote it (`lackingFor`). An office that has come under another tells it nothing any more, nor that a child was
 * erased: of the cases that it keeps, or handed on, only what counts them stays, and what offices that are still here wrote of them. Inside the
 * transaction of an import, after the lists were drawn.
 */
export function* keepWithinConsent(work: Work, brought: Brought): Generator<Step> {
  const { db, ledger, self } = work
  // Where less may go up than all, nothing stays but on its way; to a district nobody's cases go up.
  if (routeBetween('district', self.office.level, sharingPolicy).most !== 'full') return
  const { id } = self.office
  const { heard, unheard, reach } = weighed(work, brought)
  const here = installationsIn(db, brought.own ? [id] : officesUnder(db, id))
  const some = yield* giveUpIn(work, self.office, heard, (replica) => !here.has(replica))
  const more = yield* giveUpIn(work, nobody, unheard, reach)
  if (some || more) ledger.finish()
}

/** Cases of which something may be here that is not to be. */
interface Weighed {
  /** Of which the offices here hear what is agreed to. */
  readonly heard: ReadonlySet<number>
  /** Of which they hear nothing any more, or not of all that offices wrote which have left. */
  readonly unheard: ReadonlySet<number>
  /** Was what this installation wrote of an unheard case written beyond what is still taken back from here? */
  reach(replica: Id, caseN: number): boolean
}

function weighed(work: Work, brought: Brought): Weighed {
  const { db, self } = work
  const { id } = self.office
  const left = officesLeft(db, id)
  const beyond = handedBeyond(db, id)
  const touched = new Set(brought.own || left.size > 0 || beyond.length > 0 ? casesIn(work, brought) : [])
  const concerned = ({ n }: HandedBeyond): boolean => brought.moved || touched.has(n)
  const keeper = db.prepare('SELECT office FROM case_item WHERE n = ?').pluck()
  const keeperOf = (n: number): Id => (keeper.get(n) as Id | null | undefined) ?? id
  const numbers = (some: readonly HandedBeyond[]): number[] => some.filter(concerned).map(({ n }) => n)

  const others = brought.own ? [...touched].filter((n) => keeperOf(n) !== id) : []
  const onceHere = numbers(beyond.filter(({ once }) => once === 'under'))
  const heard = new Set([...broughtUnder(db, id), ...onceHere, ...others])
  if (left.size === 0) return { heard, unheard: new Set(), reach: () => false }

  const gone = brought.moved ? allKeptBy(db, left) : [...touched].filter((n) => left.has(keeperOf(n)))
  const onceThere = numbers(beyond.filter(({ once }) => once === 'nobody'))
  const known = new Set(beyond.filter(({ once }) => once !== 'nobody').map(({ n }) => n))
  const [those, these] = [installationsIn(db, left), installationsIn(db, officesUnder(db, id))]
  return {
    heard,
    unheard: new Set([...gone, ...onceThere]),
    reach: (replica, n) => those.has(replica) || !(these.has(replica) || known.has(n)),
  }
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

function allKeptBy(db: Database, offices: ReadonlySet<Id>): number[] {
  const found = db.prepare('SELECT n FROM case_item WHERE office IN (SELECT value FROM json_each(?))').pluck()
  return found.all(JSON.stringify([...offices])) as number[]
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
