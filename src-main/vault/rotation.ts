import { randomBytes } from 'node:crypto'
import { statfsSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import { closeDatabase, type Database, databaseName, isIntact, openDatabase, rekeyFile } from './database.ts'
import { asVaultError, named, syncFile, unlessDiskRefuses } from './files.ts'
import type { VaultPlace } from './hooks.ts'
import { refreshCopy, sealKeyring, writeKeyring } from './keyring.ts'
import type { Keyring, Slot } from './keyring-format.ts'
import { type DatabaseKeys, sealedAnew } from './keyring-slots.ts'
import { nextName, putNextInPlace, removeNextFile } from './next-file.ts'
import type { OpenedFile } from './office-file.ts'

const chunkBytes = 4 * 1024 * 1024

export interface RotationOptions {
  /** `backup`, `copy` and `check` are steps; only `copy` knows how far it is, in bytes. */
  readonly progress?:
    | ((at: { step: 'backup' | 'copy' | 'rekey' | 'check'; done: number; total: number | null }) => void)
    | undefined
  /** Throws when the person has cancelled. Not asked any more once the new key is in the keyring. */
  readonly checkCancelled?: (() => void) | undefined
  readonly now?: Date | undefined
}

/**
 * Makes office.db.next: the open file under a new key. Copying the bytes and rekeying the copy, rather than the file itself, leaves
 * office.db as it is until the new one has been checked wholly: it may be cancelled, or the PC stop, at any moment. Returns the new key,
 * the caller's to zero. Throws `vault.disk-full`, `vault.in-use` when somebody wrote meanwhile, and what `checkCancelled` throws.
 */
export async function prepareNextFile(
  place: VaultPlace,
  db: Database,
  key: Buffer,
  options: RotationOptions,
): Promise<Buffer> {
  const next = join(place.home, nextName)
  const newKey = randomBytes(32)
  try {
    removeNextFile(place.home)
    const before = changesOf(db)
    if (db.inTransaction) throw new LakanaError('vault.in-use')
    named(() => db.pragma('wal_checkpoint(TRUNCATE)'))
    refuseWithoutRoom(place.home)
    await copyInPieces(join(place.home, databaseName), next, options)
    place.hooks?.at?.('rotation.copied')
    await step('rekey', options)
    rekeyFile(next, key, newKey, place.nativeBinding)
    place.hooks?.at?.('rotation.sealed-anew')
    await step('check', options)
    check(place, next, newKey)
    options.checkCancelled?.()
    if (changesOf(db) !== before) throw new LakanaError('vault.in-use')
    place.hooks?.at?.('rotation.checked')
    return newKey
  } catch (error) {
    newKey.fill(0)
    unlessDiskRefuses(() => removeNextFile(place.home))
    throw asVaultError(error)
  }
}

export interface Rotation {
  readonly place: VaultPlace
  readonly keyring: Keyring
  readonly file: OpenedFile
  readonly key: Buffer
  readonly newKey: Buffer
  /** Those who remain. */
  readonly slots: readonly Slot[]
}

/**
 * From the first writing of the keyring on the new key holds. Keyring with both generations, file in its place, keyring with the new one
 * alone: stopped between any two, the next opening goes on. Closes the file. After a throw the session must be closed too.
 */
export function commitRotation({ place, keyring, file, key, newKey, slots }: Rotation): Keyring {
  const { home, hooks } = place
  const generation = file.generation + 1
  const both = new Map([
    [file.generation, key],
    [generation, newKey],
  ])
  const during = withKeys({ ...keyring, slots: [...slots] }, both)
  writeKeyring(home, during, hooks)
  hooks?.at?.('rotation.keyring-written')
  // The copy knows the new key too before any file needs it.
  named(() => refreshCopy(home))
  closeDatabase(file.db)
  putNextInPlace(home)
  hooks?.at?.('rotation.file-replaced')
  const only = new Map([[generation, newKey]])
  const after = withKeys(during, only)
  writeKeyring(home, after, hooks)
  named(() => refreshCopy(home))
  hooks?.at?.('rotation.retired')
  return after
}

/** The keyring of a vault whose rotation was stopped, with the generation alone that the file turned out to have. */
export function withoutOthers(keyring: Keyring, keys: DatabaseKeys, generation: number): Keyring {
  const key = keys.get(generation)
  return key && keyring.generations.length > 1 ? withKeys(keyring, new Map([[generation, key]])) : keyring
}

function withKeys(keyring: Keyring, keys: DatabaseKeys): Keyring {
  const slots = keyring.slots.map((slot) => sealedAnew(keyring.vaultId, slot, keys))
  return sealKeyring({ ...keyring, generations: [...keys.keys()], slots }, keys)
}

/** The copy, and the journal that rekeying it takes. */
function refuseWithoutRoom(home: string): void {
  const disk = statfsSync(home)
  const needed = statSync(join(home, databaseName)).size * 2.1
  if (disk.bavail * disk.bsize < needed) throw new LakanaError('vault.disk-full')
}

async function copyInPieces(from: string, to: string, options: RotationOptions): Promise<void> {
  const source = await open(from, 'r')
  try {
    const target = await open(to, 'wx')
    try {
      const total = (await source.stat()).size
      const piece = Buffer.alloc(chunkBytes)
      for (let done = 0; done < total; ) {
        options.checkCancelled?.()
        options.progress?.({ step: 'copy', done, total })
        const { bytesRead } = await source.read(piece, 0, chunkBytes, done)
        await target.writeFile(piece.subarray(0, bytesRead))
        done += bytesRead
      }
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

async function step(name: 'rekey' | 'check', options: RotationOptions): Promise<void> {
  options.checkCancelled?.()
  options.progress?.({ step: name, done: 0, total: null })
  // What follows holds this thread: the word gets out first.
  await new Promise((resolve) => setImmediate(resolve))
}

function check(place: VaultPlace, path: string, key: Buffer): void {
  const db = openDatabase(path, key, { readonly: true, nativeBinding: place.nativeBinding })
  try {
    if (!isIntact(db)) throw new LakanaError('vault.database-damaged')
  } finally {
    db.close()
  }
  named(() => syncFile(path))
}

const changesOf = (db: Database): unknown => db.prepare('SELECT total_changes()').pluck().get()
