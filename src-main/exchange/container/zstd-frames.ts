import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { LakanaError } from '../../contract/errors.ts'
import { limits } from './limits.ts'

/**
 * `changes.ndjson.zst` is a row of zstd frames, each a batch of whole lines with its declared size and checksum: `zstd -d` reads it as
 * one file, and a reader of ours knows before decompressing how much memory a frame takes.
 */
export function compressFrame(text: Buffer): Buffer {
  return zstdCompressSync(text, {
    params: {
      [constants.ZSTD_c_compressionLevel]: 3,
      [constants.ZSTD_c_checksumFlag]: 1,
      [constants.ZSTD_c_contentSizeFlag]: 1,
    },
  })
}

/** No frame of ours is longer than this: zstd's own bound for text that does not shrink, with room for the header. */
export const frameBound: number = limits.frame + (limits.frame >> 8) + 1024

const headerMax = 18

/**
 * Length of the frame at the start of these bytes and the size it declares, or null when more bytes are needed to tell.
 * @throws bundle.damaged: not a frame, no declared size, no checksum, a dictionary; bundle.too-large: a declared size above the limit
 */
export function measureFrame(bytes: Buffer): { length: number; content: number } | null {
  if (bytes.length < headerMax) return null
  const { start, content } = readFrameHeader(bytes)
  let at = start
  for (;;) {
    if (at + 3 > bytes.length) return atMost(at + 3)
    const block = bytes.readUIntLE(at, 3)
    const kind = (block >> 1) & 3
    if (kind === 3) throw damaged()
    at += 3 + (kind === 1 ? 1 : block >> 3)
    if (at > frameBound) throw damaged()
    if ((block & 1) === 1) break
  }
  const length = at + 4
  return length <= bytes.length ? { length, content } : atMost(length)
}

/** Decompresses one frame. @throws bundle.damaged when the content is not exactly as declared or its checksum fails */
export function expandFrame(frame: Buffer, content: number): Buffer {
  let text: Buffer
  try {
    text = zstdDecompressSync(frame, { maxOutputLength: content, params: { [constants.ZSTD_d_windowLogMax]: 23 } })
  } catch {
    throw damaged()
  }
  if (text.length !== content) throw damaged()
  return text
}

function readFrameHeader(bytes: Buffer): { start: number; content: number } {
  const descriptor = bytes.readUInt8(4)
  const single = (descriptor >> 5) & 1
  const checksum = (descriptor >> 2) & 1
  const sizeKind = descriptor >> 6
  if (bytes.readUInt32LE(0) !== 0xfd2fb528 || checksum !== 1 || (descriptor & 0b11011) !== 0) throw damaged()
  let at = 5
  if (single === 0) {
    const window = bytes.readUInt8(at)
    const base = 2 ** (10 + (window >> 3))
    if (base + (base / 8) * (window & 7) > limits.window) throw new LakanaError('bundle.too-large', { part: 'window' })
    at += 1
  }
  if (sizeKind === 0 && single === 0) throw damaged()
  const width = [1, 2, 4, 8][sizeKind] ?? 8
  const content =
    width === 8 ? Number(bytes.readBigUInt64LE(at)) : bytes.readUIntLE(at, width) + (width === 2 ? 256 : 0)
  if (content > limits.frame) throw new LakanaError('bundle.too-large', { part: 'frame' })
  return { start: at + width, content }
}

function atMost(length: number): null {
  if (length > frameBound) throw damaged()
  return null
}

function damaged(): LakanaError {
  return new LakanaError('bundle.damaged', { part: 'zstd' })
}
