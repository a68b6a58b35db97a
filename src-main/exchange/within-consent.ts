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
import { broughtUnder } from './kept.ts'
import type { Manifest } from './manifest.ts'
import { officesEverUnder } from './offices-below.ts'

interface Work {
  readonly db: Database
  readonly ledger: Ledger
  readonly self: SelfRow
  /** The day that the office goes by, ISO. */
  readonly today: string
}

/** What another PC of this office has brought. */
export interface Brought {
  /** Row numbers of the cases written to. */
  readonly cases: Iterable<number>
  /** Changes that were known here and came with more. */
  readonly completed: readonly ChangeBody[]
  readonly partly: NonNullable<Manifest['partly']>
}

/**
 * Gives up what the office above may hold no more by the consent that it knows. Who keeps a case, and who kept it, take back from it what they told;
 * nobody can so take back what it has otherwise: of a case that an office under it keeps, what offices beyond wrote (another region sent it
 * back); and what another of its own PCs still held, or brings, that had not heard of it. What is agreed to later comes again, from its own PC or
 * from whoever wrote it (`lackingFor`). Inside the transaction of an import, after the lists were drawn.
 * @param own where another PC of this office was the sender; else null
 * @yields after each case, how many were looked at of how many
 */
export function* keepWithinConsent(work: Work, own: Brought | null): Generator<{ done: number; total: number }> {
  const { db, ledger, self, today } = work
  // Where less may go up than all, nothing stays but on its way; to a district nobody's cases go up.
  if (routeBetween('district', self.office.level, sharingPolicy).most !== 'full') return
  const cases = new Set([...broughtUnder(db, self.office.id), ...(own ? casesIn(work, own) : [])])
  const disclosure = new Disclosure(db, 'district', self.office.level, today)
  const theirs = installationsIn(db, own ? [self.office.id] : officesEverUnder(db, self.office.id))
  let done = 0
  let gaveUp = false
  const withheld: number[] = []
  for (const n of cases) {
    if (disclosure.holdsBack(n)) withheld.push(n)
    done += 1
    yield { done, total: cases.size }
  }
  for (const [n, places] of disclosure.placesOf(withheld)) {
    const records = recordsIn(db, n)
    for (const held of places.flatMap((at) => ledger.changeAt(at) ?? []))
      if (!theirs.has(held.replica) && giveUp(ledger, held, disclosure, records)) gaveUp = true
  }
  if (gaveUp) ledger.finish()
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

/** The cases that a bundle of another PC was about: written to, completed, or of which that one holds less. */
function casesIn({ db, ledger, self }: Work, { cases, completed, partly }: Brought): number[] {
  const fewer = Object.entries(partly).flatMap(([replica, seqs]) =>
    seqs.flatMap(([seq, missing]) => {
      const held = ledger.change(replica, seq)
      if (!held?.body) return []
      const body = JSON.parse(held.body) as ChangeBody
      return countMissing(body, parseValues(held.vals)) < missing ? [body] : []
    }),
  )
  const holder = db.prepare('SELECT coalesce(parent, n) FROM record WHERE id = ?').pluck()
  const about = [...completed, ...fewer].flatMap(({ ops }) => ops.flatMap(({ r }) => (holder.get(r) as number) ?? []))
  const isOwn = db.prepare('SELECT office = ? FROM case_item WHERE n = ?').pluck()
  return [...cases, ...about].filter((n) => isOwn.get(self.office.id, n) === 0)
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
