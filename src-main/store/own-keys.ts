import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { ReplicaKeys } from './incarnation.ts'
import type { SelfRow } from './self.ts'

/** The keys of an installation, without its name. */
export type Keys = Omit<ReplicaKeys, 'replica'>

const columns = `sign_secret AS signSecret, sign_public AS signPublic, age_identity AS ageIdentity, age_recipient AS ageRecipient,
  agepq_identity AS agepqIdentity, agepq_recipient AS agepqRecipient`

/** The keys that wait for the office above to certify them; null where none do. */
export function nextKeys(db: Database): Keys | null {
  return (db.prepare(`SELECT ${columns} FROM own_keys WHERE state = 'next'`).get() as Keys | undefined) ?? null
}

/** The keys that it had before: by them bundles are read that were written before, and written for who knows no others. */
export function formerKeys(db: Database): Keys[] {
  return db.prepare(`SELECT ${columns} FROM own_keys WHERE state = 'former'`).all() as Keys[]
}

/** @param at as the clock claims, ISO 8601 */
export function keepNextKeys(db: Database, keys: Keys, at: string): void {
  db.prepare("INSERT INTO own_keys VALUES ('next', ?, ?, ?, ?, ?, ?, ?)").run(
    at,
    keys.signSecret,
    keys.signPublic,
    keys.ageIdentity,
    keys.ageRecipient,
    keys.agepqIdentity,
    keys.agepqRecipient,
  )
}

/** The next keys are certified: they are this installation's own from now on, and the former ones go on reading. In the caller's transaction. */
export function takeNextKeys(db: Database): void {
  db.exec(`INSERT INTO own_keys SELECT 'former', n.at, s.sign_secret, s.sign_public, s.age_identity, s.age_recipient, s.agepq_identity,
      s.agepq_recipient FROM self s, own_keys n WHERE n.state = 'next';
    UPDATE self SET (sign_secret, sign_public, age_identity, age_recipient, agepq_identity, agepq_recipient) =
      (SELECT sign_secret, sign_public, age_identity, age_recipient, agepq_identity, agepq_recipient FROM own_keys WHERE state = 'next');
    DELETE FROM own_keys WHERE state = 'next'`)
}

/** This installation as it will be with its next keys; null where none wait. */
export function nextSelf(db: Database, self: SelfRow): SelfRow | null {
  const keys = nextKeys(db)
  return keys && { ...self, ...keys }
}
