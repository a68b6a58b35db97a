import { readSync } from 'node:fs'
import { LakanaError } from '../../contract/errors.ts'

/** Bytes that can be read from any place. */
export interface Source {
  readonly size: number
  /** @throws bundle.truncated when there are fewer */
  read(offset: number, length: number): Buffer
}

export interface Span {
  readonly fd: number
  readonly offset: number
  readonly size: number
}

/** Stretches of open files, one after the other, as if they were one. */
export function joined(spans: readonly Span[]): Source {
  const size = spans.reduce((sum, span) => sum + span.size, 0)
  return {
    size,
    read: (offset, length) => {
      const parts: Buffer[] = []
      let before = 0
      for (const span of spans) {
        const from = Math.max(offset, before)
        const to = Math.min(offset + length, before + span.size)
        if (from < to) parts.push(readExactly(span.fd, span.offset + from - before, to - from))
        before += span.size
      }
      if (offset + length > size) throw new LakanaError('bundle.truncated')
      return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
    },
  }
}

/** @throws bundle.truncated when the file ends before */
export function readExactly(fd: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  let done = 0
  while (done < length) {
    const count = readSync(fd, bytes, done, length - done, offset + done)
    if (count === 0) throw new LakanaError('bundle.truncated')
    done += count
  }
  return bytes
}
