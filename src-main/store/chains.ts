import type { Database, Statement } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import type { ChangeBody, Hash, Id } from '../domain/ledger/types.ts'
import { seqSpan } from './registers.ts'

export interface StoredChange {
  readonly replica: Id
  readonly seq: number
  readonly lamport: number
  readonly hash: Hash
  /** Canonical JSON of the ChangeBody; empty for a change out of scope, of which only the place in the chain is known. */
  readonly body: string
  /** Of a change that came redacted: its salts as a JSON object. */
  readonly secret: string | null
  /** JSON list of the values, null where an op has none or it is withheld. */
  readonly vals: string
}

/** How far the chain of a replica is held, and what its last change had seen of the others (JSON). */
interface ReplicaRow {
  readonly n: number
  readonly id: Id
  have: number
  head: Hash | null
  seen: string
}

/** A change as its row holds it. */
export interface ChangeRow extends Omit<StoredChange, 'replica' | 'seq'> {
  readonly at: number
}

/** Where a change stands in its chain. */
type Place = Pick<ChangeBody, 'replica' | 'seq' | 'prev'> & { readonly hash: Hash }

/** The chains of all replicas as they are stored: each change in its place, none left out. What the changes say is the ledger's matter. */
export class Chains {
  /** The one that writes here. */
  readonly replica: Id
  protected readonly db: Database
  readonly #replicas = new Map<Id, ReplicaRow>()
  readonly #names = new Map<number, Id>()
  readonly #statements

  constructor(db: Database, replica: Id) {
    this.db = db
    this.replica = replica
    const columns = 'at, lamport, hash, body, secret, vals'
    this.#statements = {
      replicas: db.prepare('SELECT n, id, have, head, seen FROM replica'),
      addReplica: db.prepare('INSERT INTO replica (id) VALUES (?)'),
      advance: db.prepare('UPDATE replica SET have = ?, head = ?, seen = ? WHERE n = ?'),
      add: db.prepare(`INSERT INTO change (${columns}) VALUES (?, ?, ?, ?, ?, ?)`),
      one: db.prepare(`SELECT ${columns} FROM change WHERE at = ?`) as Statement<[number], ChangeRow>,
      // Without the long columns, which lie on pages of their own.
      lamport: db.prepare('SELECT lamport FROM change WHERE at = ?') as Statement<[number], Pick<ChangeRow, 'lamport'>>,
      range: db.prepare(`SELECT ${columns} FROM change WHERE at BETWEEN ? AND ? ORDER BY at`),
      replace: db.prepare('UPDATE change SET secret = ?, vals = ? WHERE at = ?'),
    }
    this.reload()
  }

  /** Highest sequence number without a hole, for each replica known. */
  versionVector(): Record<Id, number> {
    const vector: Record<Id, number> = {}
    for (const row of this.#replicas.values()) if (row.have > 0) vector[row.id] = row.have
    return vector
  }

  head(replica: Id): { seq: number; hash: Hash } | null {
    const row = this.#replicas.get(replica)
    return row?.head ? { seq: row.have, hash: row.head } : null
  }

  hashAt(replica: Id, seq: number): Hash | null {
    return this.change(replica, seq)?.hash ?? null
  }

  change(replica: Id, seq: number): StoredChange | null {
    const row = this.#replicas.get(replica)
    const found = row && this.rowAt(row.n * seqSpan + seq)
    return found ? stored(replica, found) : null
  }

  /** @param at its place in the `change` table */
  changeAt(at: number): StoredChange | null {
    const found = this.rowAt(at)
    return found ? stored(this.nameOf(Math.floor(at / seqSpan)), found) : null
  }

  /** Changes of a replica with `fromSeq` ≤ seq ≤ `toSeq`, in order, one at a time. */
  *read(replica: Id, fromSeq: number, toSeq: number): IterableIterator<StoredChange> {
    const row = this.#replicas.get(replica)
    if (!row) return
    const base = row.n * seqSpan
    for (const each of this.#statements.range.iterate(base + fromSeq, base + toSeq))
      yield stored(replica, each as ChangeRow)
  }

  /** How many changes lie above a version vector. */
  countAbove(vector: Readonly<Record<Id, number>>): number {
    let count = 0
    for (const row of this.#replicas.values()) count += Math.max(0, row.have - (vector[row.id] ?? 0))
    return count
  }

  /**
   * Is what the author of a change says that it had seen held here? Of a chain of which nothing is held it may be that its own office has still
   * to bring it: this installation is new, and the others are not.
   * @param mayWait whether a chain of which something is held may have been seen further: by the way of an urgent bundle, or before this installation went back
   *   to a backup
   * @returns whether anything is still to come
   * @throws bundle.gap
   */
  checkSeen({ replica, seen }: ChangeBody, mayWait: (id: Id) => boolean = () => false): boolean {
    let waits = false
    for (const [id, seq] of Object.entries(seen)) {
      const have = this.#replicas.get(id)?.have ?? 0
      if (id === replica || seq <= have) continue
      if ((have > 0 && !mayWait(id)) || id === this.replica)
        throw new LakanaError('bundle.gap', { replica: id, from: have + 1, to: seq })
      waits = true
    }
    return waits
  }

  /** How far somebody who writes here says that he has seen a chain. */
  seenBy(author: Id, replica: Id): number {
    const row = this.#replicas.get(author)
    return row ? ((JSON.parse(row.seen) as Record<Id, number>)[replica] ?? 0) : 0
  }

  /** Has anybody seen of this chain what is not held here? */
  isAwaited(replica: Id): boolean {
    const have = this.#replicas.get(replica)?.have ?? 0
    return [...this.#replicas.keys()].some((author) => author !== replica && this.seenBy(author, replica) > have)
  }

  /**
   * Keeps the place in its chain of a change that is out of this office's scope, inside the caller's transaction.
   * @throws bundle.gap, bundle.fork
   */
  keepPlace(place: Place): 'applied' | 'known' {
    if (this.isKnown(place)) return 'known'
    const { replica, seq, hash } = place
    this.add({ ...place, seen: {}, lamport: this.change(replica, seq - 1)?.lamport ?? 0 }, hash, '', null, '[]')
    return 'applied'
  }

  /** Is this the change that is held at its place? If not, it must be the next one of its chain. @throws bundle.gap, bundle.fork */
  protected isKnown({ replica, seq, prev, hash }: Place): boolean {
    const row = this.rowOf(replica)
    if (seq <= row.have) {
      if (this.hashAt(replica, seq) !== hash) throw new LakanaError('bundle.fork', { replica, seq })
      return true
    }
    if (seq !== row.have + 1) throw new LakanaError('bundle.gap', { replica, from: row.have + 1, to: seq - 1 })
    if (prev !== row.head) throw new LakanaError('bundle.fork', { replica, seq: row.have })
    return false
  }

  /** Adds the next change of a chain. @returns its place in the `change` table */
  protected add(
    { replica, seq, lamport, seen }: Pick<ChangeBody, 'replica' | 'seq' | 'lamport' | 'seen'>,
    hash: Hash,
    bodyText: string,
    secret: string | null,
    vals: string,
  ): number {
    const row = this.rowOf(replica)
    const at = row.n * seqSpan + seq
    this.#statements.add.run(at, lamport, hash, bodyText, secret, vals)
    const all = JSON.stringify({ ...(JSON.parse(row.seen) as Record<Id, number>), ...seen })
    this.#statements.advance.run(seq, hash, all, row.n)
    Object.assign(row, { have: seq, head: hash, seen: all })
    return at
  }

  /** The next change of this replica: its place, what it has seen since its last one, and a logical time above all others. */
  protected next(): Pick<ChangeBody, 'replica' | 'seq' | 'prev' | 'seen' | 'lamport'> {
    const own = this.rowOf(this.replica)
    const before = JSON.parse(own.seen) as Record<Id, number>
    const news = Object.entries(this.versionVector()).filter(
      ([id, seq]) => id !== this.replica && seq > (before[id] ?? 0),
    )
    const { have, head: prev } = own
    return {
      replica: this.replica,
      seq: have + 1,
      prev,
      seen: Object.fromEntries(news),
      lamport: this.#topLamport() + 1,
    }
  }

  /** Lamport numbers grow along every chain, so the newest of each chain is enough. */
  #topLamport(): number {
    let top = 0
    for (const row of this.#replicas.values())
      top = Math.max(top, this.#statements.lamport.get(row.n * seqSpan + row.have)?.lamport ?? 0)
    return top
  }

  protected rowAt(at: number): ChangeRow | undefined {
    return this.#statements.one.get(at)
  }

  protected placeOf(replica: Id, seq: number): number {
    return this.rowOf(replica).n * seqSpan + seq
  }

  /** What is shown of a change is another part of it than before. */
  protected replaceShown(at: number, secret: string | null, vals: string): void {
    this.#statements.replace.run(secret, vals, at)
  }

  protected nameOf(n: number): Id {
    return this.#names.get(n) ?? ''
  }

  /** A replica not known so far is added. */
  protected rowOf(id: Id): ReplicaRow {
    const known = this.#replicas.get(id)
    if (known) return known
    const n = Number(this.#statements.addReplica.run(id).lastInsertRowid)
    const row: ReplicaRow = { n, id, have: 0, head: null, seen: '{}' }
    this.#replicas.set(id, row)
    this.#names.set(n, id)
    return row
  }

  /** After a rollback: what is held is what is stored. */
  protected reload(): void {
    this.#replicas.clear()
    this.#names.clear()
    for (const row of this.#statements.replicas.all() as ReplicaRow[]) {
      this.#replicas.set(row.id, row)
      this.#names.set(row.n, row.id)
    }
  }
}

function stored(replica: Id, { at, ...row }: ChangeRow): StoredChange {
  return { replica, seq: at % seqSpan, ...row }
}
