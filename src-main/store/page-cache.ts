import type { Database } from 'better-sqlite3-multiple-ciphers'

/** KiB: with less, the indexes of a hundred thousand cases push each other out, and each page is read and decrypted three times. */
const wide = 64_000

/** Does something that writes all over the file, with twice the usual memory for its pages; afterwards the surplus is given back. */
export async function withWideCache<T>(db: Database, write: () => Promise<T>): Promise<T> {
  const usual = db.pragma('cache_size', { simple: true }) as number
  db.pragma(`cache_size=-${wide}`)
  try {
    return await write()
  } finally {
    if (db.open) db.pragma(`cache_size=${usual}`)
  }
}
