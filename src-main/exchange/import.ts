import type { Counts } from '../contract/common.ts'
import { takenAt } from '../store/bundles.ts'
import { InnerReader } from './container/inner-read.ts'
import { withCopies } from './copy-in.ts'
import { checkManifest } from './fit.ts'
import { readManifest } from './manifest.ts'
import { openContent, openOutside } from './open-bundle.ts'
import { pcBeside } from './pcs.ts'
import { type Importing, type Taken, takeContent } from './take-content.ts'
import { withFiles } from './with-files.ts'

export interface Imported extends Taken {
  readonly outcome: 'applied' | 'already'
  readonly from: string
  /** The PC that wrote it, where the office's code does not tell. */
  readonly pc: string | null
  readonly number: number
  /** It brought one case, ahead of the ordinary bundles. */
  readonly urgent: boolean
  /** Files of cases that came. */
  readonly files: number
}

const nothing: Counts = { newCases: 0, changedCases: 0, changes: 0, ops: 0 }

/**
 * Takes one bundle, whole or not at all. Its files are copied first and everything is believed of the copy only: sizes, sums, signature,
 * certificate, whether it was taken before, receiver; then decrypted and taken line by line inside one transaction.
 * @throws the refusals of `bundle.*`, `drive.*`, `file.not-found`, `vault.disk-full`, `vault.read-only`, `call.cancelled`; the database is then as before
 */
export function importBundle(work: Importing, paths: readonly string[]): Promise<Imported> {
  return withCopies(work, paths, (copies) => importCopies(work, copies))
}

function importCopies(work: Importing, copies: readonly string[]): Promise<Imported> {
  const { db, self } = work
  return withFiles(copies, async (files) => {
    const outside = await openOutside(db, self, files, (done, total) => {
      work.progress({ step: 'checking', done, total })
      work.checkCancelled()
    })
    const { envelope, sumsHash } = outside
    const pc = pcBeside(db, self, outside.peer)
    const urgent = envelope.also !== null
    if (takenAt(db, sumsHash) !== null) {
      return {
        outcome: 'already',
        from: envelope.from,
        pc,
        number: envelope.number,
        urgent,
        counts: nothing,
        aside: 0,
        documents: [],
        revocations: [],
        moves: [],
        olderRevocations: false,
        files: 0,
      }
    }
    const content = await openContent(self, outside.payload)
    const inner = new InnerReader(content.chunks())
    const manifest = readManifest(inner.manifest())
    checkManifest(manifest, outside)
    const taken = await takeContent(work, outside, manifest, inner)
    return {
      outcome: 'applied',
      from: envelope.from,
      pc,
      number: envelope.number,
      urgent,
      ...taken,
      files: manifest.attachments.length,
    }
  })
}
