import { closeSync, fstatSync, openSync } from 'node:fs'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { SelfRow } from '../store/self.ts'
import { readManifestBytes } from './container/inner-read.ts'
import { driveError } from './drive-errors.ts'
import type { DriveFile } from './drive-listing.ts'
import { checkManifest } from './fit.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { openContent, openOutside } from './open-bundle.ts'

/** What a bundle says of itself, everything outside checked and the manifest read. */
export interface Peeked {
  readonly sumsHash: string
  readonly from: { readonly code: string; readonly name: string }
  readonly manifest: Manifest
}

type Progress = (done: number, total: number) => void

const kept = new WeakMap<Database, Map<string, Peeked>>()
const keptAtMost = 500

/**
 * Looks into a bundle where it lies. What was read is remembered by path, size and date of the file; a refusal is not, since what is
 * refused today may be for us tomorrow.
 * @throws the refusals of an import
 */
export async function peekBundle(db: Database, self: SelfRow, file: DriveFile, each?: Progress): Promise<Peeked> {
  const cache = kept.get(db) ?? new Map<string, Peeked>()
  kept.set(db, cache)
  const key = `${file.path}\n${file.bytes}\n${file.mtimeMs}`
  const known = cache.get(key)
  if (known) return known
  const peeked = await peek(db, self, file, each)
  if (cache.size >= keptAtMost) cache.clear()
  cache.set(key, peeked)
  return peeked
}

async function peek(db: Database, self: SelfRow, file: DriveFile, each?: Progress): Promise<Peeked> {
  let fd: number | null = null
  try {
    fd = openSync(file.path, 'r')
    const outside = await openOutside(db, self, fd, fstatSync(fd).size, each)
    const content = await openContent(self, fd, outside.outer)
    const manifest = readManifest(readManifestBytes(content.chunks()))
    checkManifest(manifest, outside)
    const { code, name } = outside.signer.office
    return { sumsHash: outside.outer.sumsHash, from: { code, name }, manifest }
  } catch (error) {
    throw await driveError(error, file.path, 'file.not-found')
  } finally {
    if (fd !== null) closeSync(fd)
  }
}
