import { limits } from './limits.ts'
import { tarEnd, tarEntrySize, tarHeader, tarPadding } from './tar.ts'

/** Bytes inside the encryption for a manifest and compressed changes of these sizes. */
export function innerSize(manifest: number, changes: number): number {
  return tarEntrySize(manifest) + tarEntrySize(changes) + tarEnd.length
}

/** The inner archive, in pieces of about 256 KiB. @param frames the compressed frames, `changes` bytes in all */
export async function* innerBytes(
  manifest: Buffer,
  frames: AsyncIterable<Buffer>,
  changes: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const held: Buffer[] = [
    tarHeader('manifest.json', manifest.length),
    manifest,
    tarPadding(manifest.length),
    tarHeader('changes.ndjson.zst', changes),
  ]
  let size = manifest.length
  for await (const frame of frames) {
    held.push(frame)
    size += frame.length
    if (size >= limits.batch) {
      yield gather(held.splice(0))
      size = 0
    }
  }
  yield gather([...held, tarPadding(changes), tarEnd])
}

function gather(parts: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts))
}
