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
  /** Bytes it will have, as far as known. */
  readonly size: number
}

export interface NewFiles extends NewFile {
  /** How many files; those after the first are called `LKB-BLS-7.p02.lkb` … */
  readonly count: number
  /** Bytes of all together. */
  readonly size: number
}

/** `placeFiles` for one file. @returns the name taken */
export async function placeFile(
  file: NewFile,
  write: (handle: FileHandle) => Promise<void>,
  verify: (path: string) => Promise<boolean>,
): Promise<string> {
  const [name = ''] = await placeFiles(
    { ...file, count: 1 },
    async ([handle]) => {
      if (handle) await write(handle)
    },
    ([path = '']) => verify(path),
  )
  return name
}

/**
 * Writes files that belong together, all whole or none: `*.part`, fsync, rename, fsync of the folder, then `verify` on what can be read
 * back. Whatever fails, no file of ours is left.
 * @returns the names taken
 * @throws drive.full, drive.gone, drive.read-only, drive.not-found, drive.unreliable, and whatever `write` and `verify` throw
 */
export async function placeFiles(
  set: NewFiles,
  write: (handles: readonly FileHandle[]) => Promise<void>,
  verify: (paths: readonly string[]) => Promise<boolean>,
  files: DriveFiles = driveFiles,
): Promise<string[]> {
  const { folder } = set
  await checkRoom(folder, set.size)
  const names = await freeNames(folder, set.name, set.count)
  const paths = names.map((name) => join(folder, name))
  const placed: string[] = []
  try {
    await writeParts(paths, write, files)
    for (const path of paths) {
      await files.rename(`${path}.part`, path)
      placed.push(path)
    }
    await syncFolder(folder, files)
    if (!(await verify(paths))) throw new LakanaError('drive.unreliable')
    return names
  } catch (error) {
    const meant = await driveError(error, folder, 'drive.gone')
    for (const path of [...paths.map((each) => `${each}.part`), ...placed]) await remove(path)
    throw meant
  }
}

async function writeParts(
  paths: readonly string[],
  write: (handles: readonly FileHandle[]) => Promise<void>,
  files: DriveFiles,
): Promise<void> {
  const handles: FileHandle[] = []
  try {
    for (const path of paths) handles.push(await files.open(`${path}.part`, 'w'))
    await write(handles)
    for (const handle of handles) await files.sync(handle)
  } finally {
    for (const handle of handles) await handle.close()
  }
}

/** What a file system may need beside the files themselves. Bytes; small files must fit twice. */
const margin = 16 * 1024 * 1024

async function checkRoom(folder: string, size: number): Promise<void> {
  try {
    if (!(await stat(folder)).isDirectory()) throw new LakanaError('drive.not-found')
    const free = await freeBytes(folder)
    const needed = size + Math.min(size, margin)
    if (free !== null && free < needed) throw new LakanaError('drive.full', { needed, free })
  } catch (error) {
    throw await driveError(error, folder, 'drive.not-found')
  }
}

/** The names, or the names with `-2`, `-3` … before the extension: a file that lies there is never replaced. */
async function freeNames(folder: string, name: string, count: number): Promise<string[]> {
  const dot = name.lastIndexOf('.')
  const [stem, extension] = [name.slice(0, dot), name.slice(dot)]
  for (let copy = 1; copy < 1000; copy += 1) {
    const base = copy === 1 ? stem : `${stem}-${copy}`
    const names = Array.from({ length: count }, (_, index) => `${base}${partSuffix(index)}${extension}`)
    if (await allFree(folder, names)) return names
  }
  throw new LakanaError('drive.full')
}

function partSuffix(index: number): string {
  return index === 0 ? '' : `.p${String(index + 1).padStart(2, '0')}`
}

async function allFree(folder: string, names: readonly string[]): Promise<boolean> {
  for (const name of names) {
    const found = await stat(join(folder, name)).catch((error: unknown) => error)
    if (systemCode(found) !== 'ENOENT') return false
  }
  return true
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
