import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { driveError, systemCode } from './drive-errors.ts'

export interface DriveFile {
  /** Name as shown and as given back to open it: `LKB-BLS-7.lkb` or `LAKANA/LKB-BLS-7.lkb`. */
  readonly file: string
  readonly path: string
  readonly bytes: number
  readonly mtimeMs: number
}

export interface Listing {
  readonly bundles: readonly DriveFile[]
  readonly letters: readonly DriveFile[]
  readonly roles: readonly DriveFile[]
  readonly wary: { readonly autorun: boolean; readonly shortcuts: number; readonly programs: number }
}

const subfolder = 'LAKANA'
const bundle = /^LKB-.*\.lkb$/i
const letter = /^LKE-.*\.lke$/i
const role = /^LKR-.*\.lkr$/i
const programs = /\.(?:exe|scr|bat|cmd|com|pif|vbs|vbe|js|jse|wsf|wsh|hta|msi|ps1|jar|cpl|dll)$/i
const shown = 500

/**
 * What lies in the root of a drive and in /LAKANA, by names alone: only regular files named as ours are ever opened; of others it is
 * counted what a careful person would want to know.
 * @throws drive.not-found, drive.gone
 */
export async function listDrive(root: string): Promise<Listing> {
  const bundles: DriveFile[] = []
  const letters: DriveFile[] = []
  const roles: DriveFile[] = []
  const wary = { autorun: false, shortcuts: 0, programs: 0 }
  for (const [folder, prefix] of await foldersOf(root)) {
    for (const name of await namesIn(folder)) {
      if (/^autorun\.inf$/i.test(name)) wary.autorun = true
      else if (/\.(?:lnk|url)$/i.test(name)) wary.shortcuts += 1
      else if (programs.test(name)) wary.programs += 1
      const list = bundle.test(name) ? bundles : letter.test(name) ? letters : role.test(name) ? roles : null
      const file = list && list.length < shown ? await regularFile(join(folder, name), `${prefix}${name}`) : null
      if (file) list?.push(file)
    }
  }
  return { bundles, letters, roles, wary }
}

/** A file of ours on this drive by the name that `listDrive` gave it, or null: no other name reaches the file system. */
export async function findOnDrive(root: string, file: string): Promise<DriveFile | null> {
  const { bundles, letters } = await listDrive(root)
  return [...bundles, ...letters].find((each) => each.file === file) ?? null
}

/** The root, and its folder LAKANA however its letters are cased. */
async function foldersOf(root: string): Promise<[string, string][]> {
  const names = await namesIn(root)
  const folders: [string, string][] = [[root, '']]
  for (const name of names.filter((each) => each.toUpperCase() === subfolder)) {
    const found = await lstat(join(root, name)).catch(() => null)
    if (found?.isDirectory()) folders.push([join(root, name), `${name}/`])
  }
  return folders
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    throw await driveError(error, folder, 'drive.not-found')
  }
}

async function regularFile(path: string, file: string): Promise<DriveFile | null> {
  try {
    const found = await lstat(path)
    return found.isFile() && file.length <= 255 ? { file, path, bytes: found.size, mtimeMs: found.mtimeMs } : null
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null
    throw await driveError(error, path, 'drive.gone')
  }
}
