import { closeSync, cpSync, fsyncSync, openSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'

/** A copy of an office's folder that may be written in. It lies on the disk: the first `fsync` of what is measured does not wait for it. */
export function workingCopy(home: string, name = 'work'): string {
  const copy = join(home, '..', `${name}-${basename(home)}`)
  rmSync(copy, { recursive: true, force: true })
  cpSync(home, copy, { recursive: true })
  for (const each of readdirSync(copy, { recursive: true, withFileTypes: true }))
    if (each.isFile()) toDisk(join(each.parentPath, each.name))
  return copy
}

function toDisk(path: string): void {
  const file = openSync(path, 'r+')
  fsyncSync(file)
  closeSync(file)
}
