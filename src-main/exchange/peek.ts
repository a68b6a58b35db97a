import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { SelfRow } from '../store/self.ts'
import { InnerReader } from './container/inner-read.ts'
import { checkManifest } from './fit.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { openContent, openOutside } from './open-bundle.ts'
import { pcBeside } from './pcs.ts'
import type { BundleFiles } from './volumes.ts'
import { withFiles } from './with-files.ts'

/** What a bundle says of itself, everything outside checked and the manifest read. */
export interface Peeked {
  readonly sumsHash: string
  readonly from: { readonly code: string; readonly name: string }
  /** The PC that wrote it, where the office's name does not tell. */
  readonly pc: string | null
  readonly manifest: Manifest
}

/** After a revocation: who signed what was read is to be asked again. */
export function forgetPeeked(db: Database): void {
  kept.delete(db)
}

type Progress = (done: number, total: number) => void

const kept = new WeakMap<Database, Map<string, Peeked>>()
const keptAtMost = 500

/**
 * Looks into a bundle where it lies. What was read is remembered by path, size and date of its files; a refusal is not, since what is
 * refused today may be for us tomorrow.
 * @throws the refusals of an import
 */
export async function peekBundle(db: Database, self: SelfRow, files: BundleFiles, each?: Progress): Promise<Peeked> {
  const cache = kept.get(db) ?? new Map<string, Peeked>()
  kept.set(db, cache)
  const key = files.map(({ path, bytes, mtimeMs }) => `${path}\n${bytes}\n${mtimeMs}`).join('\n')
  const known = cache.get(key)
  if (known) return known
  const peeked = await peek(db, self, files, each)
  if (cache.size >= keptAtMost) cache.clear()
  cache.set(key, peeked)
  return peeked
}

function peek(db: Database, self: SelfRow, files: BundleFiles, each?: Progress): Promise<Peeked> {
  return withFiles(
    files.map((file) => file.path),
    async (open) => {
      const outside = await openOutside(db, self, open, each)
      const content = await openContent(self, outside.payload)
      const manifest = readManifest(new InnerReader(content.chunks()).manifest())
      checkManifest(manifest, outside)
      const { code, name } = outside.signer.office
      const pc = pcBeside(db, self, outside.peer)
      return { sumsHash: outside.sumsHash, from: { code, name }, pc, manifest }
    },
  )
}
