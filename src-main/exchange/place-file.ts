import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import { driveError, freeBytes, systemCode } from './drive-errors.ts'

/** The file operations that writing to a drive takes; tests give ones that fail. */
export interface DriveFiles {
  open(path: string, flags: string): Promise<FileHandle>
  sync(file: FileHandle): Promise<void>
  rename(from: string, to: string): Promise<void>
}

export const driveFiles: DriveFiles = { open, rename, sync: (file) => file.sync() }

export interface NewFile {
  readonly folder: string
  /** `LKB-BLS-7.lkb`; another name is taken where this one is in use. */
  readonly name: string
  /** Bytes it will have, as far as known: twice that must be free. */
  readonly size: number
}

/**
 * Writes a file whole or not at all: `*.part`, fsync, rename, fsync of the folder, then `verify` on what can be read back. Whatever
 * fails, no file of ours is left.
 * @returns the name taken
 * @throws drive.full, drive.gone, drive.read-only, drive.not-found, drive.unreliable, and whatever `write` and `verify` throw
 */
export async function placeFile(
  file: NewFile,
  write: (handle: FileHandle) => Promise<void>,
  verify: (path: string) => Promise<boolean>,
  files: DriveFiles = driveFiles,
): Promise<string> {
  const { folder } = file
  await checkRoom(folder, file.size)
  const name = await freeName(folder, file.name)
  const part = join(folder, `${name}.part`)
  const final = join(folder, name)
  let placed = false
  try {
    await writePart(part, write, files)
    await files.rename(part, final)
    placed = true
    await syncFolder(folder, files)
    if (!(await verify(final))) throw new LakanaError('drive.unreliable')
    return name
  } catch (error) {
    const meant = await driveError(error, folder, 'drive.gone')
    await remove(part)
    if (placed) await remove(final)
    throw meant
  }
}

async function writePart(part: string, write: (handle: FileHandle) => Promise<void>, files: DriveFiles): Promise<void> {
  const handle = await files.open(part, 'w')
  try {
    await write(handle)
    await files.sync(handle)
  } finally {
    await handle.close()
  }
}

async function checkRoom(folder: string, size: number): Promise<void> {
  try {
    if (!(await stat(folder)).isDirectory()) throw new LakanaError('drive.not-found')
    const free = await freeBytes(folder)
    if (free !== null && free < 2 * size) throw new LakanaError('drive.full', { needed: 2 * size, free })
  } catch (error) {
    throw await driveError(error, folder, 'drive.not-found')
  }
}

/** The name, or the name with `-2`, `-3` … before its extension: a file that lies there is never replaced. */
async function freeName(folder: string, name: string): Promise<string> {
  const dot = name.lastIndexOf('.')
  for (let copy = 1; copy < 1000; copy += 1) {
    const candidate = copy === 1 ? name : `${name.slice(0, dot)}-${copy}${name.slice(dot)}`
    const found = await stat(join(folder, candidate)).catch((error: unknown) => error)
    if (systemCode(found) === 'ENOENT') return candidate
  }
  throw new LakanaError('drive.full')
}

/** Some systems cannot sync a folder (Windows, some FUSE drives): there the rename is as safe as they make it. */
const cannotSync = ['EPERM', 'EISDIR', 'EINVAL', 'ENOTSUP', 'ENOSYS', 'EACCES', 'EBADF']

async function syncFolder(folder: string, files: DriveFiles): Promise<void> {
  let handle: FileHandle | null = null
  try {
    handle = await files.open(folder, 'r')
    await files.sync(handle)
  } catch (error) {
    if (!cannotSync.includes(systemCode(error))) throw error
  } finally {
    await handle?.close()
  }
}

/** The drive may be gone: then nothing can be removed, and the `.part` left is ignored by every import. */
async function remove(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined)
}
