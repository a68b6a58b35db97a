import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { writtenBy } from '../domain/ledger/change.ts'
import type { Change, Id, Json, Op } from '../domain/ledger/types.ts'
import { readCertificate } from '../domain/trust/certificate.ts'
import { certificateOf } from '../store/certificates.ts'
import type { SelfRow } from '../store/self.ts'

interface Owned {
  readonly office: Id
  readonly kind: string
}

/** Where records of these kinds name the office that they belong to; those of any other kind do in the group `office`. */
const naming: Readonly<Record<string, string>> = { person: 'account', conduct: 'text' }

interface Author {
  readonly office: Id
  readonly code: string
}

const span = 2 ** 32
const cacheSize = 50_000

/**
 * Holds every op of an incoming bundle against its author's certificate: records of its own office only, new ones under its own office,
 * cases under its own code.
 */
export class ScopeGuard {
  readonly #db: Database
  readonly #self: SelfRow
  readonly #offices: ReadonlySet<Id>
  readonly #find
  readonly #replicaName
  readonly #authors = new Map<Id, Author | null>()
  readonly #owned = new Map<Id, Owned>()

  /** @param offices those whose changes this sender may bring */
  constructor(db: Database, self: SelfRow, offices: ReadonlySet<Id>) {
    this.#db = db
    this.#self = self
    this.#offices = offices
    this.#find = db.prepare('SELECT kind, at FROM record WHERE id = ?')
    this.#replicaName = db.prepare('SELECT id FROM replica WHERE n = ?').pluck()
  }

  /** The office that a replica writes for. @throws bundle.out-of-scope where this sender may not bring its changes; ours nobody may */
  authorOf(replica: Id): Author {
    const author = replica === this.#self.replica ? null : this.#author(replica)
    if (!author || !this.#offices.has(author.office)) throw new LakanaError('bundle.out-of-scope', { replica })
    return author
  }

  /** Index of the first op that its author may not write, or -1. @throws bundle.out-of-scope where the sender may not bring it at all */
  firstOutside({ body, values }: Change): number {
    const author = this.authorOf(body.replica)
    return body.ops.findIndex((op, index) =>
      op.t === 'new' ? !this.#mayCreate(op, author) : !this.#mayWrite(op, values[index], author),
    )
  }

  #mayCreate(op: Extract<Op, { t: 'new' }>, author: Author): boolean {
    const existing = this.#owner(op.r)
    const parent = op.p === undefined ? null : this.#owner(op.p)
    if (existing && existing.office !== author.office) return false
    if (parent && parent.office !== author.office) return false
    if (!existing) this.#remember(op.r, { office: author.office, kind: op.k })
    return true
  }

  #mayWrite(op: Exclude<Op, { t: 'new' }>, value: Json | undefined, author: Author): boolean {
    const owner = this.#owner(op.r)
    // A record that nobody knows is no question of scope: the ledger sets it aside.
    if (!owner) return true
    if (owner.office !== author.office) return false
    // The groups of a form are named by its own fields.
    if (owner.kind === 'form' || (op.t !== 'set' && op.t !== 'resolve') || value === undefined) return true
    const written = writtenBy(op, value)
    if (op.g === (naming[owner.kind] ?? 'office')) return member(written, 'office') === author.office
    if (owner.kind === 'case' && op.g === 'code') return member(written, 'code').startsWith(`${author.code}-`)
    return true
  }

  #owner(record: Id): Owned | null {
    const known = this.#owned.get(record)
    if (known) return known
    const row = this.#find.get(record) as { kind: string; at: number } | undefined
    if (!row) return null
    const replica = this.#replicaName.get(Math.floor(row.at / span)) as Id
    const owned = { office: this.#author(replica)?.office ?? '', kind: row.kind }
    this.#remember(record, owned)
    return owned
  }

  #remember(record: Id, owned: Owned): void {
    if (this.#owned.size >= cacheSize) this.#owned.clear()
    this.#owned.set(record, owned)
  }

  #author(replica: Id): Author | null {
    const known = this.#authors.get(replica)
    if (known !== undefined) return known
    const author = replica === this.#self.replica ? ownAuthor(this.#self) : certified(this.#db, replica)
    this.#authors.set(replica, author)
    return author
  }
}

function ownAuthor({ office }: SelfRow): Author {
  return { office: office.id, code: office.code }
}

function certified(db: Database, replica: Id): Author | null {
  const row = certificateOf(db, replica)
  const certificate = row && !row.revoked ? readCertificate(row.doc) : null
  return certificate && { office: certificate.office.id, code: certificate.office.code }
}

function member(value: Json, key: string): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ''
  const found = (value as { readonly [key: string]: Json })[key]
  return typeof found === 'string' ? found : ''
}
