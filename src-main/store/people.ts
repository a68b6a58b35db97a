import type { Database } from 'better-sqlite3-multiple-ciphers'
import { type AccessRules, defaultAccessRules } from '../domain/people/conditions.ts'
import { type Conduct, conductBytes, type SetConduct, shippedConduct } from '../domain/people/conduct.ts'
import type { Person } from '../domain/people/person.ts'
import { type ConductAbove, conductAbove, conductAboveHash } from './above.ts'
import { hashing } from './hashing.ts'
import { prepared } from './prepared.ts'
import { readSetting } from './settings.ts'

/** What is true of an account on this PC only. */
export interface AccountHere {
  /** The password was chosen by somebody else. */
  readonly mustChange: boolean
  readonly signedInAt: string | null
}

export type HashedConduct = Conduct & { readonly hash: string }

export type CurrentConduct = HashedConduct & { readonly set: SetConduct | null; readonly above: ConductAbove | null }

export function readPerson(db: Database, id: string): Person | null {
  const doc = prepared(db, 'SELECT doc FROM person WHERE id = ?').pluck().get(id) as string | undefined
  return doc === undefined ? null : (JSON.parse(doc) as Person)
}

/** All accounts of an office, ended ones too, by sign-in name. */
export function peopleOf(db: Database, office: string): Person[] {
  const docs = prepared(db, 'SELECT doc FROM person WHERE office = ? ORDER BY sign_in, id').pluck().all(office)
  return (docs as string[]).map((doc) => JSON.parse(doc) as Person)
}

export function readAccountHere(db: Database, person: string): AccountHere {
  const row = prepared(db, 'SELECT must_change, signed_in_at FROM account_here WHERE person = ?').get(person) as
    | { must_change: number; signed_in_at: string | null }
    | undefined
  return { mustChange: row?.must_change === 1, signedInAt: row?.signed_in_at ?? null }
}

export function writeMustChange(db: Database, person: string, mustChange: boolean): void {
  prepared(
    db,
    `INSERT INTO account_here (person, must_change) VALUES (?, ?)
     ON CONFLICT (person) DO UPDATE SET must_change = excluded.must_change`,
  ).run(person, mustChange ? 1 : 0)
}

export function writeSignedIn(db: Database, person: string, at: string): void {
  prepared(
    db,
    `INSERT INTO account_here (person, signed_in_at) VALUES (?, ?)
     ON CONFLICT (person) DO UPDATE SET signed_in_at = excluded.signed_in_at`,
  ).run(person, at)
}

const newest = 'FROM conduct WHERE office = ? ORDER BY version DESC, hash DESC LIMIT 1'
const shippedHash = hashing.sha256Hex(conductBytes(shippedConduct))

/** The hash alone: asked for every call. */
export function conductHash(db: Database, office: string): string {
  const above = conductAboveHash(db)
  if (above !== null) return above
  return (prepared(db, `SELECT hash ${newest}`).pluck().get(office) as string | undefined) ?? shippedHash
}

/** The undertaking in force in this office: what an office above has laid down counts before its own. */
export function currentConduct(db: Database, office: string): CurrentConduct {
  const above = conductAbove(db)
  if (above) return { version: above.version, fr: above.fr, en: above.en, hash: above.hash, set: null, above }
  const row = prepared(db, `SELECT hash, doc ${newest}`).get(office) as { hash: string; doc: string } | undefined
  if (!row) return { ...shippedConduct, hash: shippedHash, set: null, above: null }
  const set = JSON.parse(row.doc) as SetConduct
  return { version: set.version, fr: set.fr, en: set.en, hash: row.hash, set, above: null }
}

/** The versions that this office has set itself, newest first. */
export function conductsOf(db: Database, office: string): (SetConduct & { readonly hash: string })[] {
  const rows = prepared(db, 'SELECT hash, doc FROM conduct WHERE office = ? ORDER BY version DESC, hash DESC').all(
    office,
  )
  return (rows as { hash: string; doc: string }[]).map(({ hash, doc }) => ({
    ...(JSON.parse(doc) as SetConduct),
    hash,
  }))
}

export function readAccessRules(db: Database): AccessRules {
  return readSetting(db, 'accessRules', defaultAccessRules)
}

/** Id of the person with this sign-in name, active or not. */
export function personBySignIn(db: Database, signIn: string): string | null {
  const find = 'SELECT p.id FROM self s JOIN person p ON p.office = s.office WHERE p.sign_in = ? ORDER BY p.active DESC'
  return (prepared(db, find).pluck().get(signIn) as string | undefined) ?? null
}

/** Names of people of all offices as the ledger tells them, by person id. */
export function namesOfPeople(db: Database, ids: Iterable<string>): Map<string, string> {
  const find = prepared(
    db,
    `SELECT r.value AS value FROM record p JOIN register r ON r.record = p.n JOIN grp g ON g.n = r.grp
     WHERE p.id = ? AND p.kind = 'person' AND g.name = 'name' AND r.settled = 0 ORDER BY r.at DESC, r.idx DESC LIMIT 1`,
  )
  const names = new Map<string, string>()
  for (const id of new Set(ids)) {
    const row = find.get(id) as { value: string | null } | undefined
    const value = row?.value ? (JSON.parse(row.value) as { name?: string }) : {}
    names.set(id, value.name ?? '')
  }
  return names
}

/** How many open cases are entrusted to each person. */
export function openCasesByWorker(db: Database): Map<string, number> {
  const rows = prepared(
    db,
    "SELECT worker, count(*) AS open FROM case_item WHERE worker IS NOT NULL AND status = 'open' GROUP BY worker",
  ).all() as { worker: string; open: number }[]
  return new Map(rows.map(({ worker, open }) => [worker, open]))
}
