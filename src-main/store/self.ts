import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Level } from '../contract/common.ts'

/** What this installation is: its office, its replica and the keys it signs and receives with. */
export interface SelfRow {
  readonly office: OfficeRow
  readonly replica: string
  readonly incarnation: number
  readonly training: boolean
  /** Ed25519 private key, PKCS#8 DER. */
  readonly signSecret: Buffer
  /** Ed25519 public key, 32 raw bytes, base64url. */
  readonly signPublic: string
  /** age X25519 identity (AGE-SECRET-KEY-1…) and recipient (age1…). */
  readonly ageIdentity: string
  readonly ageRecipient: string
  /** age hybrid post-quantum identity and recipient (age1pq1…). */
  readonly agepqIdentity: string
  readonly agepqRecipient: string
  /** age identities of its former and next keys, by which it reads too. */
  readonly otherIdentities?: readonly string[]
}

export interface OfficeRow {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly level: Level
  /** P-code of the commune where it sits. */
  readonly place: string
  /** Id of the office above, once enrolled. */
  readonly parent: string | null
  /** Id of the office that it was under before, where it has come under another. */
  readonly former?: string | null
}

interface Row {
  office: string
  replica: string
  incarnation: number
  training: number
  sign_secret: Buffer
  sign_public: string
  age_identity: string
  age_recipient: string
  agepq_identity: string
  agepq_recipient: string
}

export function writeSelf(db: Database, self: SelfRow): void {
  saveOffice(db, self.office)
  db.prepare('INSERT INTO self VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    self.office.id,
    self.replica,
    self.incarnation,
    self.training ? 1 : 0,
    self.signSecret,
    self.signPublic,
    self.ageIdentity,
    self.ageRecipient,
    self.agepqIdentity,
    self.agepqRecipient,
  )
}

export function readSelf(db: Database): SelfRow | null {
  const row = db.prepare('SELECT * FROM self').get() as Row | undefined
  if (!row) return null
  const office = readOffice(db, row.office)
  if (!office) return null
  return {
    office,
    replica: row.replica,
    incarnation: row.incarnation,
    training: row.training === 1,
    signSecret: row.sign_secret,
    signPublic: row.sign_public,
    ageIdentity: row.age_identity,
    ageRecipient: row.age_recipient,
    agepqIdentity: row.agepq_identity,
    agepqRecipient: row.agepq_recipient,
    otherIdentities: otherIdentities(db),
  }
}

function otherIdentities(db: Database): string[] {
  const rows = db.prepare('SELECT age_identity, agepq_identity FROM own_keys').raw().all() as string[][]
  return rows.flat()
}

/** What is known of an office. One that comes under another than before remembers which that was. */
export function saveOffice(db: Database, office: OfficeRow): void {
  db.prepare(
    `INSERT INTO office (id, code, name, level, place, parent, former, doc) VALUES (?, ?, ?, ?, ?, ?, ?, '{}')
     ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, level = excluded.level,
       place = excluded.place, parent = excluded.parent,
       former = iif(parent <> excluded.parent, parent, coalesce(excluded.former, former))`,
  ).run(office.id, office.code, office.name, office.level, office.place, office.parent, office.former ?? null)
}

export function readOffice(db: Database, id: string): OfficeRow | null {
  const row = db.prepare('SELECT id, code, name, level, place, parent, former FROM office WHERE id = ?').get(id)
  return (row as OfficeRow | undefined) ?? null
}

export function allOffices(db: Database): OfficeRow[] {
  return db
    .prepare('SELECT id, code, name, level, place, parent, former FROM office ORDER BY name')
    .all() as OfficeRow[]
}
