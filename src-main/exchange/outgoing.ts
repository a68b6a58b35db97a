import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Counts } from '../contract/common.ts'
import { LakanaError } from '../contract/errors.ts'
import type { ChangeBody, Hash, Id } from '../domain/ledger/types.ts'
import type { StoredChange } from '../store/chains.ts'
import type { Ledger } from '../store/ledger.ts'
import { limits } from './container/limits.ts'
import { compressFrame } from './container/zstd-frames.ts'
import type { Disclosed, Disclosure } from './disclosure.ts'
import { storedLine } from './lines/write-line.ts'
import type { Range } from './manifest.ts'

/** Changes read at a time: no statement stays open while the program waits for the drive. */
const page = 64

/** What a bundle will hold of each replica, from what the receiver has acknowledged to where `scope` ends. */
export function rangesAbove(
  ledger: Ledger,
  scope: Readonly<Record<Id, number>>,
  acked: Readonly<Record<Id, number>>,
): Record<Id, Range> {
  const ranges: Record<Id, Range> = {}
  for (const [replica, to] of Object.entries(scope).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const hash = ledger.hashAt(replica, to)
    const from = (acked[replica] ?? 0) + 1
    if (hash === null || from > to) continue
    ranges[replica] = { from, to, prev: from === 1 ? null : ledger.hashAt(replica, from - 1), hash }
  }
  return ranges
}

export interface Outgoing extends Disclosed {
  readonly line: Buffer
}

/** Changes that the receiver knows, told again with what it may have of them now. */
export function* changesAgain(
  ledger: Ledger,
  again: Readonly<Record<Id, readonly number[]>>,
  disclosure: Disclosure,
): Generator<Outgoing> {
  for (const [replica, seqs] of Object.entries(again)) {
    for (const seq of seqs) {
      const stored = ledger.change(replica, seq)
      if (stored) yield outgoing(stored, seq === 1 ? null : ledger.hashAt(replica, seq - 1), disclosure)
    }
  }
}

/** All changes of these ranges in causal order: lamport numbers grow along every dependency. */
export function* changesInOrder(
  ledger: Ledger,
  ranges: Readonly<Record<Id, Range>>,
  disclosure: Disclosure,
): Generator<Outgoing> {
  const queues = Object.entries(ranges).map(([replica, range]) => pages(ledger, replica, range, disclosure))
  const heads = queues.map((queue) => queue.next())
  for (;;) {
    let first = -1
    for (const [index, head] of heads.entries()) {
      if (head.done) continue
      const best = heads[first]
      if (!best || best.done || comesBefore(head.value, best.value)) first = index
    }
    const head = heads[first]
    const queue = queues[first]
    if (!head || head.done || !queue) return
    yield head.value
    heads[first] = queue.next()
  }
}

function* pages(ledger: Ledger, replica: Id, range: Range, disclosure: Disclosure): Generator<Outgoing> {
  let prev = range.prev
  for (let at = range.from; at <= range.to; at += page) {
    for (const stored of [...ledger.read(replica, at, Math.min(at + page - 1, range.to))]) {
      yield outgoing(stored, prev, disclosure)
      prev = stored.hash
    }
  }
}

function outgoing(held: StoredChange, prev: Hash | null, disclosure: Disclosure): Outgoing {
  const disclosed = disclosure.disclose(held)
  return { ...disclosed, line: storedLine(disclosed.stored, prev) }
}

function comesBefore({ stored: a }: Outgoing, { stored: b }: Outgoing): boolean {
  return a.lamport !== b.lamport ? a.lamport < b.lamport : a.replica < b.replica
}

/** The compressed batches, each with the size it had before. */
export function* framesOf(changes: Iterable<Outgoing>): Generator<{ frame: Buffer; size: number }> {
  let lines: Buffer[] = []
  let size = 0
  for (const { line } of changes) {
    lines.push(line)
    size += line.length
    if (size >= limits.batch) {
      yield pack(lines, size)
      lines = []
      size = 0
    }
  }
  if (size > 0) yield pack(lines, size)
}

function pack(lines: readonly Buffer[], size: number): { frame: Buffer; size: number } {
  return { frame: compressFrame(Buffer.concat(lines)), size }
}

/** Counts what a bundle brings while its changes pass by. */
export class Tally {
  readonly #find
  readonly #created = new Set<number>()
  readonly #touched = new Set<number>()
  #changes = 0
  #ops = 0
  #from: string | null = null
  #to: string | null = null

  constructor(db: Database) {
    this.#find = db.prepare('SELECT n, kind, parent FROM record WHERE id = ?')
  }

  *count(changes: Iterable<Outgoing>): Generator<Outgoing> {
    for (const change of changes) {
      if (change.stored.body === '') this.#changes += 1
      else this.#add(JSON.parse(change.stored.body) as ChangeBody)
      yield change
    }
  }

  get counts(): Counts {
    const newCases = this.#created.size
    return { newCases, changedCases: this.#touched.size - newCases, changes: this.#changes, ops: this.#ops }
  }

  /** First and last claimed time. */
  get period(): { from: string; to: string } | null {
    return this.#from === null || this.#to === null ? null : { from: this.#from, to: this.#to }
  }

  #add(body: ChangeBody): void {
    this.#changes += 1
    this.#ops += body.ops.length
    if (this.#ops > limits.ops) throw new LakanaError('bundle.too-large', { part: 'ops' })
    if (this.#from === null || body.time < this.#from) this.#from = body.time
    if (this.#to === null || body.time > this.#to) this.#to = body.time
    let last = ''
    for (const op of body.ops) {
      const created = op.t === 'new' && op.k === 'case'
      if (op.r === last && !created) continue
      last = op.r
      const record = this.#find.get(op.r) as { n: number; kind: string; parent: number | null } | undefined
      const caseN = record?.kind === 'case' ? record.n : (record?.parent ?? null)
      if (caseN === null) continue
      this.#touched.add(caseN)
      if (created) this.#created.add(caseN)
    }
  }
}
