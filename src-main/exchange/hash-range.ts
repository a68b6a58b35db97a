import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { readExactly } from './container/source.ts'

const piece = 1024 * 1024

/** SHA-256 of a part of an open file, 1 MiB at a time; between pieces others get their turn. */
export async function hashRange(
  fd: number,
  offset: number,
  size: number,
  each?: (done: number) => void,
): Promise<string> {
  const digest = createHash('sha256')
  for (let done = 0; done < size; done += piece) {
    digest.update(readExactly(fd, offset + done, Math.min(piece, size - done)))
    each?.(done)
    await nextTurn()
  }
  return digest.digest('hex')
}
