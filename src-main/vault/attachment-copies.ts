import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Copying, copyFile } from './copy-file.ts'

const folderName = 'attachments'
const namePattern = /^[0-9a-f]{32}$/

/** Names of the encrypted files in a folder of attachments; none where there is no such folder. */
function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => namePattern.test(name)) : []
}

/**
 * Keeps the attachments of a file that is put aside: they lose their place as soon as a file that does not know them is opened. The same
 * bytes under a second name where the disk can, else a copy.
 */
export function keepAttachments(home: string, kept: string): void {
  const from = join(home, folderName)
  const to = join(kept, folderName)
  const names = namesIn(from)
  if (names.length > 0) mkdirSync(to, { recursive: true })
  for (const name of names) {
    if (existsSync(join(to, name))) continue
    try {
      linkSync(join(from, name), join(to, name))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error
      copyFileSync(join(from, name), join(to, name))
    }
  }
}

/** Brings attachments that are missing into a folder. @param folder holds them, or lies beside them */
export async function bringAttachments(folder: string, to: string, copying: Copying = {}): Promise<void> {
  for (const from of [join(folder, folderName), join(dirname(folder), folderName)]) {
    for (const name of namesIn(from)) {
      const target = join(to, folderName, name)
      if (from !== join(to, folderName) && !existsSync(target)) await copyFile(join(from, name), target, copying)
    }
  }
}

/** As paths below a data folder: `attachments/<name>`. */
export function attachmentPaths(home: string): string[] {
  return namesIn(join(home, folderName)).map((name) => `${folderName}/${name}`)
}
