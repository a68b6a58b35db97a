import { accessSync, constants, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const head = 'lakana-window-'

/** A profile folder for one window: in memory where the system has such a place, gone when the program ends. */
export interface Profile {
  readonly folder: string
  remove(): void
}

export function makeProfile(): Profile {
  const place = temporaryPlace()
  sweep(place)
  const folder = mkdtempSync(join(place, `${head}${process.pid}-`))
  // Windows and a slow disk may hold files for a moment after the browser has ended.
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  process.once('exit', remove)
  return {
    folder,
    remove: () => {
      process.off('exit', remove)
      remove()
    },
  }
}

function temporaryPlace(): string {
  if (process.platform !== 'linux') return tmpdir()
  try {
    accessSync('/dev/shm', constants.W_OK | constants.X_OK)
    return '/dev/shm'
  } catch (error) {
    if (error instanceof Error && 'code' in error) return tmpdir()
    throw error
  }
}

/** Removes what a program that was killed left behind. */
function sweep(place: string): void {
  for (const name of readdirSync(place)) {
    const pid = Number(new RegExp(`^${head}(\\d+)-`).exec(name)?.[1])
    if (pid > 0 && !isAlive(pid)) rmSync(join(place, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return error.code === 'EPERM'
    throw error
  }
}
