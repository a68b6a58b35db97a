import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { seqSpan } from './registers.ts'
import { replicaNumber } from './replicas.ts'
import { setAside, takeUp } from './set-aside.ts'

/** A revocation as kept: the signed text, with what is looked up by. */
export interface RevocationRow {
  readonly issuer: Id
  readonly number: number
  readonly replica: Id
  /** The last change of the replica that is believed. */
  readonly believed: number
  readonly doc: string
  /** When it was issued or came here, as the clock claimed. */
  readonly at: string
}

const columns = 'issuer, number, replica, believed, doc, at'

export function keepRevocation(db: Database, { issuer, number, replica, believed, doc, at }: RevocationRow): void {
  db.prepare(`INSERT INTO revocation (${columns}) VALUES (?, ?, ?, ?, ?, ?)`).run(
    issuer,
    number,
    replica,
    believed,
    doc,
    at,
  )
}

export function knowsRevocation(db: Database, issuer: Id, number: number): boolean {
  return db.prepare('SELECT 1 FROM revocation WHERE issuer = ? AND number = ?').get(issuer, number) !== undefined
}

/** The same revocation under the present keys of its issuer. */
export function signRevocationAnew(
  db: Database,
  { issuer, number, doc }: Pick<RevocationRow, 'issuer' | 'number' | 'doc'>,
): void {
  db.prepare('UPDATE revocation SET doc = ? WHERE issuer = ? AND number = ?').run(doc, issuer, number)
}

/** The lowest number first. */
export function allRevocations(db: Database): RevocationRow[] {
  return db.prepare(`SELECT ${columns} FROM revocation ORDER BY number, issuer`).all() as RevocationRow[]
}

/** What is said of one installation, the lowest number first. */
export function revocationsOf(db: Database, replica: Id): RevocationRow[] {
  const rows = db.prepare(`SELECT ${columns} FROM revocation WHERE replica = ? ORDER BY number, issuer DESC`)
  return rows.all(replica) as RevocationRow[]
}

/** 0 where none is known. */
export function highestRevocation(db: Database): number {
  return db.prepare('SELECT coalesce(max(number), 0) FROM revocation').pluck().get() as number
}

/** How many changes of an installation are kept apart since they are not believed. */
export function countUnbelieved(db: Database, replica: Id): number {
  return unbelieved(db, replica).length
}

function unbelieved(db: Database, replica: Id): number[] {
  const first = (replicaNumber(db, replica) ?? 0) * seqSpan
  return db
    .prepare("SELECT at FROM sync_issue WHERE reason = 'revoked' AND at BETWEEN ? AND ?")
    .pluck()
    .all(first, first + seqSpan - 1) as number[]
}

/**
 * Keeps apart what is held of a chain above its last believed change, and takes up what is believed now.
 * @returns whether anything moved: then everything is to be drawn again
 */
export function believeUpTo(db: Database, replica: Id, believed: number): boolean {
  const n = replicaNumber(db, replica)
  if (n === null) return false
  const last = n * seqSpan + believed
  const again = unbelieved(db, replica).filter((at) => at <= last)
  for (const at of again) takeUp(db, at)
  const above = db
    .prepare("SELECT at FROM change WHERE at > ? AND at < ? AND body <> '' AND at NOT IN (SELECT at FROM sync_issue)")
    .pluck()
    .all(last, (n + 1) * seqSpan) as number[]
  for (const at of above) setAside(db, at, { reason: 'revoked', op: 0 })
  return again.length > 0 || above.length > 0
}
