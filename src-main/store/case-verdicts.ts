import type { Database } from 'better-sqlite3-multiple-ciphers'
import { readSetting, writeSetting } from './settings.ts'

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
      of: db.prepare('SELECT verdict FROM case_verdict WHERE case_n = ?').pluck(),
      doubt: db.prepare('INSERT OR IGNORE INTO doubtful VALUES (?)'),
      settle: db.prepare('DELETE FROM doubtful WHERE case_n = ?'),
      doubtful: db.prepare('SELECT case_n FROM doubtful ORDER BY case_n').pluck(),
    }
  }

  /** Puts on the list what is to be judged by this day: agreements that have ended, and all cases where the way up is another than before. */
  begin(route: string, today: string): void {
    if (readSetting(this.#db, settingName, '') !== route) {
      this.#db.exec("UPDATE told SET verdict = '?'; DELETE FROM case_verdict")
      this.#db.exec("INSERT OR IGNORE INTO to_judge SELECT n FROM record WHERE kind = 'case'")
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

  /**
   * Keeps what was judged of a case; where it is not what was judged before, the office above is to be told again.
   * @param verdict empty: nothing is held back; @param until the day after which an agreement counts no more, ISO
   */
  keep(n: number, verdict: string, until: string | null): void {
    const { doubt, forget, judged, keep } = this.#statements
    if (this.of(n) !== verdict) doubt.run(n)
    if (verdict === '' && until === null) forget.run(n)
    else keep.run(n, verdict, until)
    judged.run(n)
  }

  /** What is held back of a case; empty: nothing. */
  of(n: number): string {
    return (this.#statements.of.get(n) as string | undefined) ?? ''
  }

  /** Cases of which the office above may hold more or less than it should. */
  doubtful(): number[] {
    return this.#statements.doubtful.all() as number[]
  }

  /** The office above holds of these cases what it should. */
  settle(cases: readonly number[]): void {
    for (const n of cases) this.#statements.settle.run(n)
  }
}
