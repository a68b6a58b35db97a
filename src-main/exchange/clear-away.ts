import type { Database } from 'better-sqlite3-multiple-ciphers'
import { attachmentOf, forgetAttachment, isNamed } from '../store/attachments.ts'
import { isDrafted } from '../store/drafts.ts'
import type { Ledger } from '../store/ledger.ts'
import { removeAttachment } from '../vault/attachment-files.ts'
import { emptyWal } from '../vault/database.ts'

/**
 * After a commit by which values went: removes the files that nothing names any more, and empties the write-ahead log into the database, whose
 * freed pages SQLite has filled with zeros (`secure_delete`). While a backup reads the file the log stays until the office closes.
 * @param home the data folder
 */
export function clearAway(db: Database, ledger: Ledger, home: string): void {
  const dropped = ledger.takeDropped()
  if (!dropped) return
  for (const sha256 of dropped.files) {
    if (isNamed(db, sha256) || isDrafted(db, sha256)) continue
    const file = attachmentOf(db, sha256)?.resting?.file
    forgetAttachment(db, sha256)
    if (file !== undefined) removeAttachment(home, file)
  }
  emptyWal(db)
}
