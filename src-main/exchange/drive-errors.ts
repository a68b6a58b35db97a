import { statfs } from 'node:fs/promises'
import { type ErrorCode, LakanaError } from '../contract/errors.ts'

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'drive.full',
  EDQUOT: 'drive.full',
  EFBIG: 'drive.full',
  EROFS: 'drive.read-only',
  EACCES: 'drive.read-only',
  ENOTCONN: 'drive.gone',
  EIO: 'drive.gone',
  ENODEV: 'drive.gone',
  ENXIO: 'drive.gone',
  ESTALE: 'drive.gone',
}

/** Bytes. A key with less may have refused a write for want of room. */
const nearlyFull = 1024 * 1024

/** What a failure of the machine on a drive means to a person; anything else stays as it is. @param missing what ENOENT means here */
export async function driveError(error: unknown, folder: string, missing: ErrorCode): Promise<unknown> {
  if (error instanceof LakanaError) return error
  const code = systemCode(error)
  const known = codes[code]
  if (known === 'drive.read-only' || code === 'EPERM') return new LakanaError(await whyRefused(error, folder))
  if (known) return new LakanaError(known)
  if (code === 'ENOENT' || code === 'ENOTDIR') return new LakanaError(missing)
  return error
}

/**
 * A drive refuses, and the code alone does not say why. One that no longer answers was pulled out. A full FAT key answers EPERM, and may not
 * tell how much room it has: then a file that could be opened for writing and not written to tells it.
 */
async function whyRefused(error: unknown, folder: string): Promise<ErrorCode> {
  let room: number | null
  try {
    room = await freeBytes(folder)
  } catch (silence) {
    return codes[systemCode(silence)] === 'drive.gone' ? 'drive.gone' : 'drive.read-only'
  }
  if (systemCode(error) !== 'EPERM') return 'drive.read-only'
  const full = room === null ? isWrite(error) : room < nearlyFull
  return full ? 'drive.full' : 'drive.read-only'
}

function isWrite(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'write'
}

export function systemCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}

/** Room left for this user, in bytes; null where the file system does not say. */
export async function freeBytes(folder: string): Promise<number | null> {
  const { bavail, bsize, blocks } = await statfs(folder)
  return blocks === 0 ? null : bavail * bsize
}
