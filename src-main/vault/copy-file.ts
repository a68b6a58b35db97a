import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'

const piece = 1024 * 1024

/** What long copying is told and tells. */
export interface Copying {
  /** Bytes done since the last word. */
  advanced?(bytes: number): void
  /** Throws to stop. */
  check?(): void
  /** Waited for after each piece; others have their turn in any case. */
  between?(): Promise<void>
}

/** SHA-256 of what a file holds, hex, read in pieces so that other work goes on. Throws the system's own errors. */
export async function hashFile(path: string, copying: Copying = {}): Promise<string> {
  const file = await open(path, 'r')
  try {
    const digest = createHash('sha256')
    await eachPiece(file, copying, async (bytes) => {
      digest.update(bytes)
    })
    return digest.digest('hex')
  } finally {
    await file.close()
  }
}

/** Copies a file in pieces and makes it last. @returns size in bytes and SHA-256 of what was read. Throws the system's own errors. */
export async function copyFile(
  from: string,
  to: string,
  copying: Copying = {},
): Promise<{ bytes: number; sha256: string }> {
  await mkdir(dirname(to), { recursive: true })
  const source = await open(from, 'r')
  try {
    const target = await open(to, 'wx', 0o600)
    try {
      const digest = createHash('sha256')
      const bytes = await eachPiece(source, copying, async (part) => {
        digest.update(part)
        for (let done = 0; done < part.length; ) done += (await target.write(part, done)).bytesWritten
      })
      await target.sync()
      return { bytes, sha256: digest.digest('hex') }
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

async function eachPiece(file: FileHandle, copying: Copying, take: (bytes: Buffer) => Promise<void>): Promise<number> {
  const buffer = Buffer.allocUnsafe(piece)
  for (let at = 0; ; ) {
    copying.check?.()
    const { bytesRead } = await file.read(buffer, 0, piece, at)
    if (bytesRead === 0) return at
    await take(buffer.subarray(0, bytesRead))
    at += bytesRead
    copying.advanced?.(bytesRead)
    await (copying.between?.() ?? nextTurn())
  }
}
