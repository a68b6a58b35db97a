import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import type { SelfRow } from '../store/self.ts'
import { type AgeFile, openAge } from './container/age.ts'
import { type Outer, readOuter } from './container/outer-read.ts'
import { joined, type Source } from './container/source.ts'
import { hashRange } from './hash-range.ts'
import { checkSigner, type Signed } from './signer.ts'

/** An open file that is, or is part of, a bundle. */
export interface OpenFile {
  readonly fd: number
  /** Bytes. */
  readonly size: number
}

/** The outside of a bundle, believed: whole, signed by a partner, for us. */
export interface Outside extends Signed {
  readonly sumsHash: string
  readonly payload: Source
}

/**
 * Checks all that can be checked without a key to the content.
 * @param files the files of one bundle, in any order; of several copies of one part the first sound one is taken
 * @param each told how far hashing is
 * @throws bundle.not-a-bundle, bundle.truncated, bundle.damaged, bundle.too-large, bundle.volume-missing and the refusals of `checkSigner`
 */
export async function openOutside(
  db: Database,
  self: SelfRow,
  files: readonly OpenFile[],
  each?: (done: number, total: number) => void,
): Promise<Outside> {
  const parts = files.map(({ fd, size }) => ({ fd, outer: readOuter(fd, size) }))
  const [first] = parts
  if (!first) throw new LakanaError('file.not-found')
  const { sums, signed: signature, sumsHash, hashes } = first.outer
  if (parts.some(({ outer }) => outer.sums !== sums || outer.signed !== signature))
    throw new LakanaError('bundle.damaged', { part: 'volumes' })
  const signed = checkSigner(db, self, first.outer)
  const missing = hashes.flatMap((_, index) => (parts.some(({ outer }) => outer.part === index) ? [] : [index + 1]))
  if (missing.length > 0) {
    throw new LakanaError('bundle.volume-missing', {
      office: signed.envelope.from,
      missing: missing.join(', '),
      of: hashes.length,
    })
  }
  const total = parts.reduce((sum, { outer }) => sum + outer.payload.size, 0)
  let before = 0
  const spans = []
  for (const [index, sha256] of hashes.entries()) {
    const span = await soundOne(
      parts.filter(({ outer }) => outer.part === index),
      sha256,
      (done) => each?.(before + done, total),
    )
    if (!span) throw new LakanaError('bundle.damaged', { part: 'payload' })
    before += span.size
    spans.push(span)
  }
  return { ...signed, sumsHash, payload: joined(spans) }
}

async function soundOne(
  copies: readonly { readonly fd: number; readonly outer: Outer }[],
  sha256: string,
  each: (done: number) => void,
): Promise<{ fd: number; offset: number; size: number } | null> {
  for (const { fd, outer } of copies) {
    const { offset, size } = outer.payload
    if ((await hashRange(fd, offset, size, each)) === sha256) return { fd, offset, size }
  }
  return null
}

/** Opens the encryption with our keys, X25519 or hybrid. @throws bundle.damaged */
export function openContent(self: SelfRow, payload: Source): Promise<AgeFile> {
  return openAge(payload, [self.ageIdentity, self.agepqIdentity, ...(self.otherIdentities ?? [])])
}
