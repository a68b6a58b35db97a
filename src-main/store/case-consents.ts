import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import type { ConsentForm } from '../domain/sharing/verdict.ts'
import { ValueReader } from './form-values.ts'

/** Reads the forms 1A of cases. */
export class CaseConsents {
  readonly #values: ValueReader
  readonly #statements

  constructor(db: Database) {
    this.#values = new ValueReader(db)
    this.#statements = {
      cases: db.prepare("SELECT n, id FROM record WHERE kind = 'case' ORDER BY n"),
      forms: db
        .prepare("SELECT n FROM record WHERE parent = ? AND kind = 'form' AND form = 'consent' ORDER BY n")
        .pluck(),
      diverging: db.prepare('SELECT 1 FROM conflict WHERE record = ? LIMIT 1'),
    }
  }

  /** @param caseN the case's row number in `record` */
  of(caseN: number): ConsentForm[] {
    const forms = this.#statements.forms.all(caseN) as number[]
    return forms.map((n) => ({
      values: this.#values.read(n).values,
      diverging: this.#statements.diverging.get(n) !== undefined,
    }))
  }

  /** All cases, whoever has their custody. */
  cases(): { n: number; id: Id }[] {
    return this.#statements.cases.all() as { n: number; id: Id }[]
  }
}
