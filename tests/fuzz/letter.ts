import { createHash } from 'node:crypto'
import { LakanaError } from '../../src-main/contract/errors.ts'
import type { Hash, Id } from '../../src-main/domain/ledger/types.ts'
import { containerFormat } from '../../src-main/exchange/container/envelope.ts'
import { Disclosure } from '../../src-main/exchange/disclosure.ts'
import { takeContent } from '../../src-main/exchange/import.ts'
import { type Manifest, manifestText } from '../../src-main/exchange/manifest.ts'
import { ledgerSchema, minReader } from '../../src-main/exchange/ops-migrations.ts'
import { changesInOrder, rangesAbove, Tally } from '../../src-main/exchange/outgoing.ts'
import { receiptFor } from '../../src-main/exchange/receipts.ts'
import { noteSent, takenAt } from '../../src-main/store/bundles.ts'
import { certificateOf } from '../../src-main/store/certificates.ts'
import { notePeerSent, type PeerRow, peerOf, sentTo } from '../../src-main/store/peers.ts'
import type { Desk } from '../support/desk.ts'

/**
 * A bundle without its envelope: manifest and lines as a bundle holds them, neither compressed nor encrypted nor signed. That is where a
 * bundle's time goes; what it does to a ledger is all here, and taken by the program's own import.
 */
export interface Letter {
  readonly manifest: Manifest
  readonly lines: Buffer
  /** How many lines. */
  readonly changes: number
  /** Its identity. */
  readonly sumsHash: string
  /** The hash of each change inside, of each replica from `covers[replica].from` on. */
  readonly hashes: Readonly<Record<Id, readonly Hash[]>>
}

/** Writes what a partner lacks. @param above what it is taken to have: what it acknowledged, unless the sender has it wrong */
export function writeLetter(desk: Desk, peer: PeerRow, above: Readonly<Record<Id, number>> = peer.acked): Letter {
  const { db, ledger, self, time } = desk
  const scope = sentTo(db, ledger, self, peer)
  const covers = rangesAbove(ledger, scope, above)
  // What consent keeps back has a property of its own (disclosure.test.ts): here everything is told.
  const everything = new Disclosure(db, self.office.level, self.office.level, time.slice(0, 10))
  const tally = new Tally(db)
  const hashes: Record<Id, Hash[]> = {}
  const lines: Buffer[] = []
  for (const { stored, line } of tally.count(changesInOrder(ledger, covers, everything))) {
    lines.push(line)
    hashes[stored.replica] ??= []
    hashes[stored.replica]?.push(stored.hash)
  }
  const size = lines.reduce((sum, line) => sum + line.length, 0)
  const prereq = Object.fromEntries(Object.keys(scope).flatMap((id) => (above[id] ? [[id, above[id]]] : [])))
  const { code, level } = self.office
  const vouching = [self.replica, peer.replica, ...Object.keys(covers)]
  const manifest: Manifest = {
    format: containerFormat,
    schema: ledgerSchema,
    minReader,
    app: '0.1.0',
    from: { office: self.office.id, code, level, replica: self.replica },
    to: { office: peer.office, code: 'TO', level: level === 'region' ? 'district' : 'region', replica: peer.replica },
    number: peer.nextNumber,
    made: time,
    training: false,
    prereq,
    covers,
    have: receiptFor(db, self, ledger, peer.office),
    taken: peer.lastNumber,
    log: { count: 0, hash: '', proofs: [], seen: 0 },
    config: { version: 0, revocations: 0 },
    period: tally.period,
    counts: tally.counts,
    size,
    kind: 'changes',
    attachments: [],
    lacks: [],
    documents: [],
    certificates: [...new Set(vouching)].flatMap((id) => certificateOf(db, id)?.doc ?? []),
    zeroReport: tally.counts.changes === 0,
  }
  const sumsHash = createHash('sha256').update(manifestText(manifest)).digest('hex')
  noteSent(db, {
    peer: peer.replica,
    number: manifest.number,
    sumsHash,
    content: { covers: tops(covers), have: tops(manifest.have) },
    counts: tally.counts,
    bytes: size,
    at: time,
  })
  notePeerSent(db, peer.replica, manifest.number, time)
  return { manifest, lines: Buffer.concat(lines), changes: lines.length, sumsHash, hashes }
}

const tops = (ranges: Readonly<Record<Id, { to: number } | { seq: number }>>): Record<Id, number> =>
  Object.fromEntries(Object.entries(ranges).map(([id, range]) => [id, 'to' in range ? range.to : range.seq]))

/** How a letter was, or must be, received. */
export interface Reception {
  readonly outcome: 'applied' | 'already' | 'bundle.gap' | 'bundle.fork' | 'bundle.restored'
  /** Of a gap: the exact ranges. */
  readonly missing?: readonly string[]
}

export async function takeLetter(desk: Desk, letter: Letter): Promise<Reception> {
  const { manifest, lines, sumsHash } = letter
  const peer = peerOf(desk.db, manifest.from.replica)
  if (!peer) throw new Error('no such partner')
  if (takenAt(desk.db, sumsHash) !== null) return { outcome: 'already' }
  const inner = { lines: () => batches(lines), files: () => nothing() }
  try {
    await takeContent(desk.working(''), { peer, sumsHash }, manifest, inner)
    return { outcome: 'applied' }
  } catch (error) {
    if (!(error instanceof LakanaError)) throw error
    const { missing } = error.details as { missing?: readonly string[] }
    return { outcome: error.code as Reception['outcome'], ...(missing ? { missing } : {}) }
  }
}

/** How this letter must be received here: by what it holds and what is held, by comparing the chains place for place. */
export function receptionOf({ db, ledger }: Desk, { manifest, sumsHash, hashes }: Letter): Reception {
  if (takenAt(db, sumsHash) !== null) return { outcome: 'already' }
  const held = (replica: Id): number => ledger.head(replica)?.seq ?? 0
  const missing = [...new Set([...Object.keys(manifest.prereq), ...Object.keys(manifest.covers)])].flatMap(
    (replica) => {
      const needed = Math.max(manifest.prereq[replica] ?? 0, (manifest.covers[replica]?.from ?? 1) - 1)
      return held(replica) < needed ? [`${replica}:${held(replica) + 1}-${needed}`] : []
    },
  )
  if (missing.length > 0) return { outcome: 'bundle.gap', missing }
  for (const [replica, { seq, hash }] of Object.entries(manifest.have)) {
    if (replica === ledger.replica && seq > held(replica)) return { outcome: 'bundle.restored' }
    if (seq <= held(replica) && ledger.hashAt(replica, seq) !== hash) return { outcome: 'bundle.fork' }
  }
  for (const [replica, { from, prev }] of Object.entries(manifest.covers)) {
    if (from > 1 && ledger.hashAt(replica, from - 1) !== prev) return { outcome: 'bundle.fork' }
    const differs = hashes[replica]?.some(
      (hash, index) => from + index <= held(replica) && ledger.hashAt(replica, from + index) !== hash,
    )
    if (differs) return { outcome: 'bundle.fork' }
  }
  return { outcome: 'applied' }
}

/** Whole lines, a few at a time: an import must not care how they are cut. */
function* batches(lines: Buffer): Generator<Buffer> {
  for (let at = 0; at < lines.length; ) {
    let end = at
    for (let count = 0; count < 3 && end < lines.length; count += 1) end = lines.indexOf(10, end) + 1
    yield lines.subarray(at, end)
    at = end
  }
}

function* nothing(): Generator<never> {}
