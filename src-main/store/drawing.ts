import type { Database } from 'better-sqlite3-multiple-ciphers'
import { fileRefsIn } from '../domain/files/refs.ts'
import type { Id } from '../domain/ledger/types.ts'
import { noteRefs } from './attachments.ts'
import { CaseProjection } from './case-projection.ts'
import { drawLink } from './links.ts'
import { PeopleProjection } from './people-projection.ts'
import { drawReferral } from './referrals.ts'
import type { Registers, Touched } from './registers.ts'

export interface ApplyCounts {
  readonly newCases: number
  readonly changedCases: number
  readonly changes: number
  readonly ops: number
}

/** What the writes of a transaction touched, until lists, search and people are drawn from it. */
export class Drawing {
  readonly #db: Database
  readonly #registers: Registers
  readonly #cases: CaseProjection
  readonly #people: PeopleProjection
  readonly #touch
  #touched = nothingTouched()
  #counts = nothingCounted()
  /** What `again` counted: what is drawn once more counts no more. */
  #counted: ApplyCounts | null = null

  constructor(db: Database, registers: Registers) {
    this.#db = db
    this.#registers = registers
    this.#cases = new CaseProjection(db)
    this.#people = new PeopleProjection(db)
    this.#touch = db.prepare('INSERT OR IGNORE INTO touch (case_n, at) VALUES (?, ?)')
  }

  /** Numbers of the cases written to, whose lists are still to be drawn. */
  get cases(): ReadonlySet<number> {
    return this.#touched.cases
  }

  /** A change was written or shown anew. @param texts its values as they stand */
  note(texts: readonly (string | undefined)[], at: number, { cases, people }: Touched): void {
    const refs = texts.flatMap((text) => (text === undefined ? [] : fileRefsIn(text)))
    if (refs.length > 0) noteRefs(this.#db, refs, cases, at)
    for (const n of [...cases, ...people]) this.#touch.run(n, at)
    for (const n of cases) this.#touched.cases.add(n)
    for (const n of people) this.#touched.people.add(n)
  }

  count(ops: number): void {
    this.#counts.changes += 1
    this.#counts.ops += ops
  }

  /** Brings lists and search up to date for some. `finish` does the rest. */
  draw(most: number): void {
    const { cases } = this.#touched
    const some = new Set<number>()
    for (const n of cases) {
      if (some.size === most) break
      some.add(n)
      cases.delete(n)
    }
    const { newCases, changedCases } = this.#cases.refresh(some)
    this.#counts.newCases += newCases
    this.#counts.changedCases += changedCases
  }

  /** @param emptied values went: nothing of them may stay in the search index */
  finish(emptied: boolean): ApplyCounts {
    this.draw(this.#touched.cases.size)
    const linked = [...this.#registers.takeLinks()].flatMap((record) => drawLink(this.#db, record))
    for (const record of this.#registers.takeReferrals()) drawReferral(this.#db, record)
    this.#cases.refresh(new Set(), linked)
    this.#people.refresh(this.#touched.people)
    // A contentless index only marks what is deleted; written anew as one segment it holds nothing of it.
    if (emptied) this.#db.exec("INSERT INTO case_fts (case_fts) VALUES ('optimize')")
    const counts = this.#counted ?? this.#counts
    this.forget()
    return counts
  }

  /** Draws everything anew by `rebuild`, in which the records get other numbers; what was touched and counted so far stays so. */
  again(finish: () => ApplyCounts, rebuild: () => void): void {
    const ids = this.#db.prepare('SELECT id FROM record WHERE n = ?').pluck()
    const touched = [...this.#touched.cases].map((n) => ids.get(n) as Id)
    const counts = finish()
    rebuild()
    this.#counted = counts
    const numbers = this.#db.prepare('SELECT n FROM record WHERE id = ?').pluck()
    for (const id of touched) {
      const n = numbers.get(id) as number | undefined
      if (n !== undefined) this.#touched.cases.add(n)
    }
  }

  /** After a change of the time standards: due days of the open cases that still wait for a first response. */
  dueDays(): void {
    const waiting = this.#db.prepare("SELECT n FROM case_item WHERE status = 'open' AND answered = 0").pluck().all()
    this.#cases.refresh(new Set(waiting as number[]))
  }

  /** After a rollback: nothing was touched. */
  forget(): void {
    this.#counted = null
    this.#touched = nothingTouched()
    this.#counts = nothingCounted()
  }
}

export const nothingTouched = (): Touched => ({ cases: new Set(), people: new Set() })
const nothingCounted = () => ({ newCases: 0, changedCases: 0, changes: 0, ops: 0 })
