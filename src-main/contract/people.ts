import * as z from 'zod'
import { id, isoDay, language, line, nothing, signIn } from './common.ts'
import { call } from './define.ts'
import { training } from './setup.ts'

/** The domain's `personStates`, and `keys`: an open account without keys, or an ended one that still has some. */
export const personState = z.enum([
  'ended',
  'over',
  'not-yet',
  'training',
  'training-expired',
  'conduct',
  'password',
  'review',
  'active',
  'keys',
])

const word = z.string().trim().max(200)
const days = { activeFrom: isoDay.nullable(), activeTo: isoDay.nullable() }
const about = {
  name: line,
  signIn,
  role: z.string().min(1).max(60),
  function: word,
  agency: word,
  phone: z.string().trim().max(40),
  language: language.nullable(),
  /** P-code of a commune. */
  place: z.string().max(20).nullable(),
  ...days,
}

export const personItem = z.strictObject({
  id,
  name: z.string(),
  signIn: z.string(),
  role: z.string(),
  function: z.string(),
  agency: z.string(),
  groups: z.array(z.string()),
  state: personState,
  /** Null once the account has ended. */
  reviewDueOn: isoDay.nullable(),
  signedInAt: z.string().nullable(),
  openCases: z.int(),
})
export type PersonItem = z.infer<typeof personItem>

/** One account as the register of access tells it; people by name. */
export const access = personItem.extend({
  ...days,
  training: training.extend({ ends: isoDay, selfDeclared: z.boolean() }).nullable(),
  conduct: z.strictObject({ version: z.int(), at: z.string(), current: z.boolean() }).nullable(),
  /** `basis` is `founding` for the account that came into being with its office. */
  grant: z.strictObject({ by: z.string(), basis: z.string(), at: isoDay }).nullable(),
  review: z.strictObject({ at: isoDay, by: z.string(), outcome: z.enum(['confirmed', 'ended']) }).nullable(),
  end: z.strictObject({ at: isoDay, by: z.string(), reason: z.string() }).nullable(),
})
export type Access = z.infer<typeof access>

export const personFile = access.extend({
  phone: z.string(),
  language: language.nullable(),
  place: z.string().nullable(),
  mustChange: z.boolean(),
  hasKeys: z.boolean(),
  /** May whoever asks give this person a password: not his own, nor one of a role above his. */
  mayReset: z.boolean(),
})
export type PersonFile = z.infer<typeof personFile>

export const roleChoice = z.strictObject({
  id: z.string(),
  name: z.strictObject({ fr: z.string(), en: z.string() }),
  about: z.strictObject({ fr: z.string(), en: z.string() }),
  /** False: it allows more than the role of whoever asks. */
  mayGrant: z.boolean(),
})

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
/** `field` is group and member, as in `account.role`. */
export const personChange = z.strictObject({ field: z.string(), from: scalar, to: scalar })

const secretOnce = z.strictObject({
  id,
  /** Temporary, shown once: it must be changed at the first sign-in. */
  password: z.string(),
})

export const people = {
  /** Accounts of this office, ended ones too, by name. */
  'people.list': call(
    'people.read',
    nothing,
    z.strictObject({ items: z.array(personItem), roles: z.array(roleChoice) }),
  ),
  'people.get': call('people.read', z.strictObject({ id }), personFile),
  'people.history': call(
    'people.read',
    z.strictObject({ id }),
    z.array(z.strictObject({ time: z.string(), by: z.string(), changes: z.array(personChange) })),
  ),
  'people.create': call(
    'people.manage',
    z.strictObject({ ...about, basis: line, training: training.nullable() }),
    secretOnce,
    {
      logs: {
        act: 'people.change',
        subject: (_input, made) => made.id,
        details: ({ role }) => ({ what: 'create', role }),
      },
    },
  ),
  /** What differs is written, in one change. */
  'people.change': call(
    'people.manage',
    z.strictObject({ id, ...z.strictObject({ ...about, training }).partial().shape }),
    nothing,
    {
      logs: {
        act: 'people.change',
        subject: (input) => input.id,
        details: ({ id: _id, ...parts }) => ({ what: 'change', fields: Object.keys(parts) }),
      },
    },
  ),
  /** Ends an account and gives the database another key. Called again for an ended one that still has keys, it takes those away. */
  'people.end': call('people.manage', z.strictObject({ id, reason: line }), nothing, {
    long: true,
    logs: {
      act: 'people.change',
      subject: (input) => input.id,
      details: () => ({ what: 'end' }),
      why: ({ reason }) => reason,
    },
  }),
  'people.reopen': call('people.manage', z.strictObject({ id, basis: line }), secretOnce, {
    logs: { act: 'people.change', subject: (input) => input.id, details: () => ({ what: 'reopen' }) },
  }),
  'people.resetPassword': call('people.manage', z.strictObject({ id }), secretOnce, {
    logs: { act: 'people.change', subject: (input) => input.id, details: () => ({ what: 'password' }) },
  }),
  'people.register': call('people.review', nothing, z.array(access)),
  /** Confirms an account until the next review, or ends it. */
  'people.review': call(
    'people.review',
    z.discriminatedUnion('outcome', [
      z.strictObject({ id, outcome: z.literal('confirmed') }),
      z.strictObject({ id, outcome: z.literal('ended'), reason: line }),
    ]),
    nothing,
    {
      long: true,
      logs: { act: 'people.review', subject: (input) => input.id, details: ({ outcome }) => ({ outcome }) },
    },
  ),
  /** Ended accounts that still have keys on this PC: they were ended on another one. */
  'people.keysLeft': call('people.manage', nothing, z.array(z.strictObject({ id, name: z.string() }))),
  /** Accounts of others that wait for their review. */
  'people.due': call('people.review', nothing, z.array(id)),
}
