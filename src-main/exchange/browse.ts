import { readdir, realpath, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import type { Drive } from '../contract/exchange.ts'
import { driveError } from './drive-errors.ts'

export interface Folders {
  readonly path: string | null
  readonly parent: string | null
  readonly folders: { name: string; path: string }[]
}

const own = ['', 'Desktop', 'Bureau', 'Documents', 'Downloads', 'Téléchargements']
const shown = 500

/** Folders in a folder; without one, the drives and the person's own folders. @throws drive.not-found, drive.read-only */
export async function browse(path: string | null, drives: readonly Drive[]): Promise<Folders> {
  if (path === null) return { path: null, parent: null, folders: [...drives.map(driveFolder), ...(await ownFolders())] }
  const folder = resolve(path)
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    const names = entries.filter((entry) => entry.isDirectory() && !/^[.$]/.test(entry.name)).map((entry) => entry.name)
    const sorted = names.sort((a, b) => a.localeCompare(b, 'fr')).slice(0, shown)
    const parent = dirname(folder)
    return {
      path: folder,
      parent: parent === folder ? null : parent,
      folders: sorted.map((name) => ({ name, path: join(folder, name) })),
    }
  } catch (error) {
    throw await driveError(error, folder, 'drive.not-found')
  }
}

function driveFolder({ label, path }: Drive): { name: string; path: string } {
  return { name: label || path, path }
}

async function ownFolders(): Promise<{ name: string; path: string }[]> {
  const found = new Map<string, { name: string; path: string }>()
  for (const name of own) {
    const path = join(homedir(), name)
    const real = await realpath(path).catch(() => null)
    if (real === null || found.has(real) || !(await stat(real)).isDirectory()) continue
    found.set(real, { name: name || basename(path), path })
  }
  return [...found.values()]
}
