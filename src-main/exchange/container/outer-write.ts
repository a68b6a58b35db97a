import { LakanaError } from '../../contract/errors.ts'
import { limits } from './limits.ts'
import { signatureSize, signText } from './minisign.ts'
import { payloadNames, sumsSize, sumsText } from './sums.ts'
import { tarBlock, tarEnd, tarEntrySize, tarHeader, tarPadding } from './tar.ts'

/** How a payload is cut into files. All parts but the last hold `capacity` bytes of it. */
export interface Layout {
  readonly count: number
  /** Where the payload begins in each file: what stands before it has a size known in advance, and is filled in last. */
  readonly offset: number
  readonly capacity: number
  /** Bytes of all files together. */
  readonly total: number
}

/**
 * @param comment trusted comment of the signature
 * @param payload bytes of the whole payload
 * @param most bytes that one file may have
 * @throws bundle.too-large beyond 64 files
 */
export function layoutOf(comment: string, payload: number, most: number = limits.volume): Layout {
  for (let count = 1; count <= limits.volumes; count += 1) {
    const offset = tarEntrySize(sumsSize(count)) + tarEntrySize(signatureSize(comment)) + tarBlock
    const room = most - offset - tarEnd.length
    const capacity = Math.min(payload, room - (room % tarBlock))
    if (capacity <= 0 || capacity * count < payload) continue
    const last = payload - capacity * (count - 1)
    const total = (count - 1) * fileSize(offset, capacity) + fileSize(offset, last)
    return { count, offset, capacity, total }
  }
  throw new LakanaError('bundle.too-large', { bytes: payload })
}

/** Bytes of part `index` (from 0) of a payload. */
export function partSize({ capacity, count }: Layout, payload: number, index: number): number {
  return index < count - 1 ? capacity : payload - capacity * (count - 1)
}

/** Bytes of a file that holds so much of the payload. */
export function fileSize(offset: number, part: number): number {
  return offset + part + tarPadding(part).length + tarEnd.length
}

/** All that stands before the payload in each file: the same sums and signature, so that each file is known by itself. */
export function outerHeads(
  parts: readonly { readonly sha256: string; readonly size: number }[],
  comment: string,
  key: { readonly secret: Buffer; readonly rawPublic: string },
): { heads: Buffer[]; sums: string } {
  const sums = sumsText(parts.map((part) => part.sha256))
  const before = [...entry('SHA256SUMS', sums), ...entry('SHA256SUMS.minisig', signText(sums, comment, key))]
  const names = payloadNames(parts.length)
  const heads = parts.map(({ size }, index) => Buffer.concat([...before, tarHeader(names[index] ?? '', size)]))
  return { heads, sums }
}

/** All that stands after the payload in a file. */
export function outerTail(part: number): Buffer {
  return Buffer.concat([tarPadding(part), tarEnd])
}

function entry(name: string, text: string): Buffer[] {
  const bytes = Buffer.from(text, 'latin1')
  return [tarHeader(name, bytes.length), bytes, tarPadding(bytes.length)]
}
