import { createDecipheriv } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../src-main/vault/database.ts'
import { zeroKeys } from '../../src-main/vault/keyring-slots.ts'
import { unlockCopy } from '../../src-main/vault/open-copy.ts'
import { cheapKdf } from './some-office.ts'

const pageBytes = 4096
/** SQLCipher 4 keeps at the end of each page its IV (16), then an HMAC (64). */
const reserved = 80

/** Before the first frame of a WAL, and before the page of each. */
const [walHeader, frameHeader] = [32, 24]

/**
 * Every page of `office.db` and of its WAL as they lie on the disk, decrypted by Node's own AES: pages in use, freed ones, and what lies between
 * cells.
 */
export async function plainPages(home: string, signInName: string, password: string): Promise<Buffer> {
  const { keys } = await unlockCopy({ home, folder: home, kdf: cheapKdf }, { signInName, password })
  const key = [...keys.values()][0] ?? Buffer.alloc(0)
  const plain = [
    ...pagesIn(join(home, 'office.db'), 0, 0),
    ...pagesIn(join(home, 'office.db-wal'), walHeader, frameHeader),
  ].map((page) => decrypted(page, key))
  zeroKeys(keys)
  return Buffer.concat(plain)
}

/** Numbers, from 1, of the pages of the closed `office.db` that hold the list of its tables: without them nobody finds anything in it. */
export async function schemaPages(home: string, signInName: string, password: string): Promise<Set<number>> {
  const { keys } = await unlockCopy({ home, folder: home, kdf: cheapKdf }, { signInName, password })
  const db = openDatabase(join(home, 'office.db'), [...keys.values()][0] ?? Buffer.alloc(0), { readonly: true })
  try {
    return new Set(db.prepare("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'").pluck().all() as number[])
  } finally {
    db.close()
    zeroKeys(keys)
  }
}

function* pagesIn(path: string, header: number, before: number): Generator<Buffer> {
  if (!existsSync(path)) return
  const file = readFileSync(path)
  for (let at = header + before; at + pageBytes <= file.length; at += before + pageBytes)
    yield file.subarray(at, at + pageBytes)
}

function decrypted(page: Buffer, key: Buffer): Buffer {
  const end = pageBytes - reserved
  const decipher = createDecipheriv('aes-256-cbc', key, page.subarray(end, end + 16)).setAutoPadding(false)
  // The first page begins with a salt of 16 bytes: read as text, it only spoils the block after it.
  return Buffer.concat([decipher.update(page.subarray(0, end)), decipher.final()])
}
