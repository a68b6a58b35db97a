import { accessSync, constants, existsSync } from 'node:fs'
import { posix, win32 } from 'node:path'

export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly userHome: string
  /** Can this folder be written, or be made? */
  mayWrite(folder: string): boolean
}

/**
 * Where an office's data live when nobody says: LAKANA_HOME, or the folder that all accounts of the PC share.
 * Never a roaming profile: it would be copied to a server.
 */
export function defaultHome({ platform, env, userHome, mayWrite }: Surroundings): string {
  if (env.LAKANA_HOME) return env.LAKANA_HOME
  if (platform === 'win32') return win32.join(env.ProgramData ?? 'C:\\ProgramData', 'Lakana')
  if (platform === 'darwin') return '/Users/Shared/Lakana'
  const shared = '/var/lib/lakana'
  if (mayWrite(shared)) return shared
  return posix.join(env.XDG_DATA_HOME || posix.join(userHome, '.local', 'share'), 'lakana')
}

/** True when the folder, or for a missing one the folder it would be made in, lets us write. */
export function mayWrite(folder: string): boolean {
  const place = existsSync(folder) ? folder : posix.dirname(folder)
  try {
    accessSync(place, constants.W_OK)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}
