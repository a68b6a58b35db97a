import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { type FileType, isBarePicture, kindOf, maxFileBytes } from '../domain/files/kinds.ts'
import { shownName } from '../domain/files/name.ts'
import { browse } from '../exchange/browse.ts'
import { pickable, pickFile } from '../exchange/pick-file.ts'
import {
  type AttachmentRow,
  attachmentCounts,
  attachmentOf,
  forgetAttachment,
  heldFiles,
  isNamed,
  isOfCase,
  keepAttachment,
  loseAttachment,
  unnamedAttachments,
} from '../store/attachments.ts'
import { isDrafted } from '../store/drafts.ts'
import { readAttachment, removeAttachment, restingFiles, writeAttachment } from '../vault/attachment-files.ts'
import { seesFile } from './case-history.ts'
import type { Handlers } from './context.ts'

type AttachmentCall =
  | 'attachments.browse'
  | 'attachments.pick'
  | 'attachments.keep'
  | 'attachments.read'
  | 'attachments.readNew'
  | 'attachments.state'

export const attachmentsHandlers: Handlers<AttachmentCall> = {
  'attachments.browse': async ({ path }, { machine }) => ({
    ...(await browse(path, path === null ? await machine.listDrives() : [])),
    files: path === null ? [] : await pickable(path),
  }),

  'attachments.pick': async ({ path }) => {
    const { name, bytes } = await pickFile(path)
    return { name, type: typeOf(bytes), data: bytes.toString('base64') }
  },

  'attachments.keep': ({ name, data }, { home }, { db }) => {
    const bytes = Buffer.from(data, 'base64')
    const type = typeOf(bytes)
    if (!isBarePicture(type, bytes)) throw new LakanaError('attachment.not-bare')
    const resting = writeAttachment(home, [bytes])
    const ref = { sha256: resting.sha256, bytes: bytes.length, type }
    if (attachmentOf(db, ref.sha256)?.resting) removeAttachment(home, resting.file)
    else keepAttachment(db, ref, resting)
    return { ...ref, name: shownName(name) }
  },

  'attachments.read': ({ caseId, sha256 }, { home }, office) => {
    const { db } = office
    if (!isOfCase(db, sha256, caseId) || !seesFile(caseId, sha256, office)) throw new LakanaError('attachment.absent')
    return bytesOf(home, attachmentOf(db, sha256))
  },

  'attachments.readNew': ({ sha256 }, { home }, { db }) => {
    if (isNamed(db, sha256)) throw new LakanaError('attachment.absent')
    return bytesOf(home, attachmentOf(db, sha256))
  },

  'attachments.state': (_input, _context, { db }) => attachmentCounts(db),
}

/**
 * Removes what an interrupted keeping or import left: files that no row knows, and rows that neither a change nor a draft names. A file
 * that is gone is noted, so that it can come again. To be called when the office opens, before anybody works.
 */
export function sweepAttachments(home: string, db: Database): void {
  for (const { sha256, file } of unnamedAttachments(db)) {
    if (isDrafted(db, sha256)) continue
    forgetAttachment(db, sha256)
    if (file !== null) removeAttachment(home, file)
  }
  const held = new Set(heldFiles(db))
  const resting = new Set(restingFiles(home))
  for (const file of resting) if (!held.has(file)) removeAttachment(home, file)
  for (const file of held) if (!resting.has(file)) loseAttachment(db, file)
}

/** @throws attachment.too-large, attachment.kind */
function typeOf(bytes: Buffer): FileType {
  if (bytes.length > maxFileBytes) throw new LakanaError('attachment.too-large')
  const type = kindOf(bytes)
  if (type === null) throw new LakanaError('attachment.kind')
  return type
}

/** @throws attachment.absent, attachment.damaged, attachment.kind */
function bytesOf(home: string, row: AttachmentRow | null): { type: string; data: string } {
  if (row?.refused) throw new LakanaError('attachment.kind')
  if (!row?.resting) throw new LakanaError('attachment.absent')
  return { type: row.type, data: Buffer.concat([...readAttachment(home, row.resting)]).toString('base64') }
}
