import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { headBytes, kindOf } from '../domain/files/kinds.ts'
import { attachmentOf, keepAttachment, refuseAttachment } from '../store/attachments.ts'
import { removeAttachment, writeAttachment } from '../vault/attachment-files.ts'
import type { ArrivingFile } from './container/inner-read.ts'

/**
 * Takes the files of a bundle, inside the caller's transaction. They are written before it ends; `undo` removes them when it fails, and the
 * sweep at the next opening those that a power cut left.
 */
export class FilesIn {
  readonly #db: Database
  readonly #home: string
  readonly #written: string[] = []

  constructor(db: Database, home: string) {
    this.#db = db
    this.#home = home
  }

  /**
   * Left aside, since the rest of the bundle is worth having: a file that no change carried out here names (one of a change set aside is
   * asked for when that is taken up), and one of a kind that no case may hold.
   * @throws bundle.invalid-content
   */
  take(arriving: ArrivingFile): void {
    const { sha256 } = arriving
    const known = attachmentOf(this.#db, sha256)
    if (!known || known.bytes !== arriving.bytes) {
      for (const _ of arriving.chunks());
      return
    }
    let head: Buffer | null = null
    const watched = function* (): Generator<Buffer> {
      for (const chunk of arriving.chunks()) {
        head ??= Buffer.from(chunk.subarray(0, headBytes))
        yield chunk
      }
    }
    const resting = writeAttachment(this.#home, watched())
    this.#written.push(resting.file)
    if (resting.sha256 !== sha256) throw new LakanaError('bundle.invalid-content', { reason: 'attachment' })
    const type = kindOf(head ?? Buffer.alloc(0))
    if (known.resting || type === null) this.#drop(resting.file)
    if (known.resting) return
    if (type === null) refuseAttachment(this.#db, sha256)
    else keepAttachment(this.#db, { ...known, type }, resting)
  }

  undo(): void {
    for (const file of this.#written) removeAttachment(this.#home, file)
  }

  #drop(file: string): void {
    removeAttachment(this.#home, file)
  }
}
