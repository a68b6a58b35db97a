import SqliteDatabase, { type Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { asVaultError, named } from './files.ts'

export type { Database }

/** Its name in the data folder. */
export const databaseName = 'office.db'

/** Pages of the WAL from which on a commit writes it back into the file, and waits for that; up to there it is done at rest. */
const mostWalPages = 4000
/** Fewer are left where they are at rest, too: the next commit adds to them. */
const fewWalPages = 250

export interface OpenDatabaseOptions {
  /** Make the file when it is not there. */
  readonly create?: boolean
  /** Write nothing, not even the journal mode: to look into a backup. */
  readonly readonly?: boolean
  /** Path of the native module in the packaged program. */
  readonly nativeBinding?: string | undefined
}

/**
 * Opens an encrypted file (SQLCipher 4 format) with its raw 32-byte key. The key stays the caller's to zero. Throws
 * `vault.database-damaged` (a wrong key looks the same), `vault.disk-full`, `vault.read-only`, and `vault.busy` when another program has held the file for five seconds.
 */
export function openDatabase(path: string, key: Buffer, options: OpenDatabaseOptions = {}): Database {
  let db: Database | null = null
  try {
    db = new SqliteDatabase(path, {
      fileMustExist: !options.create,
      readonly: options.readonly ?? false,
      ...(options.nativeBinding ? { nativeBinding: options.nativeBinding } : {}),
    })
    unlock(db, key)
    configure(db, options.readonly ?? false)
    return db
  } catch (error) {
    db?.close()
    const meant = asVaultError(error)
    // Another office is kept out by a lock of its own: what holds this file is some other program.
    throw meant instanceof LakanaError && meant.code === 'vault.in-use' ? new LakanaError('vault.busy') : meant
  }
}

/** True when SQLite finds nothing wrong with any page or index. */
export function isIntact(db: Database): boolean {
  return db.pragma('integrity_check', { simple: true }) === 'ok'
}

/** Rolls back what is unfinished, empties the WAL into the file and closes it; a closed one stays so. */
export function closeDatabase(db: Database): void {
  if (!db.open) return
  try {
    if (db.inTransaction) db.exec('ROLLBACK')
    emptyWal(db)
  } catch (error) {
    throw asVaultError(error)
  } finally {
    db.close()
  }
}

/** Writes the WAL back into the file and cuts it, unless a thread still reads the file: nobody waits for that. */
export function emptyWal(db: Database): void {
  const patience = db.pragma('busy_timeout', { simple: true }) as number
  db.pragma('busy_timeout=0')
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.pragma(`busy_timeout=${patience}`)
  }
}

/** Writes what the WAL holds into the file, where it is worth while; what somebody still reads stays. @throws vault.disk-full, vault.read-only, vault.database-damaged */
export function writeBack(db: Database): void {
  named(() => {
    const [{ log, checkpointed }] = db.pragma('wal_checkpoint(NOOP)') as [{ log: number; checkpointed: number }]
    if (log - checkpointed > fewWalPages) db.pragma('wal_checkpoint(PASSIVE)')
  })
}

/** Encrypts a closed file anew, in one blocking call; stopped in the middle, its journal is needed to read it. */
export function rekeyFile(path: string, key: Buffer, newKey: Buffer, nativeBinding?: string): void {
  const db = openDatabase(path, key, { nativeBinding })
  const text = rawKeyText(newKey)
  try {
    // In the WAL every page would be written twice.
    db.pragma('journal_mode=DELETE')
    db.rekey(text)
  } catch (error) {
    throw asVaultError(error)
  } finally {
    text.fill(0)
    db.close()
  }
}

// The order is the recipe: cipher, legacy, key, a first read, and only then the rest.
function unlock(db: Database, key: Buffer): void {
  db.pragma("cipher='sqlcipher'")
  db.pragma('legacy=4')
  const text = rawKeyText(key)
  try {
    db.key(text)
  } finally {
    text.fill(0)
  }
  db.prepare('SELECT count(*) FROM sqlite_master').get()
}

function configure(db: Database, readonly: boolean): void {
  // Without it a large sort writes readable names into temporary files.
  db.pragma('temp_store=MEMORY')
  // What is deleted is overwritten with zeros: what was erased is in no freed page.
  db.pragma('secure_delete=ON')
  if (!readonly) db.pragma('journal_mode=WAL')
  db.pragma('synchronous=FULL')
  if (!readonly) db.pragma(`wal_autocheckpoint=${mostWalPages}`)
  db.pragma('foreign_keys=ON')
  db.pragma('cache_size=-32000')
}

/** `x'<64 hex>'` written byte by byte: a string could not be zeroed. */
function rawKeyText(key: Buffer): Buffer {
  if (key.length !== 32) throw new RangeError('a raw key has 32 bytes')
  const digits = Buffer.from('0123456789abcdef')
  const text = Buffer.from(`x'${'0'.repeat(64)}'`)
  for (const [index, byte] of key.entries()) {
    text[2 + index * 2] = digits[byte >> 4] ?? 0
    text[3 + index * 2] = digits[byte & 15] ?? 0
  }
  return text
}
