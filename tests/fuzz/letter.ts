import { createHash } from 'node:crypto'
import { LakanaError } from '../../src-main/contract/errors.ts'
import type { Hash, Id } from '../../src-main/domain/ledger/types.ts'
import { noteWritten } from '../../src-main/exchange/export.ts'
import type { Manifest } from '../../src-main/exchange/manifest.ts'
import { linesOf, type Plan, planBundle } from '../../src-main/exchange/plan-bundle.ts'
import { takeContent } from '../../src-main/exchange/take-content.ts'
import { directWay, planUrgent } from '../../src-main/exchange/urgent.ts'
import { takenAt } from '../../src-main/store/bundles.ts'
import { newPeer, type PeerRow, peerOf } from '../../src-main/store/peers.ts'
import { readOffice } from '../../src-main/store/self.ts'
import type { Desk } from '../support/desk.ts'

/**
 * A bundle without its envelope: the manifest and the lines that the program puts into one, neither encrypted nor signed. What it does to a
 * ledger is all here, and taken by the program's own import.
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
export async function writeLetter(
  desk: Desk,
  peer: PeerRow,
  above: Readonly<Record<Id, number>> = peer.acked,
): Promise<Letter> {
  const work = { ...desk.working(''), roomForFiles: 0 }
  const plan = await planBundle(work, { ...peer, acked: above })
  const letter = letterOf(desk, plan)
  noteWritten(work, peer, plan, { sumsHash: letter.sumsHash, bytes: plan.payload, file: 'LKB.lkb' })
  return letter
}

/** Writes an urgent bundle for a case that was handed over; null where it may not be taken straight to the other office. */
export async function writeUrgentLetter(desk: Desk, caseId: Id): Promise<Letter | null> {
  const work = { ...desk.working(''), roomForFiles: 0 }
  try {
    return letterOf(desk, await planUrgent(work, directWay(work, caseId)))
  } catch (error) {
    if (error instanceof LakanaError && error.code.startsWith('transfer.')) return null
    throw error
  }
}

function letterOf(desk: Desk, { manifest, manifestBytes, disclosure }: Plan): Letter {
  const hashes: Record<Id, Hash[]> = {}
  const lines: Buffer[] = []
  for (const { stored, line } of linesOf(desk.ledger, manifest, disclosure)) {
    lines.push(line)
    const range = manifest.covers[stored.replica]
    if (!range || stored.seq < range.from) continue
    hashes[stored.replica] ??= []
    hashes[stored.replica]?.push(stored.hash)
  }
  const sumsHash = createHash('sha256').update(manifestBytes).digest('hex')
  return { manifest, lines: Buffer.concat(lines), changes: lines.length, sumsHash, hashes }
}

/** How a letter was, or must be, received. */
export interface Reception {
  readonly outcome: 'applied' | 'already' | 'bundle.gap' | 'bundle.fork' | 'bundle.restored'
  /** Of a gap: the exact ranges. */
  readonly missing?: readonly string[]
}

export async function takeLetter(desk: Desk, letter: Letter): Promise<Reception> {
  const { manifest, lines, sumsHash } = letter
  const { replica, office } = manifest.from
  const peer = peerOf(desk.db, replica) ?? (manifest.urgent || isNear(desk, office) ? newPeer(replica, office) : null)
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

/** May a PC of this office that nobody has heard yet be a further one of an office that exchanges with this one? */
function isNear({ db, self }: Desk, office: Id): boolean {
  return office === self.office.id || readOffice(db, office)?.parent === self.office.id
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
