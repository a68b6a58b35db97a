import * as z from 'zod'
import { id, isoDay, language, level, line, nothing, signIn } from './common.ts'
import { call } from './define.ts'

/** What keeps a signed-in person from working; the domain's `conditions`. */
export const condition = z.enum(['password', 'training', 'training-expired', 'conduct'])
export type Condition = z.infer<typeof condition>

export const training = z.strictObject({ date: isoDay, trainer: line, module: line })

export const officeHeader = z.strictObject({
  name: z.string(),
  code: z.string(),
  level,
  /** "Boulsa — Namentenga, Kuilsé" */
  place: z.string(),
  training: z.boolean(),
})

const formLevel = z.enum(['none', 'read', 'write'])

/** What the window may offer and must explain: the office decides again at every call. */
const sessionRole = z.strictObject({
  id: z.string(),
  name: z.strictObject({ fr: z.string(), en: z.string() }),
  scope: z.enum(['none', 'own', 'group', 'agency', 'office', 'all']),
  forms: z.object({ others: formLevel }).catchall(formLevel),
  names: z.boolean(),
  sensitive: z.array(z.enum(['sexual', 'armed', 'hiv', 'perpetrator', 'care'])),
})

export const sessionInfo = z.strictObject({
  personId: id,
  name: z.string(),
  signIn: z.string(),
  role: sessionRole,
  permissions: z.array(z.string()),
  office: officeHeader.extend({ id, enrolled: z.boolean() }),
  idleMinutes: z.int(),
  /** The person's own language, where one is set. */
  language: language.nullable(),
  /** Conditions of access still to be met: until then nearly every call is refused. */
  missing: z.array(condition),
})
export type SessionInfo = z.infer<typeof sessionInfo>

/** Why nothing is written to an open file: it is damaged, comes from another PC, or the office above has revoked this installation. */
export const heldReasons = ['damaged', 'other-machine', 'revoked'] as const
export type Held = (typeof heldReasons)[number]

export const status = z.strictObject({
  state: z.enum(['empty', 'locked', 'open']),
  version: z.string(),
  office: officeHeader.nullable(),
  people: z.array(z.strictObject({ signIn: z.string(), name: z.string() })),
  session: sessionInfo.nullable(),
  /** The PC's day is outside what the database and the program know: ask. */
  clockDoubt: z.strictObject({ today: z.string(), expected: z.string() }).nullable(),
  /** The day that the office goes by. */
  today: z.string(),
  /** Why nothing is written to this file, while somebody is signed in. */
  held: z.enum(heldReasons).nullable(),
  /** The day on which the office was moved to another PC: it does not open here. */
  movedOn: z.string().nullable(),
  /** After the PC had stopped without closing the office: a file was missing, the last entries may be too. */
  lastEntriesMissing: z.boolean(),
  keyringFromCopy: z.boolean(),
})
export type Status = z.infer<typeof status>

export const newOffice = z.strictObject({
  name: line,
  /** Two to five ASCII capitals: the head of every case code, whose check character is made for letters here. */
  code: z.string().regex(/^[A-Z]{2,5}$/),
  level,
  /** P-code of the commune where the office sits. */
  place: z.string().max(20),
  /** Lines printed at the head of documents. */
  headers: z.array(z.string().trim().max(160)).max(4),
  person: z.strictObject({ name: line, signIn }),
  /** The first person's own training, which nobody else can attest. */
  training,
  password: z.string().min(1).max(500),
  language,
})

export const recoverySheet = z.strictObject({
  session: sessionInfo,
  /** Grouped recovery code, shown once. */
  code: z.string(),
  /** SVG text of the same code. */
  qr: z.string(),
})

export const setup = {
  'setup.status': call('nobody', nothing, status),
  'setup.checkPassword': call(
    'nobody',
    z.strictObject({ password: z.string().max(500), names: z.array(z.string().max(200)).max(6) }),
    z.strictObject({
      ok: z.boolean(),
      reason: z.enum(['short', 'common', 'name']).nullable(),
      strength: z.int().min(0).max(4),
    }),
  ),
  'setup.suggestCode': call(
    'nobody',
    z.strictObject({ place: z.string().max(20) }),
    z.strictObject({ code: z.string() }),
  ),
  'setup.createOffice': call('nobody', newOffice, recoverySheet, { long: true, logs: 'office.create' }),
  /** Opens the training office of this PC, made on first use; its data lie apart from the real ones. */
  'setup.startTraining': call('nobody', z.strictObject({ language }), sessionInfo, { long: true, logs: 'itself' }),
  /** Back to the real office (or to the first start). */
  'setup.leaveTraining': call('nobody', nothing, nothing, { logs: 'itself' }),
}
