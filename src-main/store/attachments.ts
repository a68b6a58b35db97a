import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { NamedFile } from '../domain/files/refs.ts'
import type { Id } from '../domain/ledger/types.ts'
import { prepared } from './prepared.ts'

/** Where the bytes of a file rest, and the key that opens them. */
export interface Resting {
  readonly file: string
  readonly key: Buffer
}

export interface AttachmentRow extends NamedFile {
  readonly resting: Resting | null
  /** It came, and is of a kind that no case may hold. */
  readonly refused: boolean
}

interface Row extends NamedFile {
  readonly file: string | null
  readonly key: Buffer | null
  readonly refused: number
}

const columns = 'sha256, bytes, type, file, key, refused'

/** A change of a case names these files: they are known from now on, whether their bytes are here or not. */
export function noteRefs(db: Database, refs: readonly NamedFile[], cases: Iterable<number>, at: number): void {
  const known = prepared(db, 'INSERT OR IGNORE INTO attachment (sha256, bytes, type) VALUES (?, ?, ?)')
  const named = prepared(db, 'INSERT OR IGNORE INTO attachment_ref (sha256, case_n, at) VALUES (?, ?, ?)')
  for (const caseN of cases) {
    for (const { sha256, bytes, type } of refs) {
      known.run(sha256, bytes, type)
      named.run(sha256, caseN, at)
    }
  }
}

/** Before the files of a change are noted anew, because other values of it are shown now. @returns the files that it named */
export function dropRefs(db: Database, at: number): string[] {
  return prepared(db, 'DELETE FROM attachment_ref WHERE at = ? RETURNING sha256').pluck().all(at) as string[]
}

export function attachmentOf(db: Database, sha256: string): AttachmentRow | null {
  const row = prepared(db, `SELECT ${columns} FROM attachment WHERE sha256 = ?`).get(sha256) as Row | undefined
  return row ? rowOf(row) : null
}

/** The bytes are here now. */
export function keepAttachment(db: Database, ref: NamedFile, { file, key }: Resting): void {
  prepared(
    db,
    `INSERT INTO attachment (${columns}) VALUES (?, ?, ?, ?, ?, 0)
     ON CONFLICT (sha256) DO UPDATE SET file = excluded.file, key = excluded.key, type = excluded.type, refused = 0`,
  ).run(ref.sha256, ref.bytes, ref.type, file, key)
}

export function refuseAttachment(db: Database, sha256: string): void {
  prepared(db, 'UPDATE attachment SET refused = 1 WHERE sha256 = ?').run(sha256)
}

/** Does this case name this file? */
export function isOfCase(db: Database, sha256: string, caseId: Id): boolean {
  const found = prepared(
    db,
    'SELECT 1 FROM attachment_ref f JOIN record r ON r.n = f.case_n WHERE f.sha256 = ? AND r.id = ?',
  ).get(sha256, caseId)
  return found !== undefined
}

/** The changes that name a file. */
export function namedBy(db: Database, sha256: string): { replica: Id; seq: number }[] {
  return prepared(
    db,
    `SELECT DISTINCT r.id AS replica, f.at % 4294967296 AS seq FROM attachment_ref f JOIN replica r ON r.n = f.at / 4294967296
     WHERE f.sha256 = ? ORDER BY f.at`,
  ).all(sha256) as { replica: Id; seq: number }[]
}

/** Files known by name only that changes of these installations speak of. */
export function lackingOf(db: Database, replicas: readonly Id[], most: number): string[] {
  return prepared(
    db,
    `SELECT DISTINCT a.sha256 FROM attachment a JOIN attachment_ref f ON f.sha256 = a.sha256
       JOIN replica r ON r.n = f.at / 4294967296
     WHERE a.file IS NULL AND a.refused = 0 AND r.id IN (SELECT value FROM json_each(?)) ORDER BY a.sha256 LIMIT ?`,
  )
    .pluck()
    .all(JSON.stringify(replicas), most) as string[]
}

/** Rows that no change names, with a resting file: added to a form that was never saved. */
export function unnamedAttachments(db: Database): { sha256: string; file: string | null }[] {
  return prepared(
    db,
    'SELECT sha256, file FROM attachment a WHERE NOT EXISTS (SELECT 1 FROM attachment_ref f WHERE f.sha256 = a.sha256)',
  ).all() as { sha256: string; file: string | null }[]
}

export function forgetAttachment(db: Database, sha256: string): void {
  prepared(db, 'DELETE FROM attachment WHERE sha256 = ?').run(sha256)
}

/** The bytes are no longer here: they may be asked for again. */
export function loseAttachment(db: Database, file: string): void {
  prepared(db, 'UPDATE attachment SET file = NULL, key = NULL WHERE file = ?').run(file)
}

export function heldFiles(db: Database): string[] {
  return prepared(db, 'SELECT file FROM attachment WHERE file IS NOT NULL').pluck().all() as string[]
}

function rowOf({ file, key, refused, ...ref }: Row): AttachmentRow {
  return { ...ref, resting: file !== null && key !== null ? { file, key } : null, refused: refused === 1 }
}

/** Does any change name it? */
export function isNamed(db: Database, sha256: string): boolean {
  return prepared(db, 'SELECT 1 FROM attachment_ref WHERE sha256 = ? LIMIT 1').get(sha256) !== undefined
}

export function attachmentCounts(db: Database): { held: number; lacking: number; refused: number } {
  return prepared(
    db,
    `SELECT count(file) AS held, coalesce(sum(file IS NULL AND refused = 0), 0) AS lacking, coalesce(sum(refused), 0) AS refused
     FROM attachment`,
  ).get() as { held: number; lacking: number; refused: number }
}
