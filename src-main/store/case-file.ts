import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { FormValues } from '../domain/forms/types.ts'
import type { ChangeBody } from '../domain/ledger/types.ts'
import { ValueReader } from './form-values.ts'

export interface FormRecord {
  readonly id: string
  readonly form: string
  readonly values: FormValues
  /** As `RecordValues`. */
  readonly withheld: readonly string[]
  readonly revision: string
  /** Claimed time and person of the newest change of this form. */
  readonly savedAt: string
  readonly savedBy: string
}

export interface NoteRecord {
  readonly id: string
  readonly text: string
  /** Its text did not come with its change. */
  readonly withheld: boolean
  readonly at: string
  readonly person: string
}

interface ChildRow {
  n: number
  id: string
  kind: string
  form: string | null
  body: string | null
}

/** Reads the records that make up one case. */
export class CaseFiles {
  readonly #db: Database
  readonly #values: ValueReader

  constructor(db: Database) {
    this.#db = db
    this.#values = new ValueReader(db)
  }

  forms(caseId: string): FormRecord[] {
    return this.#children(caseId, 'form').map((row) => {
      const { values, withheld, revision } = this.#values.read(row.n)
      const { time, person } = origin(row.body)
      return { id: row.id, form: row.form ?? '', values, withheld, revision, savedAt: time, savedBy: person }
    })
  }

  notes(caseId: string): NoteRecord[] {
    return this.#children(caseId, 'note')
      .map((row) => {
        const { time, person } = origin(row.body)
        const { values, withheld } = this.#values.read(row.n)
        const text = typeof values.text === 'string' ? values.text : ''
        return { id: row.id, text, withheld: withheld.length > 0, at: time, person }
      })
      .reverse()
  }

  form(formId: string): { id: string; form: string; caseId: string; values: FormValues; revision: string } | null {
    const row = this.#db
      .prepare(
        `SELECT r.n AS n, r.id AS id, r.form AS form, p.id AS caseId FROM record r JOIN record p ON p.n = r.parent
         WHERE r.id = ? AND r.kind = 'form'`,
      )
      .get(formId) as { n: number; id: string; form: string; caseId: string } | undefined
    if (!row) return null
    return { id: row.id, form: row.form, caseId: row.caseId, ...this.#values.read(row.n) }
  }

  openedAt(caseId: string): string {
    const row = this.#db
      .prepare('SELECT c.body AS body FROM record r JOIN change c ON c.at = r.at WHERE r.id = ?')
      .get(caseId)
    return origin((row as { body: string } | undefined)?.body ?? null).time
  }

  #children(caseId: string, kind: 'form' | 'note'): ChildRow[] {
    return this.#db
      .prepare(
        `SELECT r.n AS n, r.id AS id, r.kind AS kind, r.form AS form,
           (SELECT c.body FROM change c WHERE c.at = (SELECT max(g.at) FROM register g WHERE g.record = r.n)) AS body
         FROM record r JOIN record p ON p.n = r.parent WHERE p.id = ? AND r.kind = ? ORDER BY r.n`,
      )
      .all(caseId, kind) as ChildRow[]
  }
}

function origin(body: string | null): { time: string; person: string } {
  if (body === null) return { time: '', person: '' }
  const { time, person } = JSON.parse(body) as ChangeBody
  return { time, person }
}
