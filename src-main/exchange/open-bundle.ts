import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import type { SelfRow } from '../store/self.ts'
import { type AgeFile, openAge } from './container/age.ts'
import { type Outer, readOuter } from './container/outer-read.ts'
import { hashRange } from './hash-range.ts'
import { checkSigner, type Signed } from './signer.ts'

/** The outside of a bundle, believed: whole, signed by a partner, for us. */
export interface Outside extends Signed {
  readonly outer: Outer
}

/**
 * Checks all that can be checked without a key to the content.
 * @param each told how far hashing is
 * @throws bundle.not-a-bundle, bundle.truncated, bundle.damaged, bundle.too-large and the refusals of `checkSigner`
 */
export async function openOutside(
  db: Database,
  self: SelfRow,
  fd: number,
  size: number,
  each?: (done: number, total: number) => void,
): Promise<Outside> {
  const outer = readOuter(fd, size)
  const signed = checkSigner(db, self, outer)
  const { payload } = outer
  const sha256 = await hashRange(fd, payload.offset, payload.size, (done) => each?.(done, payload.size))
  if (sha256 !== outer.payloadSha256) throw new LakanaError('bundle.damaged', { part: 'payload' })
  return { ...signed, outer }
}

/** Opens the encryption with our keys, X25519 or hybrid. @throws bundle.damaged */
export function openContent(self: SelfRow, fd: number, { payload }: Outer): Promise<AgeFile> {
  return openAge(fd, payload.offset, payload.size, [self.ageIdentity, self.agepqIdentity])
}
