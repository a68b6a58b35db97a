import type { Database } from 'better-sqlite3-multiple-ciphers'
import { prepared } from './prepared.ts'

/** A certificate as kept: the signed text, with what is looked up by. */
export interface CertificateRow {
  readonly replica: string
  readonly version: number
  readonly office: string
  readonly doc: string
  readonly signPublic: string
  readonly issuer: string
  readonly revoked: boolean
}

interface Row extends Omit<CertificateRow, 'revoked'> {
  readonly revoked: number
}

const columns = 'replica, version, office, doc, sign_public AS signPublic, issuer, revoked'

/** Keeps a certificate; one already known stays as it is, its revocation with it. A revoked installation gets no other that is not. */
export function keepCertificate(db: Database, row: Omit<CertificateRow, 'revoked'>): void {
  db.prepare(
    `INSERT OR IGNORE INTO certificate (replica, version, office, doc, sign_public, issuer, revoked)
     VALUES (?, ?, ?, ?, ?, ?, coalesce((SELECT max(revoked) FROM certificate WHERE replica = ?), 0))`,
  ).run(row.replica, row.version, row.office, row.doc, row.signPublic, row.issuer, row.replica)
}

/** The newest certificate of a replica. */
export function certificateOf(db: Database, replica: string): CertificateRow | null {
  const row = prepared(db, `SELECT ${columns} FROM certificate WHERE replica = ? ORDER BY version DESC LIMIT 1`).get(
    replica,
  )
  return row ? mapped(row as Row) : null
}

/** The installations of an office, the newest known here first. */
export function installationsOf(db: Database, office: string): string[] {
  const rows = db.prepare('SELECT replica FROM certificate WHERE office = ? GROUP BY replica ORDER BY min(rowid) DESC')
  return rows.pluck().all(office) as string[]
}

/** Ids of the installations of all these offices. */
export function installationsIn(db: Database, offices: Iterable<string>): ReadonlySet<string> {
  const found = prepared(
    db,
    'SELECT DISTINCT replica FROM certificate WHERE office IN (SELECT value FROM json_each(?))',
  )
  return new Set(found.pluck().all(JSON.stringify([...offices])) as string[])
}

/** All certificates of a replica, the newest first. */
export function certificatesOf(db: Database, replica: string): CertificateRow[] {
  const rows = prepared(db, `SELECT ${columns} FROM certificate WHERE replica = ? ORDER BY version DESC`)
  return (rows.all(replica) as Row[]).map(mapped)
}

/** One version of a replica's certificate. */
export function certificateAt(db: Database, replica: string, version: number): CertificateRow | null {
  const row = prepared(db, `SELECT ${columns} FROM certificate WHERE replica = ? AND version = ?`).get(replica, version)
  return row ? mapped(row as Row) : null
}

export function allCertificates(db: Database): CertificateRow[] {
  return (prepared(db, `SELECT ${columns} FROM certificate ORDER BY replica, version`).all() as Row[]).map(mapped)
}

/** Of an installation that nobody has heard of yet: it gets others. */
export function forgetCertificates(db: Database, replica: string): void {
  db.prepare('DELETE FROM certificate WHERE replica = ?').run(replica)
}

/** No bundle signed under any certificate of this replica is taken any more. */
export function revokeReplica(db: Database, replica: string): void {
  db.prepare('UPDATE certificate SET revoked = 1 WHERE replica = ?').run(replica)
}

function mapped(row: Row): CertificateRow {
  return { ...row, revoked: row.revoked === 1 }
}
