import { cpSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'

/** A copy of an office's folder that may be written in. */
export function workingCopy(home: string, name = 'work'): string {
  const copy = join(home, '..', `${name}-${basename(home)}`)
  rmSync(copy, { recursive: true, force: true })
  cpSync(home, copy, { recursive: true })
  return copy
}
