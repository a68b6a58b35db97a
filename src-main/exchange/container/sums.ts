import { LakanaError } from '../../contract/errors.ts'
import { limits } from './limits.ts'

/** Names of the parts of the payload, in their order: `cat` of all is one age file. One part has no number. */
export function payloadNames(count: number): string[] {
  if (count === 1) return ['payload.age']
  return Array.from({ length: count }, (_, index) => `payload.${String(index + 1).padStart(2, '0')}.age`)
}

/** The text of SHA256SUMS, as `sha256sum -c` reads it: one line a part. */
export function sumsText(hashes: readonly string[]): string {
  const names = payloadNames(hashes.length)
  return hashes.map((sha256, index) => `${sha256}  ${names[index] ?? ''}\n`).join('')
}

/** Length in bytes of `sumsText` for so many parts. */
export function sumsSize(count: number): number {
  return payloadNames(count).reduce((size, name) => size + 64 + 2 + name.length + 1, 0)
}

/** The hashes of the parts of the payload. @throws bundle.too-large, bundle.damaged */
export function readSums(text: string): string[] {
  const hashes = text
    .split('\n')
    .slice(0, -1)
    .map((line) => line.slice(0, 64))
  if (hashes.length > limits.volumes) throw new LakanaError('bundle.too-large', { part: 'volumes' })
  const sound = hashes.length > 0 && hashes.every((sha256) => /^[0-9a-f]{64}$/.test(sha256))
  if (!sound || text !== sumsText(hashes)) throw new LakanaError('bundle.damaged', { part: 'sums' })
  return hashes
}
