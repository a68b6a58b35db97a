import * as z from 'zod'
import { isoDay, nothing } from './common.ts'
import { call } from './define.ts'

const path = z.string().min(1).max(4000)
const secret = z.string().min(1).max(500)
const office = z.strictObject({ code: z.string(), name: z.string() })

export const healthStates = ['unknown', 'checking', 'sound', 'damaged'] as const

const movedOffice = z.strictObject({
  path,
  label: z.string(),
  folder: z.string(),
  office,
  at: z.string(),
  bytes: z.number(),
  taken: z.boolean(),
})

export const machine = {
  'machine.about': call(
    'signed-in',
    nothing,
    z.strictObject({
      version: z.string(),
      home: z.string(),
      freeBytes: z.number(),
      diskLow: z.boolean(),
      sizes: z.strictObject({ database: z.number(), wal: z.number(), backups: z.number(), replaced: z.number() }),
      cases: z.int(),
      changes: z.int(),
      schema: z.int(),
      incarnation: z.int(),
      words: z.array(z.string()),
      health: z.strictObject({ state: z.enum(healthStates), at: z.string().nullable() }),
      clock: z.strictObject({
        /** What the PC says, and the day that the office goes by. */
        device: isoDay,
        today: isoDay,
        doubt: z.boolean(),
      }),
    }),
  ),
  /** The right day, or null when the PC's own is right. */
  'machine.setClock': call('signed-in', z.strictObject({ day: isoDay.nullable() }), z.strictObject({ today: isoDay }), {
    logs: { act: 'system.clock', details: ({ day }) => ({ day: day ?? '' }) },
  }),
  'machine.selfTest': call('system.read', nothing, z.array(z.strictObject({ name: z.string(), ok: z.boolean() }))),
  /** Reads the whole file and looks for damage, while the office goes on. */
  'machine.check': call('system.read', nothing, z.strictObject({ sound: z.boolean() }), {
    long: true,
    beside: true,
    logs: 'itself',
  }),
  /** Writes a diagnostic file without personal data to a drive. */
  'machine.diagnose': call('system.read', z.strictObject({ path }), z.strictObject({ file: z.string() }), {
    logs: 'itself',
  }),
  /** Writes the whole office to a key and seals it here. Locks. */
  'machine.moveOut': call(
    'vault.move',
    z.strictObject({ path, password: secret, withBackups: z.boolean() }),
    z.strictObject({ folder: z.string() }),
    { long: true, logs: 'itself' },
  ),
  /** Offices on the keys plugged in that wait to be taken over by this PC. */
  'machine.findMoved': call('nobody', nothing, z.array(movedOffice)),
  'machine.moveIn': call('nobody', z.strictObject({ path, folder: z.string().max(255) }), nothing, {
    long: true,
    logs: 'itself',
  }),
  /** The key was lost on the way: the office opens here again, under a new identity. */
  'machine.undoMove': call(
    'nobody',
    z.strictObject({ signIn: z.string().trim().toLowerCase().min(1).max(60), password: secret }),
    nothing,
    { logs: 'itself' },
  ),
  /** This copy of another PC's disk, or this PC that was revoked, is to work from now on, under a new identity. */
  'machine.adopt': call('vault.move', nothing, nothing, { logs: 'itself' }),
}
