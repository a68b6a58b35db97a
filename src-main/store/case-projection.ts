import type { Database } from 'better-sqlite3-multiple-ciphers'
import { handOverIn } from '../domain/cases/custody.ts'
import { type CaseSummary, searchCodes, summarise } from '../domain/cases/summary.ts'
import type { TimeStandards } from '../domain/deadlines.ts'
import type { FormValues } from '../domain/forms/types.ts'
import type { Id, Json } from '../domain/ledger/types.ts'
import { transferState } from './custody.ts'
import { isErased } from './erasures.ts'
import { rowIds, ValueReader } from './form-values.ts'
import { anyJoined, joinedWith } from './links.ts'
import { readStandards } from './settings.ts'

interface ChildRecord {
  n: number
  form: string | null
}

/** Keeps `case_item`, `case_fts` and `coworker` true to the registers. */
export class CaseProjection {
  readonly #db: Database
  readonly #values: ValueReader
  readonly #statements

  constructor(db: Database) {
    this.#db = db
    this.#values = new ValueReader(db)
    this.#statements = {
      record: db.prepare("SELECT id FROM record WHERE n = ? AND kind = 'case'"),
      number: db.prepare("SELECT n FROM record WHERE id = ? AND kind = 'case'"),
      forms: db.prepare("SELECT n, form FROM record WHERE parent = ? AND kind = 'form' ORDER BY n"),
      dropItem: db.prepare('DELETE FROM case_item WHERE n = ?'),
      exists: db.prepare('SELECT 1 FROM case_item WHERE n = ?'),
      changedAt: db.prepare('SELECT body FROM change WHERE at = (SELECT max(at) FROM touch WHERE case_n = ?)'),
      dropSearch: db.prepare('DELETE FROM case_fts WHERE rowid = ?'),
      dropCoworkers: db.prepare('DELETE FROM coworker WHERE case_n = ?'),
      dropTransfer: db.prepare('DELETE FROM transfer WHERE case_n = ?'),
      dropFormer: db.prepare('DELETE FROM former WHERE case_n = ?'),
      transfer: db.prepare(
        `INSERT INTO transfer (case_n, epoch, office, giver, given_on, urgent, refusal, accepted) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
      former: db.prepare('INSERT OR IGNORE INTO former (office, case_n) VALUES (?, ?)'),
      coworker: db.prepare('INSERT INTO coworker (person, case_n) VALUES (?, ?)'),
      search: db.prepare('INSERT INTO case_fts (rowid, names, keys, codes) VALUES (?, ?, ?, ?)'),
      item: db.prepare(
        `INSERT OR REPLACE INTO case_item (n, id, code, office, status, risk, family_name, given_names, nickname, sort_name, sex, birth,
           birth_from, birth_to, commune, caregiver, worker, registered_on, due_on, answered, changed_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
    }
  }

  /**
   * @param linked ids of further cases to draw again, because of what is said of them and others
   * @returns how many of these cases were new to the lists, and how many were known. */
  refresh(cases: ReadonlySet<number>, linked: readonly Id[] = []): { newCases: number; changedCases: number } {
    let newCases = 0
    let changedCases = 0
    const beside = this.#beside(cases, linked)
    if (cases.size + beside.size === 0) return { newCases, changedCases }
    const standards = readStandards(this.#db)
    for (const n of cases) {
      const known = this.#statements.exists.get(n) !== undefined
      if (!this.#one(n, known, standards)) continue
      if (known) changedCases += 1
      else newCases += 1
    }
    for (const n of beside) if (this.#statements.exists.get(n) !== undefined) this.#one(n, true, standards)
    return { newCases, changedCases }
  }

  /** Cases that show the codes of those touched: the ones said to be the same child. */
  #beside(cases: ReadonlySet<number>, linked: readonly Id[]): Set<number> {
    const ids = new Set(linked)
    if (anyJoined(this.#db)) {
      const touched = [...cases].flatMap((n) => (this.#statements.record.get(n) as { id: Id } | undefined)?.id ?? [])
      for (const id of [...touched, ...linked]) for (const other of joinedWith(this.#db, id)) ids.add(other)
    }
    const numbers = [...ids].flatMap((id) => (this.#statements.number.get(id) as { n: number } | undefined)?.n ?? [])
    return new Set(numbers.filter((n) => !cases.has(n)))
  }

  /** Codes under which the child is known elsewhere: whoever searches for one finds all. */
  #aliases(id: Id): string {
    const others = anyJoined(this.#db) ? joinedWith(this.#db, id) : []
    const codes = others.flatMap((other) => {
      const found = this.#statements.number.get(other) as { n: number } | undefined
      const code = found ? this.#values.read(found.n).values.code : undefined
      return typeof code === 'string' ? searchCodes(code) : []
    })
    return codes.map((code) => ` ${code}`).join('')
  }

  #one(n: number, known: boolean, standards: TimeStandards): boolean {
    const record = this.#statements.record.get(n) as { id: string } | undefined
    if (!record) return false
    if (isErased(this.#db, record.id)) {
      if (known) this.#drop(n)
      return false
    }
    const forms = this.#statements.forms.all(n) as ChildRecord[]
    const registration = forms.find((form) => form.form === 'registration')
    const names = forms.flatMap((form) => (form.form === null || form === registration ? [] : [form.form]))
    const state = this.#values.read(n).values
    const summary = summarise(state, registration ? this.#values.read(registration.n).values : {}, names, standards)
    this.#writeItem(n, record.id, summary)
    if (known) this.#statements.dropCoworkers.run(n)
    for (const person of rowIds(state.coworkers)) this.#statements.coworker.run(person, n)
    this.#transfer(n, known, state)
    if (known) this.#statements.dropSearch.run(n)
    this.#statements.search.run(
      n,
      summary.search.names,
      summary.search.keys,
      `${summary.search.codes}${this.#aliases(record.id)}`,
    )
    return true
  }

  /** An erased case is in no list and found by no search. */
  #drop(n: number): void {
    const { dropItem, dropSearch, dropCoworkers, dropTransfer, dropFormer } = this.#statements
    for (const drop of [dropItem, dropSearch, dropCoworkers, dropTransfer, dropFormer]) drop.run(n)
  }

  #transfer(n: number, known: boolean, state: FormValues): void {
    if (known) {
      this.#statements.dropTransfer.run(n)
      this.#statements.dropFormer.run(n)
    }
    const handOver = handOverIn(state as Json)
    if (!handOver) return
    const { office, epoch, was } = handOver
    const words = (value: unknown): string => (typeof value === 'string' ? value : '')
    const { given_on: givenOn, urgent, refused, refusal, refused_at: refusedAt, accepted } = state
    this.#statements.transfer.run(
      n,
      epoch,
      office,
      was.at(-1) ?? '',
      words(givenOn),
      urgent === 'yes' ? 1 : 0,
      // Of an earlier hand-over it is history.
      refusedAt === epoch ? words(refusal) : '',
      // Whoever gets a case back knows it: there is nothing to accept.
      refused === 'yes'
        ? transferState.back
        : Number(accepted) === epoch
          ? transferState.accepted
          : transferState.waits,
    )
    for (const each of was) this.#statements.former.run(each, n)
  }

  #writeItem(n: number, id: string, s: CaseSummary): void {
    const last = this.#statements.changedAt.get(n) as { body: string } | undefined
    const changedAt = last ? timeIn(last.body) : ''
    this.#statements.item.run(
      n,
      id,
      s.code,
      s.office,
      s.status,
      s.risk,
      s.familyName,
      s.givenNames,
      s.nickname,
      s.sortName,
      s.sex,
      s.birth ? JSON.stringify(s.birth) : null,
      s.birthFrom,
      s.birthTo,
      s.commune,
      s.caregiver,
      s.worker,
      s.registeredOn,
      s.dueOn,
      s.answered ? 1 : 0,
      changedAt,
    )
  }
}

/** The claimed time of a change without parsing it whole: the last `"time"` of a canonical body is its own, keys being in order. */
function timeIn(body: string): string {
  const at = body.lastIndexOf('"time":"')
  return body.slice(at + 8, body.indexOf('"', at + 8))
}
