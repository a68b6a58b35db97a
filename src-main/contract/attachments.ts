import * as z from 'zod'
import { fileRef, id, nothing } from './common.ts'
import { call } from './define.ts'

const path = z.string().min(1).max(4000)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const fileName = z.string().min(1).max(255)
/** Bytes of a file in base64: 25 MiB at most, checked again when decoded. */
const data = z.base64().max(36 * 1024 * 1024)
const opened = z.strictObject({ type: z.string(), data })

/** Photos, scans and recordings of cases. */
export const attachments = {
  /** Folders, and the files in them that a case may hold; null lists the drives and the person's own folders. */
  'attachments.browse': call(
    'case.write',
    z.strictObject({ path: path.nullable() }),
    z.strictObject({
      path: z.string().nullable(),
      parent: z.string().nullable(),
      folders: z.array(z.strictObject({ name: z.string(), path: z.string() })),
      files: z.array(z.strictObject({ name: fileName, path: z.string(), bytes: z.int() })),
    }),
  ),
  /** Reads a file from a drive into the window, to be looked at before it is kept. Nothing is kept by this. */
  'attachments.pick': call(
    'case.write',
    z.strictObject({ path }),
    z.strictObject({ name: fileName, type: z.string(), data }),
  ),
  /** Keeps a file, encrypted. Images must bear nothing but the picture. It belongs to a case once a form that names it is saved. */
  'attachments.keep': call('case.write', z.strictObject({ name: fileName, data }), fileRef),
  'attachments.read': call('case.read', z.strictObject({ caseId: id, sha256 }), opened, {
    onCase: 'caseId',
    logs: { act: 'case.open', look: true },
  }),
  /** A file that no saved form names yet. */
  'attachments.readNew': call('case.write', z.strictObject({ sha256 }), opened),
  /** How many files of cases are here, and how many are known by name only. */
  'attachments.state': call(
    'settings.read',
    nothing,
    z.strictObject({ held: z.int(), lacking: z.int(), refused: z.int() }),
  ),
}
