import { signatureSize, signText } from './minisign.ts'
import { payloadName, sumsSize, sumsText } from './sums.ts'
import { tarEnd, tarEntrySize, tarHeader, tarPadding } from './tar.ts'

/** Where the payload begins: the entries before it have sizes known in advance, so they are filled in last. */
export function payloadOffset(comment: string): number {
  return tarEntrySize(sumsSize) + tarEntrySize(signatureSize(comment)) + 512
}

/** Bytes of the whole bundle file. */
export function outerSize(comment: string, payload: number): number {
  return payloadOffset(comment) - 512 + tarEntrySize(payload) + tarEnd.length
}

/** All that stands before the payload. @param comment trusted comment of the signature */
export function outerHead(
  payload: { readonly sha256: string; readonly size: number },
  comment: string,
  key: { readonly secret: Buffer; readonly rawPublic: string },
): { bytes: Buffer; sums: string } {
  const sums = sumsText(payload.sha256)
  const signature = signText(sums, comment, key)
  const bytes = Buffer.concat([
    ...entry('SHA256SUMS', sums),
    ...entry('SHA256SUMS.minisig', signature),
    tarHeader(payloadName, payload.size),
  ])
  return { bytes, sums }
}

/** All that stands after the payload. */
export function outerTail(payloadSize: number): Buffer {
  return Buffer.concat([tarPadding(payloadSize), tarEnd])
}

function entry(name: string, text: string): Buffer[] {
  const bytes = Buffer.from(text, 'latin1')
  return [tarHeader(name, bytes.length), bytes, tarPadding(bytes.length)]
}
