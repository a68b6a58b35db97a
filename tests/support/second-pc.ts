import type { Draft, Id } from '../../src-main/domain/ledger/types.ts'
import type { PlainOffice } from './plain-office.ts'
import { carry, Replica } from './replica.ts'

/** Another PC of the same office: its own chain, everything else in common. Keys come and go by `meet`. */
export class SecondPc {
  readonly #replica = new Replica()
  readonly #office: PlainOffice['office']
  readonly person: Id

  constructor({ office }: PlainOffice, name = 'Adama Ouédraogo') {
    this.#office = office
    this.person = this.#replica.person
    const { db, self } = office
    db.prepare(
      `INSERT INTO certificate (replica, version, office, doc, sign_public, issuer) VALUES (?, 1, ?, '', '', '')`,
    ).run(this.#replica.ledger.replica, self.office.id)
    this.meet()
    this.write([
      { t: 'new', r: this.person, k: 'person' },
      { t: 'set', r: this.person, g: 'name', value: { name } },
    ])
  }

  set time(time: string) {
    this.#replica.time = time
  }

  write(drafts: readonly Draft[]): void {
    this.#replica.write(drafts)
  }

  /** What each has and the other has not. */
  meet(): void {
    const { db, ledger } = this.#office
    carry(ledger, this.#replica.db, this.#replica.ledger)
    carry(this.#replica.ledger, db, ledger)
  }

  close(): void {
    this.#replica.close()
  }
}
