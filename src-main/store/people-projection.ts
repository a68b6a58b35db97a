import type { Database } from 'better-sqlite3-multiple-ciphers'
import { conductBytes, conductOf } from '../domain/people/conduct.ts'
import { type Groups, personOf } from '../domain/people/person.ts'
import { ValueReader } from './form-values.ts'
import { hashing } from './hashing.ts'

/** Keeps `person` and `conduct` true to the registers. */
export class PeopleProjection {
  readonly #values: ValueReader
  readonly #statements

  constructor(db: Database) {
    this.#values = new ValueReader(db)
    this.#statements = {
      record: db.prepare('SELECT id, kind FROM record WHERE n = ?'),
      person: db.prepare('INSERT OR REPLACE INTO person (id, office, sign_in, active, doc) VALUES (?, ?, ?, ?, ?)'),
      conduct: db.prepare('INSERT OR REPLACE INTO conduct (id, office, version, hash, doc) VALUES (?, ?, ?, ?, ?)'),
    }
  }

  /** @param records numbers of the records touched */
  refresh(records: ReadonlySet<number>): void {
    for (const n of records) {
      const { id, kind } = this.#statements.record.get(n) as { id: string; kind: string }
      if (kind === 'person') this.#person(id, this.#values.groups(n))
      if (kind === 'conduct') this.#conduct(id, this.#values.groups(n))
    }
  }

  #person(id: string, groups: Groups): void {
    const person = personOf(id, groups)
    if (!person) return
    const { office, signIn, active } = person
    this.#statements.person.run(id, office, signIn, active ? 1 : 0, JSON.stringify(person))
  }

  #conduct(id: string, groups: Groups): void {
    const conduct = conductOf(groups)
    if (!conduct) return
    const hash = hashing.sha256Hex(conductBytes(conduct))
    this.#statements.conduct.run(id, conduct.office, conduct.version, hash, JSON.stringify(conduct))
  }
}
