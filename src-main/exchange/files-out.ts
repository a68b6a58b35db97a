import type { Database } from 'better-sqlite3-multiple-ciphers'
import { fileRefsIn } from '../domain/files/refs.ts'
import { attachmentOf, namedBy } from '../store/attachments.ts'
import type { Ledger } from '../store/ledger.ts'
import { readAttachment } from '../vault/attachment-files.ts'
import type { InnerFile } from './container/inner-write.ts'
import { limits } from './container/limits.ts'
import type { Disclosure } from './disclosure.ts'
import { freeBytes } from './drive-errors.ts'
import type { Outgoing } from './outgoing.ts'

/** Notes the files that passing changes name, in order. */
export class FilesNamed {
  readonly names = new Set<string>();

  *watch(changes: Iterable<Outgoing>): Generator<Outgoing> {
    for (const change of changes) {
      for (const { sha256 } of fileRefsIn(change.stored.vals)) this.names.add(sha256)
      yield change
    }
  }
}

/** May the receiver have this file: does a change show it? */
export function showsFile(db: Database, ledger: Ledger, disclosure: Disclosure, sha256: string): boolean {
  return namedBy(db, sha256).some(({ replica, seq }) => {
    const stored = ledger.change(replica, seq)
    return stored !== null && disclosure.disclose(stored).stored.vals.includes(sha256)
  })
}

export interface FilesOut {
  readonly files: readonly InnerFile[]
  /** How many wait for a later bundle: there is no room for them now. */
  readonly later: number
}

/**
 * The files to send along, first those that the receiver said it lacks, as many as there is room for. Those that are not here either are
 * left out: whoever has them sends them.
 * @param room bytes
 */
export function filesOut(db: Database, home: string, names: Iterable<string>, room: number): FilesOut {
  const files: InnerFile[] = []
  let later = 0
  let left = room
  for (const sha256 of new Set(names)) {
    const found = attachmentOf(db, sha256)
    const resting = found?.resting
    if (!found || !resting) continue
    if (found.bytes > left || files.length >= limits.attachmentCount) {
      later += 1
      continue
    }
    left -= found.bytes
    files.push({ sha256, bytes: found.bytes, chunks: () => readAttachment(home, resting) })
  }
  return { files, later }
}

/** Room for files on a drive: half of what is free, so that changes always fit. Bytes. */
export async function roomForFiles(folder: string): Promise<number> {
  const free = await freeBytes(folder).catch(() => null)
  return free === null ? limits.attachments : Math.min(limits.attachments, Math.floor(free / 2))
}
