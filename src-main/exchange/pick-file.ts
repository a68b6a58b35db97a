import { lstat, open, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import { maxFileBytes } from '../domain/files/kinds.ts'
import { driveError } from './drive-errors.ts'

const ours = /\.(?:jpe?g|png|pdf|mp3|m4a)$/i
const shown = 500

/** Files in a folder that may be attached, by name alone. @throws drive.not-found */
export async function pickable(folder: string): Promise<{ name: string; path: string; bytes: number }[]> {
  try {
    const names = (await readdir(folder)).filter((name) => ours.test(name) && !name.startsWith('.'))
    const files = []
    for (const name of names.sort((a, b) => a.localeCompare(b, 'fr')).slice(0, shown)) {
      const path = join(folder, name)
      const found = await lstat(path)
      if (found.isFile()) files.push({ name, path, bytes: found.size })
    }
    return files
  } catch (error) {
    throw await driveError(error, folder, 'drive.not-found')
  }
}

/** A regular file's bytes. @throws attachment.too-large, attachment.kind, file.not-found, drive.gone */
export async function pickFile(path: string): Promise<{ name: string; bytes: Buffer }> {
  try {
    const { size } = await regular(path)
    const handle = await open(path, 'r')
    try {
      const bytes = Buffer.alloc(size)
      const { bytesRead } = await handle.read(bytes, 0, size, 0)
      return { name: basename(path), bytes: bytes.subarray(0, bytesRead) }
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw await driveError(error, path, 'file.not-found')
  }
}

async function regular(path: string): Promise<{ size: number }> {
  const found = await lstat(path)
  if (!found.isFile()) throw new LakanaError('attachment.kind')
  if (found.size > maxFileBytes) throw new LakanaError('attachment.too-large')
  return found
}
