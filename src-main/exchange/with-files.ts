import { closeSync, fstatSync, openSync } from 'node:fs'
import { driveError } from './drive-errors.ts'
import type { OpenFile } from './open-bundle.ts'

/** Opens these files for reading while `use` works on them. @throws file.not-found, drive.gone and what `use` throws */
export async function withFiles<T>(
  paths: readonly string[],
  use: (files: readonly OpenFile[]) => Promise<T>,
): Promise<T> {
  const files: OpenFile[] = []
  try {
    for (const path of paths) {
      const fd = openSync(path, 'r')
      files.push({ fd, size: fstatSync(fd).size })
    }
    return await use(files)
  } catch (error) {
    throw await driveError(error, paths[0] ?? '', 'file.not-found')
  } finally {
    for (const { fd } of files) closeSync(fd)
  }
}
