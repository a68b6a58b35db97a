import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Bundles are copied here, still encrypted, before anything in them is believed. Nothing in it outlives an import. */
export function stagingFolder(home: string): string {
  const folder = join(home, 'staging')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Removes what an interrupted import left. To be called at start, before any import. */
export function sweepStaging(home: string): void {
  const folder = stagingFolder(home)
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.lkb')) rmSync(join(folder, name), { force: true })
  }
}
