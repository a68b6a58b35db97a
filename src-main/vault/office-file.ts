import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import { type Database, databaseName, openDatabase } from './database.ts'
import { named, syncFolder } from './files.ts'
import type { VaultPlace } from './hooks.ts'
import type { DatabaseKeys } from './keyring-slots.ts'
import { finishRotation } from './next-file.ts'

/** The database of an office that is being created, until its keyring is written. */
export const unfinishedName = 'office.db.new'

export interface OpenedFile {
  readonly db: Database
  /** The generation of the database key that the file is encrypted with. */
  readonly generation: number
}

/** Opens office.db with whichever generation of the key fits: two are possible while a rotation is under way. */
export function openOfficeFile(place: VaultPlace, keys: DatabaseKeys): OpenedFile {
  finishCreation(place.home)
  finishRotation(place, keys)
  const path = join(place.home, databaseName)
  if (!existsSync(path)) throw new LakanaError('vault.database-missing')
  let failure: unknown = new LakanaError('vault.database-damaged')
  for (const [generation, key] of keys) {
    try {
      return { db: openDatabase(path, key, { nativeBinding: place.nativeBinding }), generation }
    } catch (error) {
      failure = error
      if (!(error instanceof LakanaError) || error.code !== 'vault.database-damaged') break
    }
  }
  throw failure
}

/** Gives the new database its name: the last step of creating, or the first of opening when the PC stopped just before it. */
export function finishCreation(home: string): void {
  const unfinished = join(home, unfinishedName)
  if (existsSync(join(home, databaseName)) || !existsSync(unfinished)) return
  named(() => {
    renameSync(unfinished, join(home, databaseName))
    syncFolder(home)
  })
}
