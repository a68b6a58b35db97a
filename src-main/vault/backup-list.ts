import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { unlessDiskRefuses, writeWhole } from './files.ts'

export const aboutName = 'about.json'
const failureName = 'last-failure.json'

const reasons = ['daily', 'before-migration', 'before-rekey', 'by-hand', 'replaced'] as const
export type BackupReason = (typeof reasons)[number]

/** What a backup holds, in figures: so that it can be chosen before any password is given. Nothing of any child. */
const holdsSchema = z.strictObject({
  cases: z.int().min(0),
  changes: z.int().min(0),
  /** Claimed time of the last change. */
  lastChangeAt: z.string().max(40).nullable(),
  office: z.strictObject({ code: z.string().max(10), name: z.string().max(200) }),
})
export type BackupHolds = z.infer<typeof holdsSchema>

/** Written into each backup once it has been verified. */
const aboutSchema = z.strictObject({
  version: z.literal(1),
  /** The folder. */
  name: z.string().max(100),
  at: z.iso.datetime(),
  reason: z.enum(reasons),
  bytes: z.int().min(0),
  /** False only for a file that a restore has put aside as it was. */
  verified: z.boolean(),
  holds: holdsSchema.nullable().default(null),
})
export type BackupAbout = z.infer<typeof aboutSchema>

const failureSchema = z.strictObject({ at: z.iso.datetime(), code: z.string().max(100) }).nullable()

export interface BackupStatus {
  /** The newest verified one. */
  readonly last: BackupAbout | null
  /** Newest first. */
  readonly all: readonly BackupAbout[]
  /** Null when the last try succeeded. */
  readonly failure: { readonly at: string; readonly code: string } | null
}

export const backupsFolder = (home: string): string => join(home, 'backups')

/** Reads small files only: no password needed, nothing opened. */
export function backupStatus(home: string): BackupStatus {
  const folder = backupsFolder(home)
  const all = listBackups(folder)
  const failure = failureSchema.safeParse(readJson(join(folder, failureName)))
  return { last: all[0] ?? null, all, failure: failure.success ? failure.data : null }
}

/** True when the newest backup is not of this day, by the calendar of the PC. */
export function isDailyBackupDue(home: string, now: Date): boolean {
  return !listBackups(backupsFolder(home)).some(({ at }) => new Date(at).toDateString() === now.toDateString())
}

/** What lies in a folder of backups, newest first. */
export function listBackups(folder: string): BackupAbout[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .map((name) => ({ name, about: aboutSchema.safeParse(readJson(join(folder, name, aboutName))).data }))
    .flatMap(({ name, about }) => (about ? [{ ...about, name }] : []))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** Remembers why the last try failed; null when it did not. */
export function writeFailure(folder: string, at: Date, code: string | null): void {
  const path = join(folder, failureName)
  if (code === null ? !existsSync(path) : !existsSync(folder)) return
  const text = JSON.stringify(code === null ? null : { at: at.toISOString(), code })
  // The disk that refused the backup may refuse this too; the caller gets the failure itself.
  unlessDiskRefuses(() => writeWhole(path, text))
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    // Absent or unreadable: the schema refuses undefined.
    return undefined
  }
}
