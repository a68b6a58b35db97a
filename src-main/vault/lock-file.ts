import { mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase, { type Database } from 'better-sqlite3-multiple-ciphers'
import { asVaultError, named } from './files.ts'

interface Hold {
  readonly db: Database
  uses: number
}

const holds = new Map<string, Hold>()

/**
 * Makes this process the only one in a data folder until the returned function is called; within the process it may be taken several
 * times. Throws `vault.in-use` when another process has it, `vault.read-only`.
 *
 * The lock is SQLite's own on an empty file: the system lets go of it when the process dies, however it dies. A process number in a file
 * would not do: after a power cut another program may have that number, and the office would not open.
 */
export function acquireInstanceLock(home: string, nativeBinding?: string): () => void {
  named(() => mkdirSync(home, { recursive: true }))
  const folder = realpathSync(home)
  const hold = holds.get(folder) ?? { db: take(folder, nativeBinding), uses: 0 }
  holds.set(folder, hold)
  hold.uses++
  let released = false
  return () => {
    if (released) return
    released = true
    hold.uses--
    if (hold.uses > 0) return
    holds.delete(folder)
    hold.db.close()
  }
}

function take(folder: string, nativeBinding: string | undefined): Database {
  let db: Database | null = null
  try {
    db = new SqliteDatabase(join(folder, 'office.lock'), { timeout: 0, ...(nativeBinding ? { nativeBinding } : {}) })
    db.pragma('journal_mode=MEMORY')
    db.exec('BEGIN EXCLUSIVE')
    return db
  } catch (error) {
    db?.close()
    throw asVaultError(error)
  }
}
