import { LakanaError } from '../../contract/errors.ts'

export const payloadName = 'payload.age'

/** The text of SHA256SUMS, as `sha256sum -c` reads it. */
export function sumsText(sha256: string): string {
  return `${sha256}  ${payloadName}\n`
}

/** Length in bytes of `sumsText`. */
export const sumsSize = 64 + 2 + payloadName.length + 1

/**
 * The hash of the payload.
 * @throws bundle.too-large for several volumes (a later version of the program writes them), bundle.damaged otherwise
 */
export function readSums(text: string): string {
  const sha256 = text.slice(0, 64)
  if (/^[0-9a-f]{64}$/.test(sha256) && text === sumsText(sha256)) return sha256
  if (/^(?:[0-9a-f]{64} {2}payload\.\d{2}\.age\n){2,64}$/.test(text))
    throw new LakanaError('bundle.too-large', { volumes: true })
  throw new LakanaError('bundle.damaged', { part: 'sums' })
}
