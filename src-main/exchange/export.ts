import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Counts } from '../contract/common.ts'
import { LakanaError } from '../contract/errors.ts'
import { logAccess } from '../store/access-log.ts'
import { noteSent } from '../store/bundles.ts'
import { notePeerSent, type PeerRow } from '../store/peers.ts'
import { noteTold } from '../store/told.ts'
import { encryptTo } from './container/age.ts'
import { innerBytes } from './container/inner-write.ts'
import { limits } from './container/limits.ts'
import { readOuter } from './container/outer-read.ts'
import { outerHeads, outerTail, partSize } from './container/outer-write.ts'
import { hashRange } from './hash-range.ts'
import { framesOf } from './outgoing.ts'
import { pcBeside } from './pcs.ts'
import { placeFiles } from './place-file.ts'
import { type Exporting, linesOf, type Plan, planBundle } from './plan-bundle.ts'
import { withFiles } from './with-files.ts'

export interface Written {
  /** Of the first file. */
  readonly file: string
  /** Further files, when it did not fit in one. */
  readonly parts: string[]
  readonly to: string
  /** The PC that it is for, where the office's code does not tell. */
  readonly pc: string | null
  readonly number: number
  readonly bytes: number
  readonly counts: Counts
  readonly zeroReport: boolean
  readonly kind: 'changes' | 'snapshot'
  /** Claimed day up to which the receiver had acknowledged everything; null when it had acknowledged nothing. */
  readonly since: string | null
  /** Files of cases inside, and how many wait for a later bundle. */
  readonly files: { readonly count: number; readonly bytes: number; readonly later: number }
}

/**
 * Writes one bundle for a partner: everything above what it has acknowledged, and our receipt. The number is used up only when all its
 * files lie whole in their place.
 * @throws drive.*, bundle.too-large, call.cancelled; then nothing is left of it, here or on the drive
 */
export async function writeBundle(work: Exporting, peer: PeerRow): Promise<Written> {
  const plan = await planBundle(work, peer)
  const { manifest, layout } = plan
  const { names, sumsHash } = await placeBundle(work, plan)
  const [file = '', ...parts] = names
  noteWritten(work, peer, plan, { sumsHash, bytes: layout.total, file })
  const { counts, number, zeroReport, to } = manifest
  const files = {
    count: plan.files.length,
    bytes: plan.files.reduce((sum, each) => sum + each.bytes, 0),
    later: plan.later,
  }
  const { kind } = manifest
  const pc = pcBeside(work.db, work.self, peer)
  return {
    file,
    parts,
    to: to.code,
    pc,
    number,
    bytes: layout.total,
    counts,
    zeroReport,
    kind,
    since: peer.ackedAt,
    files,
  }
}

/** Writes what was planned, whole or not at all. @returns the names of its files, and its identity @throws drive.*, bundle.too-large, call.cancelled */
export async function placeBundle(work: Exporting, plan: Plan): Promise<{ names: string[]; sumsHash: string }> {
  const { total, count } = plan.layout
  let sumsHash = ''
  const names = await placeFiles(
    { folder: work.folder, name: plan.name, size: total, count },
    async (handles) => {
      sumsHash = await writeOuter(work, plan, handles)
    },
    (paths) => readsBack(paths, sumsHash),
    work.files,
  )
  return { names, sumsHash }
}

/** Second pass: the same changes, compressed again, encrypted and cut as they come. @returns the identity of the bundle */
async function writeOuter(work: Exporting, plan: Plan, handles: readonly FileHandle[]): Promise<string> {
  const { layout, payload, comment, keys } = plan
  const digests = handles.map(() => createHash('sha256'))
  const inner = innerBytes({
    manifest: plan.manifestBytes,
    frames: framesAgain(work, plan),
    changes: plan.compressed,
    files: plan.files,
  })
  let written = 0
  for await (const piece of gathered(await encryptTo(plan.recipients, inner))) {
    for (let done = 0; done < piece.length; ) {
      work.checkCancelled()
      const index = Math.min(Math.floor((written + done) / layout.capacity), layout.count - 1)
      const at = written + done - index * layout.capacity
      const length = Math.min(piece.length - done, partSize(layout, payload, index) - at)
      if (length <= 0) throw new LakanaError('call.internal', { reason: 'payload size' })
      digests[index]?.update(piece.subarray(done, done + length))
      await handles[index]?.write(piece, done, length, layout.offset + at)
      done += length
    }
    written += piece.length
  }
  if (written !== payload) throw new LakanaError('call.internal', { reason: 'payload size' })
  const parts = digests.map((digest, index) => ({
    sha256: digest.digest('hex'),
    size: partSize(layout, payload, index),
  }))
  const { heads, sums } = outerHeads(parts, comment, { secret: keys.signSecret, rawPublic: keys.signPublic })
  for (const [index, handle] of handles.entries()) {
    const size = parts[index]?.size ?? 0
    const tail = outerTail(size)
    const head = heads[index] ?? Buffer.alloc(0)
    await handle.write(tail, 0, tail.length, layout.offset + size)
    await handle.write(head, 0, head.length, 0)
  }
  return createHash('sha256').update(sums).digest('hex')
}

async function* framesAgain(work: Exporting, { manifest, disclosure }: Plan): AsyncGenerator<Buffer> {
  let done = 0
  for (const { frame, size } of framesOf(linesOf(work.ledger, manifest, disclosure))) {
    done += size
    work.progress({ step: 'writing', done, total: manifest.size })
    work.checkCancelled()
    await nextTurn()
    yield frame
  }
}

/** The cipher gives 64 KiB at a time: a key takes larger pieces better. */
async function* gathered(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = []
  let size = 0
  for await (const piece of stream) {
    held.push(piece)
    size += piece.length
    if (size < limits.batch) continue
    yield Buffer.concat(held)
    held = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(held)
}

/** Are the files on the drive those that were written? Their payload is hashed again from what the drive gives back. */
function readsBack(paths: readonly string[], sumsHash: string): Promise<boolean> {
  return withFiles(paths, async (files) => {
    for (const [index, { fd, size }] of files.entries()) {
      const outer = readOuter(fd, size)
      if (outer.sumsHash !== sumsHash || outer.part !== index) return false
      const sha256 = await hashRange(fd, outer.payload.offset, outer.payload.size)
      if (sha256 !== outer.hashes[index]) return false
    }
    return true
  })
}

/** The bundle lies whole in its place: its number is used up, and what it tells is told. @param file of which the first has this name */
export function noteWritten(
  work: Exporting,
  peer: PeerRow,
  { manifest, notes, takenUp, disclosure, settledCases }: Plan,
  file: { sumsHash: string; bytes: number; file: string },
): void {
  const { db, time } = work
  const { number, counts, covers, have, to } = manifest
  const upTo = Object.fromEntries(Object.entries(covers).map(([id, range]) => [id, range.to]))
  const told = Object.fromEntries(Object.entries(have).map(([id, { seq }]) => [id, seq]))
  db.transaction(() => {
    noteSent(db, {
      peer: peer.replica,
      number,
      sumsHash: file.sumsHash,
      content: { covers: upTo, have: told, takenUp },
      counts,
      bytes: file.bytes,
      at: time,
    })
    notePeerSent(db, peer.replica, number, time)
    for (const each of notes) noteTold(db, peer.replica, each)
    disclosure.settle(settledCases)
    logAccess(db, {
      at: time,
      person: work.person,
      act: 'bundle.export',
      subject: to.code,
      details: { number, changes: counts.changes, file: file.file },
    })
  }).immediate()
}
