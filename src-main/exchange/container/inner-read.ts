import { LakanaError } from '../../contract/errors.ts'
import { attachmentName } from './inner-write.ts'
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

/** A file inside a bundle. Its bytes must be taken before the next one is asked for. */
export interface ArrivingFile {
  readonly sha256: string
  readonly bytes: number
  chunks(): Generator<Buffer>
}

/**
 * What is inside the encryption, in its order and to its very end: manifest, lines, files. Only the exact layout of the format is taken:
 * no other entry, name, type or trailing byte. Each part must be read before the next.
 * @throws bundle.damaged, bundle.too-large
 */
export class InnerReader {
  readonly #supply: Supply

  constructor(chunks: Iterable<Buffer>) {
    this.#supply = new Supply(chunks)
  }

  /** manifest.json as bytes. */
  manifest(): Buffer {
    const size = this.#entry('manifest.json', limits.manifest)
    const bytes = this.#supply.take(size)
    this.#padding(size)
    return bytes
  }

  /** Texts of whole lines, frame by frame. */
  *lines(): Generator<Buffer> {
    const size = this.#entry('changes.ndjson.zst', Number.POSITIVE_INFINITY)
    let total = 0
    for (let left = size; left > 0; ) {
      const { length, content } = nextFrame(this.#supply, left)
      total += content
      if (total > limits.total) throw new LakanaError('bundle.too-large', { part: 'content' })
      yield expandFrame(this.#supply.take(length), content)
      left -= length
    }
    this.#padding(size)
  }

  /** The files that the manifest promises, then the end. */
  *files(promised: readonly { readonly sha256: string; readonly bytes: number }[]): Generator<ArrivingFile> {
    for (const { sha256, bytes } of promised) {
      if (this.#entry(attachmentName(sha256), limits.attachment) !== bytes) throw damaged()
      let left = bytes
      const supply = this.#supply
      const chunks = function* (): Generator<Buffer> {
        for (; left > 0; left -= Math.min(left, chunkSize)) yield supply.take(Math.min(left, chunkSize))
      }
      yield { sha256, bytes, chunks }
      if (left > 0) throw new Error('a file was not read')
      this.#padding(bytes)
    }
    this.#supply.takeZeros(tarEnd.length)
    if (!this.#supply.atEnd()) throw damaged()
  }

  #entry(name: string, most: number): number {
    const header = readTarHeader(this.#supply.take(tarBlock))
    if (header?.name !== name) throw damaged()
    if (header.size > most) throw new LakanaError('bundle.too-large', { part: name.split('/')[0] ?? name })
    return header.size
  }

  #padding(size: number): void {
    this.#supply.takeZeros(tarPadding(size).length)
  }
}

const chunkSize = 64 * 1024

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
