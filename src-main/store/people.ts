import type { Database } from 'better-sqlite3-multiple-ciphers'

/** Somebody who signs in on this PC. */
export interface PersonRow {
  readonly id: string
  readonly signIn: string
  readonly name: string
  readonly role: string
}

export function addPerson(db: Database, person: PersonRow): void {
  db.prepare('INSERT INTO person (id, sign_in, name, role) VALUES (?, ?, ?, ?)').run(
    person.id,
    person.signIn,
    person.name,
    person.role,
  )
}

export function readPerson(db: Database, id: string): PersonRow | null {
  const row = db.prepare('SELECT id, sign_in AS signIn, name, role FROM person WHERE id = ? AND active = 1').get(id)
  return (row as PersonRow | undefined) ?? null
}

/** Everybody who signs in or has signed in on this PC, by name. */
export function allPeople(db: Database): PersonRow[] {
  return db.prepare('SELECT id, sign_in AS signIn, name, role FROM person ORDER BY name').all() as PersonRow[]
}

/** Id of the person with this sign-in name, active or not. */
export function personBySignIn(db: Database, signIn: string): string | null {
  const row = db.prepare('SELECT id FROM person WHERE sign_in = ?').get(signIn) as { id: string } | undefined
  return row?.id ?? null
}

/** Names of people of all offices as the ledger tells them, by person id. */
export function namesOfPeople(db: Database, ids: Iterable<string>): Map<string, string> {
  const find = db.prepare(
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
