import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { ConsentForm } from '../domain/sharing/verdict.ts'
import { ValueReader } from './form-values.ts'

/** Reads the forms 1A of cases. */
export class CaseConsents {
  readonly #values: ValueReader
  readonly #statements

  constructor(db: Database) {
    this.#values = new ValueReader(db)
    this.#statements = {
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
}
