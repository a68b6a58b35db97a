import { createHash } from 'node:crypto'
import { closeSync, openSync, statSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Counts } from '../contract/common.ts'
import { LakanaError } from '../contract/errors.ts'
import { logAccess } from '../store/access-log.ts'
import { noteSent } from '../store/bundles.ts'
import { notePeerSent, type PeerRow } from '../store/peers.ts'
import { encryptTo } from './container/age.ts'
import { innerBytes, innerSize } from './container/inner-write.ts'
import { limits } from './container/limits.ts'
import { readOuter } from './container/outer-read.ts'
import { outerHead, outerSize, outerTail, payloadOffset } from './container/outer-write.ts'
import { hashRange } from './hash-range.ts'
import type { Manifest } from './manifest.ts'
import { changesInOrder, framesOf } from './outgoing.ts'
import { driveFiles, placeFile } from './place-file.ts'
import { bundleName, type Exporting, type Plan, planBundle } from './plan-bundle.ts'

export interface Written {
  readonly file: string
  readonly to: string
  readonly number: number
  readonly bytes: number
  readonly counts: Counts
  readonly zeroReport: boolean
}

/**
 * Writes one bundle for a partner: everything above what it has acknowledged, and our receipt. The number is used up only when the file
 * lies whole in its place.
 * @throws drive.*, bundle.too-large, call.cancelled; then nothing is left of it, here or on the drive
 */
export async function writeBundle(work: Exporting, peer: PeerRow): Promise<Written> {
  const plan = await planBundle(work, peer)
  const { manifest, comment } = plan
  let sumsHash = ''
  let bytes = 0
  const name = bundleName(manifest)
  const size = outerSize(comment, innerSize(plan.manifestBytes.length, plan.compressed) + 64 * 1024)
  if (size > limits.volume) throw new LakanaError('bundle.too-large', { bytes: size })
  const file = await placeFile(
    { folder: work.folder, name, size },
    async (handle) => {
      const written = await writeOuter(work, plan, handle)
      sumsHash = written.sumsHash
      bytes = written.bytes
    },
    (path) => readsBack(path, sumsHash, bytes),
    work.files ?? driveFiles,
  )
  register(work, peer, manifest, { sumsHash, bytes, file })
  const { counts, number, zeroReport, to } = manifest
  return { file, to: to.code, number, bytes, counts, zeroReport }
}

/** Second pass: the same changes, compressed again, encrypted as they come. */
async function writeOuter(
  work: Exporting,
  plan: Plan,
  handle: FileHandle,
): Promise<{ sumsHash: string; bytes: number }> {
  const { self } = work
  const start = payloadOffset(plan.comment)
  const digest = createHash('sha256')
  let size = 0
  const stream = await encryptTo(
    plan.recipients,
    innerBytes(plan.manifestBytes, framesAgain(work, plan), plan.compressed),
  )
  for await (const piece of gathered(stream)) {
    work.checkCancelled()
    digest.update(piece)
    await handle.write(piece, 0, piece.length, start + size)
    size += piece.length
  }
  const key = { secret: self.signSecret, rawPublic: self.signPublic }
  const head = outerHead({ sha256: digest.digest('hex'), size }, plan.comment, key)
  const tail = outerTail(size)
  await handle.write(tail, 0, tail.length, start + size)
  await handle.write(head.bytes, 0, head.bytes.length, 0)
  const sumsHash = createHash('sha256').update(head.sums).digest('hex')
  return { sumsHash, bytes: start + size + tail.length }
}

async function* framesAgain(work: Exporting, { manifest }: Plan): AsyncGenerator<Buffer> {
  let done = 0
  for (const { frame, size } of framesOf(changesInOrder(work.ledger, manifest.covers))) {
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

/** Is the file on the drive the one that was written? Its payload is hashed again from what the drive gives back. */
async function readsBack(path: string, sumsHash: string, bytes: number): Promise<boolean> {
  if (statSync(path).size !== bytes) return false
  const fd = openSync(path, 'r')
  try {
    const outer = readOuter(fd, bytes)
    const sha256 = await hashRange(fd, outer.payload.offset, outer.payload.size)
    return outer.sumsHash === sumsHash && sha256 === outer.payloadSha256
  } finally {
    closeSync(fd)
  }
}

function register(
  work: Exporting,
  peer: PeerRow,
  manifest: Manifest,
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
      content: { covers: upTo, have: told },
      counts,
      bytes: file.bytes,
      at: time,
    })
    notePeerSent(db, peer.replica, number, time)
    logAccess(db, {
      at: time,
      person: work.person,
      act: 'bundle.export',
      subject: to.code,
      details: { number, changes: counts.changes, file: file.file },
    })
  }).immediate()
}
