import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import { databaseName, openDatabase } from './database.ts'
import { named, syncFolder, unlessDiskRefuses } from './files.ts'
import type { VaultPlace } from './hooks.ts'
import type { DatabaseKeys } from './keyring-slots.ts'

/** office.db under its next key, until it takes the other's place. */
export const nextName = 'office.db.next'

/** What a stopped rotation has left: the new file takes its place if the keyring knows its key, and is nothing otherwise. */
export function finishRotation(place: VaultPlace, keys: DatabaseKeys): void {
  const next = join(place.home, nextName)
  if (!existsSync(next)) return
  const newest = Array.from(keys.values()).at(-1)
  if (keys.size === 2 && newest && opensWith(place, next, newest)) putNextInPlace(place.home)
  else unlessDiskRefuses(() => removeNextFile(place.home))
}

export function putNextInPlace(home: string): void {
  const path = join(home, databaseName)
  named(() => {
    // Of the replaced file, and empty: beside the new one they would spoil it.
    for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
    renameSync(join(home, nextName), path)
    syncFolder(home)
  })
}

export function removeNextFile(home: string): void {
  named(() => {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(join(home, `${nextName}${suffix}`), { force: true })
  })
}

function opensWith(place: VaultPlace, path: string, key: Buffer): boolean {
  try {
    openDatabase(path, key, { readonly: true, nativeBinding: place.nativeBinding }).close()
    return true
  } catch (error) {
    if (error instanceof LakanaError && error.code === 'vault.database-damaged') return false
    throw error
  }
}
