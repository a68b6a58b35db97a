import type { Database } from 'better-sqlite3-multiple-ciphers'
import { prepared } from './prepared.ts'

export interface StoredDraft {
  readonly subject: string
  readonly payload: string
  readonly savedAt: string
}

export function saveDraft(db: Database, person: string, draft: StoredDraft): void {
  prepared(
    db,
    `INSERT INTO draft (person, subject, payload, saved_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (person, subject) DO UPDATE SET payload = excluded.payload, saved_at = excluded.saved_at`,
  ).run(person, draft.subject, draft.payload, draft.savedAt)
}

export function readDraft(db: Database, person: string, subject: string): StoredDraft | null {
  const row = db
    .prepare('SELECT subject, payload, saved_at AS savedAt FROM draft WHERE person = ? AND subject = ?')
    .get(person, subject)
  return (row as StoredDraft | undefined) ?? null
}

/** `title` is what the window put into the payload as `title`, empty otherwise. */
export function listDrafts(db: Database, person: string): { subject: string; savedAt: string; title: string }[] {
  return db
    .prepare(
      `SELECT subject, saved_at AS savedAt,
         coalesce(CASE WHEN json_valid(payload) THEN json_extract(payload, '$.title') END, '') AS title
       FROM draft WHERE person = ? ORDER BY saved_at DESC`,
    )
    .all(person) as { subject: string; savedAt: string; title: string }[]
}

export function dropDraft(db: Database, person: string, subject: string): void {
  prepared(db, 'DELETE FROM draft WHERE person = ? AND subject = ?').run(person, subject)
}

/** Does anything that somebody was typing hold this text? */
export function isDrafted(db: Database, text: string): boolean {
  return prepared(db, 'SELECT 1 FROM draft WHERE instr(payload, ?) > 0 LIMIT 1').get(text) !== undefined
}
