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

/** A full FAT key answers EPERM, so what that means is told by the room left. Bytes. */
const nearlyFull = 1024 * 1024

/** What a failure of the machine on a drive means to a person; anything else stays as it is. @param missing what ENOENT means here */
export async function driveError(error: unknown, folder: string, missing: ErrorCode): Promise<unknown> {
  if (error instanceof LakanaError) return error
  const code = systemCode(error)
  const known = codes[code]
  if (known) return new LakanaError(known)
  if (code === 'ENOENT' || code === 'ENOTDIR') return new LakanaError(missing)
  if (code !== 'EPERM') return error
  const room = await freeBytes(folder).catch(() => null)
  return new LakanaError(room !== null && room < nearlyFull ? 'drive.full' : 'drive.read-only')
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
