import { LakanaError } from '../../contract/errors.ts'
import { limits } from './limits.ts'
import { isZero, readTarHeader, tarBlock, tarEnd, tarPadding } from './tar.ts'
import { expandFrame, frameBound, measureFrame } from './zstd-frames.ts'

/** Bytes that arrive in pieces, taken out in the lengths that are wanted. */
class Supply {
  readonly #pieces: Iterator<Buffer>
  #held: Buffer = Buffer.alloc(0)

  constructor(pieces: Iterable<Buffer>) {
    this.#pieces = pieces[Symbol.iterator]()
  }

  /** Up to `length` bytes without taking them; fewer only at the end. */
  peek(length: number): Buffer {
    const parts = [this.#held]
    let held = this.#held.length
    while (held < length) {
      const next = this.#pieces.next()
      if (next.done) break
      parts.push(next.value)
      held += next.value.length
    }
    if (parts.length > 1) this.#held = Buffer.concat(parts)
    return this.#held.subarray(0, length)
  }

  take(length: number): Buffer {
    const bytes = this.peek(length)
    if (bytes.length < length) throw damaged()
    this.#held = this.#held.subarray(length)
    return bytes
  }

  takeZeros(length: number): void {
    if (!isZero(this.take(length))) throw damaged()
  }

  atEnd(): boolean {
    return this.peek(1).length === 0
  }
}

/** The first entry alone: manifest.json as bytes. */
export function readManifestBytes(chunks: Iterable<Buffer>): Buffer {
  return takeManifest(new Supply(chunks))
}

/**
 * What is inside the encryption, to its very end: the manifest, then texts of whole lines, frame by frame. Only the exact layout of the
 * format is taken: no other entry, name, type or trailing byte.
 * @throws bundle.damaged, bundle.too-large
 */
export function* readInner(chunks: Iterable<Buffer>): Generator<Buffer> {
  const supply = new Supply(chunks)
  yield takeManifest(supply)
  const header = readTarHeader(supply.take(tarBlock))
  if (header?.name !== 'changes.ndjson.zst') throw damaged()
  let left = header.size
  let total = 0
  while (left > 0) {
    const { length, content } = nextFrame(supply, left)
    total += content
    if (total > limits.total) throw new LakanaError('bundle.too-large', { part: 'content' })
    yield expandFrame(supply.take(length), content)
    left -= length
  }
  supply.takeZeros(tarPadding(header.size).length)
  supply.takeZeros(tarEnd.length)
  if (!supply.atEnd()) throw damaged()
}

function takeManifest(supply: Supply): Buffer {
  const header = readTarHeader(supply.take(tarBlock))
  if (header?.name !== 'manifest.json') throw damaged()
  if (header.size > limits.manifest) throw new LakanaError('bundle.too-large', { part: 'manifest' })
  const bytes = supply.take(header.size)
  supply.takeZeros(tarPadding(header.size).length)
  return bytes
}

function nextFrame(supply: Supply, left: number): { length: number; content: number } {
  for (let window = 64 * 1024; ; window *= 2) {
    const bytes = supply.peek(Math.min(window, left))
    const frame = measureFrame(bytes)
    if (frame) return frame
    if (bytes.length === left || window > 2 * frameBound) throw damaged()
  }
}

function damaged(): LakanaError {
  return new LakanaError('bundle.damaged', { part: 'content' })
}
