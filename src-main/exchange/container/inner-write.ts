import { limits } from './limits.ts'
import { tarEnd, tarEntrySize, tarHeader, tarPadding } from './tar.ts'

/** A file that travels: its bytes as they are, under its hash. */
export interface InnerFile {
  readonly sha256: string
  readonly bytes: number
  chunks(): Iterable<Buffer>
}

/** What stands inside the encryption. */
export interface Inner {
  readonly manifest: Buffer
  /** The compressed frames of the changes, `changes` bytes in all. */
  readonly frames: AsyncIterable<Buffer>
  readonly changes: number
  readonly files: readonly InnerFile[]
}

/** Bytes inside the encryption. */
export function innerSize({ manifest, changes, files }: Omit<Inner, 'frames'>): number {
  const attached = files.reduce((sum, { bytes }) => sum + tarEntrySize(bytes), 0)
  return tarEntrySize(manifest.length) + tarEntrySize(changes) + attached + tarEnd.length
}

/** The inner archive, in pieces of about 256 KiB. */
export async function* innerBytes(inner: Inner): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let held: Buffer[] = []
  let size = 0
  for await (const piece of pieces(inner)) {
    held.push(piece)
    size += piece.length
    if (size < limits.batch) continue
    yield new Uint8Array(Buffer.concat(held))
    held = []
    size = 0
  }
  yield new Uint8Array(Buffer.concat([...held, tarEnd]))
}

async function* pieces({ manifest, frames, changes, files }: Inner): AsyncGenerator<Buffer> {
  yield Buffer.concat([tarHeader('manifest.json', manifest.length), manifest, tarPadding(manifest.length)])
  yield tarHeader('changes.ndjson.zst', changes)
  yield* frames
  yield tarPadding(changes)
  for (const file of files) {
    yield tarHeader(attachmentName(file.sha256), file.bytes)
    yield* file.chunks()
    yield tarPadding(file.bytes)
  }
}

export function attachmentName(sha256: string): string {
  return `attachments/${sha256}`
}
