import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import type { SelfRow } from '../store/self.ts'
import { takeCertificates } from './certificates-in.ts'
import { type AgeFile, openAge } from './container/age.ts'
import { readEnvelope } from './container/envelope.ts'
import { InnerReader } from './container/inner-read.ts'
import { type Outer, readOuter } from './container/outer-read.ts'
import { joined, type Source } from './container/source.ts'
import { hashRange } from './hash-range.ts'
import { type Manifest, readManifest } from './manifest.ts'
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
  const known = signerKnown(db, self, first.outer)
  const missing = hashes.flatMap((_, index) => (parts.some(({ outer }) => outer.part === index) ? [] : [index + 1]))
  if (missing.length > 0) {
    throw new LakanaError('bundle.volume-missing', {
      office: readEnvelope(first.outer.signature.comment).from,
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
  const payload = joined(spans)
  const signed = known ?? introduced(db, self, first.outer, await manifestIn(self, payload))
  return { ...signed, sumsHash, payload }
}

/** Null where an urgent bundle for us is signed by somebody of whom nothing is known here: its inside may introduce him. @throws as `checkSigner` */
function signerKnown(db: Database, self: SelfRow, outer: Outer): Signed | null {
  try {
    return checkSigner(db, self, outer)
  } catch (error) {
    const unknown = error instanceof LakanaError && error.code === 'bundle.unknown-signer'
    if (unknown && readEnvelope(outer.signature.comment).also !== null) return null
    throw error
  }
}

/**
 * The signer by the certificates inside, as far as known offices issued them. Nothing of them stays: the import keeps them with all else.
 * @throws as `checkSigner`
 */
function introduced(db: Database, self: SelfRow, outer: Outer, { certificates, from }: Manifest): Signed {
  db.exec('SAVEPOINT introduced')
  try {
    takeCertificates(db, self, from, certificates)
    return checkSigner(db, self, outer)
  } finally {
    db.exec('ROLLBACK TO introduced; RELEASE introduced')
  }
}

async function manifestIn(self: SelfRow, payload: Source): Promise<Manifest> {
  const content = await openContent(self, payload)
  return readManifest(new InnerReader(content.chunks()).manifest())
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
