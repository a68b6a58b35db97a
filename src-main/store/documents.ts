import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Hash, Id } from '../domain/ledger/types.ts'
import type { DocumentKind } from '../domain/trust/document.ts'
import { prepared } from './prepared.ts'

export interface DocumentRow {
  readonly office: Id
  readonly kind: DocumentKind
  readonly version: number
  /** The signed text. */
  readonly doc: string
  /** When it came, or was written, as the clock claims. */
  readonly at: string
}

/** Of each office and kind, the hash of the signed text. */
export type DocumentsHeld = Readonly<Record<Id, Readonly<Partial<Record<DocumentKind, Hash>>>>>

export function documentOf(db: Database, office: Id, kind: DocumentKind): DocumentRow | null {
  const row = prepared(db, 'SELECT * FROM document WHERE office = ? AND kind = ?').get(office, kind)
  return (row as DocumentRow | undefined) ?? null
}

/** Versions of all documents of a kind, without reading them. */
export function documentVersions(db: Database, kind: DocumentKind): Pick<DocumentRow, 'office' | 'version'>[] {
  const rows = prepared(db, 'SELECT office, version FROM document WHERE kind = ? ORDER BY office').all(kind)
  return rows as Pick<DocumentRow, 'office' | 'version'>[]
}

export function allDocuments(db: Database): DocumentRow[] {
  return prepared(db, 'SELECT * FROM document ORDER BY office, kind').all() as DocumentRow[]
}

/** Versions only grow. */
export function keepDocumentRow(db: Database, { office, kind, version, doc, at }: DocumentRow): void {
  prepared(
    db,
    `INSERT INTO document (office, kind, version, doc, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (office, kind) DO UPDATE SET version = excluded.version, doc = excluded.doc, at = excluded.at
     WHERE excluded.version > document.version`,
  ).run(office, kind, version, doc, at)
}

/** The same document under the present keys of who laid it down. */
export function signDocumentAnew(
  db: Database,
  { office, kind, doc }: Pick<DocumentRow, 'office' | 'kind' | 'doc'>,
): void {
  prepared(db, 'UPDATE document SET doc = ? WHERE office = ? AND kind = ?').run(doc, office, kind)
}
