import type { Database } from 'better-sqlite3-multiple-ciphers'
import { readSetting, writeSetting } from './settings.ts'

/** What is held back of a case on its way up, by the case's row number in `record`. */
export interface HeldCase {
  readonly n: number
  readonly verdict: string
}

const settingName = 'judgedRoute'

/** The verdicts on cases, kept from one export to the next. They are of one way up only: an office has one office above it. */
export class CaseVerdicts {
  readonly #db: Database
  readonly #statements

  constructor(db: Database) {
    this.#db = db
    this.#statements = {
      ended: db.prepare('INSERT OR IGNORE INTO to_judge SELECT case_n FROM case_verdict WHERE until < ?'),
      waiting: db.prepare('SELECT case_n FROM to_judge ORDER BY case_n LIMIT ?').pluck(),
      keep: db.prepare('INSERT OR REPLACE INTO case_verdict (case_n, verdict, until) VALUES (?, ?, ?)'),
      forget: db.prepare('DELETE FROM case_verdict WHERE case_n = ?'),
      judged: db.prepare('DELETE FROM to_judge WHERE case_n = ?'),
      held: db.prepare("SELECT case_n AS n, verdict FROM case_verdict WHERE verdict <> '' ORDER BY case_n"),
    }
  }

  /** Puts on the list what is to be judged by this day: agreements that have ended, and all cases where the way up is another than before. */
  begin(route: string, today: string): void {
    if (readSetting(this.#db, settingName, '') !== route) {
      this.#db.exec("DELETE FROM case_verdict; INSERT OR IGNORE INTO to_judge SELECT n FROM record WHERE kind = 'case'")
      writeSetting(this.#db, settingName, route)
    }
    this.#statements.ended.run(today)
  }

  waiting(limit: number): number[] {
    return this.#statements.waiting.all(limit) as number[]
  }

  count(): number {
    return this.#db.prepare('SELECT count(*) FROM to_judge').pluck().get() as number
  }

  /** @param verdict empty: nothing is held back; @param until the day after which an agreement counts no more, ISO */
  keep(n: number, verdict: string, until: string | null): void {
    if (verdict === '' && until === null) this.#statements.forget.run(n)
    else this.#statements.keep.run(n, verdict, until)
    this.#statements.judged.run(n)
  }

  held(): HeldCase[] {
    return this.#statements.held.all() as HeldCase[]
  }
}
