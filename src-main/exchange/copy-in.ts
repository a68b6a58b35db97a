import { randomBytes } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import type { Progress } from '../contract/wire.ts'
import { asVaultError, named } from '../vault/files.ts'
import { limits } from './container/limits.ts'
import { driveError, freeBytes } from './drive-errors.ts'
import { stagingFolder, sweepStaging } from './staging.ts'

/** What copying needs of the work. */
interface Copying {
  /** The data folder, for staging. */
  readonly home: string
  progress(progress: Progress): void
  checkCancelled(): void
}

const piece = 256 * 1024

/**
 * Copies the files of a bundle to our own disk, for the time of their use: everything is believed of the copies only.
 * @throws file.not-found, drive.gone, bundle.too-large, vault.disk-full, vault.read-only, call.cancelled, and what the use throws
 */
export async function withCopies<T>(
  work: Copying,
  paths: readonly string[],
  use: (copies: readonly string[]) => Promise<T>,
): Promise<T> {
  named(() => sweepStaging(work.home))
  const copies: string[] = []
  try {
    for (const path of paths) {
      const copy = join(
        named(() => stagingFolder(work.home)),
        `${randomBytes(8).toString('hex')}.lkb`,
      )
      copies.push(copy)
      await copyIn(work, path, copy)
    }
    return await use(copies)
  } finally {
    // What the import has done is done: a copy that cannot be removed is swept before the next one.
    for (const copy of copies) await rm(copy, { force: true }).catch(() => undefined)
  }
}

async function copyIn(work: Copying, path: string, copy: string): Promise<void> {
  const source = await open(path, 'r').catch(async (error: unknown) => {
    throw await driveError(error, path, 'file.not-found')
  })
  try {
    const { size } = await source.stat().catch(async (error: unknown) => {
      throw await driveError(error, path, 'drive.gone')
    })
    await checkRoom(work.home, size)
    const target = await ours(open(copy, 'wx', 0o600))
    try {
      const buffer = Buffer.allocUnsafe(piece)
      for (let done = 0; done < size; ) {
        const { bytesRead } = await source.read(buffer, 0, piece, done).catch(async (error: unknown) => {
          throw await driveError(error, path, 'drive.gone')
        })
        if (bytesRead === 0) break
        await ours(target.write(buffer, 0, bytesRead, done))
        done += bytesRead
        work.progress({ step: 'copying', done, total: size })
        work.checkCancelled()
      }
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

/** On our own disk: its failures are named as the vault's are. */
function ours<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw asVaultError(error)
  })
}

async function checkRoom(home: string, size: number): Promise<void> {
  if (size > limits.volume) throw new LakanaError('bundle.too-large', { bytes: size })
  const free = await ours(freeBytes(home))
  if (free !== null && size > free / 3) throw new LakanaError('vault.disk-full')
}
