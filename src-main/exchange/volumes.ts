import { closeSync, openSync } from 'node:fs'
import { LakanaError } from '../contract/errors.ts'
import { readOuter } from './container/outer-read.ts'
import { systemCode } from './drive-errors.ts'
import type { DriveFile } from './drive-listing.ts'

/** The files of a drive that belong to one bundle; a file that says nothing of itself stands alone. */
export type BundleFiles = readonly [DriveFile, ...DriveFile[]]

/**
 * Brings the parts of each bundle together by what is inside them, whatever their names. A bundle of one part is not joined with its
 * copies: each is looked at for itself, so that a damaged one says so.
 */
export function bundlesOf(files: readonly DriveFile[]): BundleFiles[] {
  const groups = new Map<string, [DriveFile, ...DriveFile[]]>()
  for (const file of files) {
    const key = volumeSet(file) ?? `file ${file.file}`
    const group = groups.get(key)
    if (group) group.push(file)
    else groups.set(key, [file])
  }
  return [...groups.values()]
}

/** The identity of the bundle of several parts that this file is one of; null for anything else, damaged files among it. */
function volumeSet(file: DriveFile): string | null {
  let fd: number | null = null
  try {
    fd = openSync(file.path, 'r')
    const { hashes, sumsHash } = readOuter(fd, file.bytes)
    return hashes.length > 1 ? sumsHash : null
  } catch (error) {
    // Whatever is wrong with it is said when it is looked at for itself.
    if (error instanceof LakanaError || systemCode(error) !== '') return null
    throw error
  } finally {
    if (fd !== null) closeSync(fd)
  }
}
