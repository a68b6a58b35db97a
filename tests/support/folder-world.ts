import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { backup } from '../../src-main/vault/backup.ts'
import { isIntact } from '../../src-main/vault/database.ts'
import { withCopy } from '../../src-main/vault/open-copy.ts'
import { codeOf, newVault, password } from './vault.ts'

/** An office's folder (`home`), its USB key, an empty PC beside it: what backup, restore, salvage and moving put in place of one another. */
export interface FolderWorld {
  readonly home: string
  readonly key: string
  readonly other: string
}

export const credentials = { signInName: 'awa', password }
export const attachment = 'f'.repeat(32)
export const someDay: Date = new Date('2027-03-04T08:00:00Z')
/** What the file holds in the backup, and what it holds now. */
export const backedUp = ['Fatimata']
export const now = ['Fatimata', 'Moussa']

export const worldIn = (root: string): FolderWorld => ({
  home: join(root, 'home'),
  key: join(root, 'key'),
  other: join(root, 'other'),
})

export async function fillFolderWorld(root: string): Promise<void> {
  const { home, key, other } = worldIn(root)
  for (const folder of [home, key, other]) mkdirSync(folder)
  mkdirSync(join(home, 'attachments'))
  writeFileSync(join(home, 'attachments', attachment), 'sealed bytes of a photo')
  const { session } = await newVault(home)
  backup(session, 'by-hand', someDay)
  session.db.exec(`INSERT INTO child VALUES ('Moussa')`)
  session.close()
}

let skipped = 0

/** Names in a copy that opens by the password of that day and is whole. Throws when it does not. */
export async function namesIn(home: string, folder: string): Promise<string[]> {
  const monotonic = () => performance.now() + skipped
  const names = () =>
    withCopy({ home, folder, monotonic }, credentials, { readonly: false }, (db) => {
      if (!isIntact(db)) throw new Error(`${folder} is damaged`)
      return db.prepare('SELECT name FROM child ORDER BY name').pluck().all() as string[]
    })
  // A try that was counted before the kill makes the next one wait: from the first look on.
  if ((await codeOf(names)) === 'session.wait') skipped += 61_000
  return names()
}

export const backupIn = (folder: string): string => {
  const [name] = readdirSync(join(folder, 'backups'))
  if (name === undefined) throw new Error('no backup')
  return join(folder, 'backups', name)
}
