import * as z from 'zod'
import { nothing } from './common.ts'
import { call } from './define.ts'

const path = z.string().min(1).max(4000)
/** Name of a backup's folder: the office joins it to a folder of its own choosing. */
const name = z.string().regex(/^[0-9A-Za-z-]{1,80}$/)

export const backupReasons = ['daily', 'before-migration', 'before-rekey', 'by-hand', 'replaced'] as const

const holds = z.strictObject({
  cases: z.int(),
  changes: z.int(),
  /** Claimed time of the last change of the office itself. */
  lastChangeAt: z.string().nullable(),
  office: z.strictObject({ code: z.string(), name: z.string() }),
})

/** Where a backup lies: on this PC, put aside by a restore, or on a key. */
const place = z.strictObject({
  kind: z.enum(['pc', 'replaced', 'key']),
  /** Root of the drive, for `key`. */
  drive: path.nullable(),
  /** Code of the office whose folder it lies in, for `key`. */
  code: z.string().max(10).nullable(),
  name,
})
export type BackupPlace = z.infer<typeof place>

const backupItem = z.strictObject({
  place,
  /** Of the drive, for `key`. */
  label: z.string().nullable(),
  at: z.string(),
  reason: z.enum(backupReasons),
  bytes: z.number(),
  verified: z.boolean(),
  /** What the backup itself says that it holds; null for one made before that was noted. */
  holds: holds.nullable(),
})
export type BackupItem = z.infer<typeof backupItem>

export const backupStatus = z.strictObject({
  last: z.strictObject({ at: z.string(), where: z.enum(['pc', 'key']), label: z.string().nullable() }).nullable(),
  /** Days since, by the corrected date. */
  days: z.int().nullable(),
  /** So long ago that somebody should act. */
  late: z.boolean(),
  failure: z.strictObject({ at: z.string(), code: z.string() }).nullable(),
  running: z.boolean(),
  key: z.strictObject({
    wanted: z.boolean(),
    label: z.string().nullable(),
    lastAt: z.string().nullable(),
    /** The remembered key, when it is plugged in. */
    plugged: z.strictObject({ path, label: z.string() }).nullable(),
    /** It is plugged in, and has no backup of today. */
    due: z.boolean(),
  }),
  disk: z.strictObject({ freeBytes: z.number(), low: z.boolean() }),
})
export type BackupStatus = z.infer<typeof backupStatus>

const secret = z.string().min(1).max(500)
/** The name and password of the day of the backup, or the code of the recovery sheet of that day. */
const credentials = z.union([
  z.strictObject({ signIn: z.string().trim().toLowerCase().min(1).max(60), password: secret }),
  z.strictObject({ code: z.string().min(1).max(200) }),
])

/** What going back to a backup would lose; null where the present file does not open with these credentials. */
const loss = z.strictObject({ changes: z.int(), newCases: z.int() }).nullable()

export const salvageReport = z.strictObject({
  /** Changes that the damaged file should hold, and those saved. */
  total: z.int(),
  saved: z.int(),
  /** Of those saved: taken from backups, since the file itself could not be read there. */
  fromBackups: z.int(),
  /** Of those saved: written again under the new identity, since the chain is broken before them. */
  rewritten: z.int(),
  lost: z.int(),
  /** Chains of other offices that end before a hole: what follows comes back with the next bundles. */
  cut: z.array(z.strictObject({ office: z.string(), after: z.int() })),
  cases: z.int(),
  /** Other tables of which rows could not be read. */
  tables: z.array(z.string()),
})
export type SalvageReport = z.infer<typeof salvageReport>

export const backups = {
  'backups.status': call('signed-in', nothing, backupStatus),
  /** All that can be restored, on this PC and on the keys plugged in. Says no more than lies open in the folders. */
  'backups.list': call('nobody', nothing, z.array(backupItem)),
  'backups.make': call('backup.make', nothing, backupStatus, { long: true, beside: true, logs: 'itself' }),
  /** Copies the newest backup of this PC to a key and reads it again from there. */
  'backups.toKey': call('backup.make', z.strictObject({ path }), backupStatus, {
    long: true,
    beside: true,
    logs: 'itself',
  }),
  'backups.setKey': call(
    'backup.make',
    z.strictObject({ wanted: z.boolean(), label: z.string().max(100).nullable() }),
    backupStatus,
    { logs: 'itself' },
  ),
  /** Opens a backup to look into it. Nothing is changed. */
  'backups.look': call(
    'nobody',
    z.strictObject({ place, credentials }),
    z.strictObject({ holds, loss, mayRestore: z.boolean() }),
    { long: true, logs: { act: 'backup.restore', details: ({ place }) => ({ step: 'look', reason: place.name }) } },
  ),
  /** Puts a backup in the place of the office's file, which is kept aside. Locks: people sign in as on the day of the backup. */
  'backups.restore': call('nobody', z.strictObject({ place, credentials }), nothing, { long: true, logs: 'itself' }),
  /** A new identity in the ledger: when an old copy of the file was put back by hand. */
  'backups.renewIdentity': call('backup.restore', nothing, nothing, { logs: 'itself' }),
  /** Saves what can be read of a damaged file into a new one, filled up from backups. Locks. */
  'backups.salvage': call('nobody', z.strictObject({ credentials }), salvageReport, { long: true, logs: 'itself' }),
}
