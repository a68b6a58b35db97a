import * as z from 'zod'
import { formValues, id, isoDay, nothing } from './common.ts'
import { call } from './define.ts'
import { obstacles } from './exchange.ts'

/** What of a child a referral may tell. */
export const referralPartNames = ['name', 'sex', 'birth', 'address', 'caregiver', 'contact'] as const
export type ReferralPart = (typeof referralPartNames)[number]

export const referralStates = ['waiting', 'accepted', 'refused', 'done', 'withdrawn'] as const
export type ReferralState = (typeof referralStates)[number]

export const referralAnswers = ['accepted', 'refused'] as const
export type ReferralAnswer = (typeof referralAnswers)[number]

const words = z.string().trim().max(2000)
const word = z.string().max(80)
const part = z.enum(referralPartNames)

/** A referral as this person may see it. */
const referral = z.strictObject({
  id,
  caseId: id,
  /** Form 5A of the case, which it fills in. */
  form: id.nullable(),
  code: z.string(),
  from: z.string(),
  to: z.string(),
  priority: word,
  service: word,
  serviceOther: z.string(),
  /** Empty where it stays at the sender, or is not for this person. */
  reason: z.string(),
  /** Questions of form 1B about the child, as the sender chose; a part that stays behind has none. */
  child: formValues,
  /** Parts that did not come, by consent, or that this person may not see. */
  hidden: z.boolean(),
  sentOn: isoDay.nullable(),
  state: z.enum(referralStates),
  /** How far it has come while nobody has answered: in the next bundle, at the office above, or at the receiver. */
  reached: z.enum(['here', 'above', 'receiver']),
  answeredOn: isoDay.nullable(),
  why: z.string(),
  feedback: z.array(z.strictObject({ on: isoDay.nullable(), did: z.string(), next: z.string() })),
  doneOn: isoDay.nullable(),
  /** Has the sender taken note of all that was answered? */
  read: z.boolean(),
})
export type Referral = z.infer<typeof referral>

const about = z.strictObject({ caseId: id, referral: id })

/** Children referred from one office to another: what is asked, what is answered. */
export const referrals = {
  /** The offices that a child may be referred to. */
  'referrals.offices': call(
    'case.refer',
    nothing,
    z.strictObject({ offices: z.array(z.strictObject({ id, code: z.string(), name: z.string() })) }),
  ),
  /** What the receiver would see of the child, part by part, and why a part stays here. `words`: why the reason and what else is typed stays. */
  'referrals.preview': call(
    'case.refer',
    z.strictObject({ caseId: id }),
    z.strictObject({
      code: z.string(),
      parts: z.array(z.strictObject({ part, values: formValues, stays: z.enum(obstacles).nullable() })),
      words: z.enum(obstacles).nullable(),
    }),
    { onCase: 'caseId', logs: { act: 'case.open', look: true } },
  ),
  /** Refers the child, and fills in form 5A. It travels with the next bundles. */
  'referrals.send': call(
    'case.refer',
    z.strictObject({
      caseId: id,
      to: id,
      priority: word.min(1),
      service: word.min(1),
      serviceOther: words,
      reason: words.min(1),
      parts: z.array(part).max(referralPartNames.length),
    }),
    z.strictObject({ id }),
    {
      onCase: 'caseId',
      logs: { act: 'case.refer', details: ({ to, priority, parts }) => ({ what: 'send', to, priority, parts }) },
    },
  ),
  /** Referrals of a case, the newest first. */
  'referrals.ofCase': call('case.read', z.strictObject({ caseId: id }), z.strictObject({ items: z.array(referral) }), {
    onCase: 'caseId',
    logs: { act: 'case.open', look: true },
  }),
  /** Takes back a referral that nobody has answered. */
  'referrals.withdraw': call('case.refer', about, z.strictObject({}), {
    onCase: 'caseId',
    logs: { act: 'case.refer', details: () => ({ what: 'withdraw' }) },
  }),
  /** The sender has read the answer: it is written into form 5A. */
  'referrals.note': call('case.refer', about, z.strictObject({}), {
    onCase: 'caseId',
    logs: { act: 'case.refer', details: () => ({ what: 'note' }) },
  }),
  /** Answers to be read about cases that this person reaches. */
  'referrals.answered': call('case.refer', nothing, z.strictObject({ items: z.array(referral) }), {
    logs: {
      act: 'case.list',
      details: (_input, { items }) => ({ what: 'referrals', total: items.length }),
      look: true,
    },
  }),
  /** Children referred to this office, that wait for an answer or for what was done. */
  'referrals.received': call('referral.answer', nothing, z.strictObject({ items: z.array(referral) }), {
    logs: {
      act: 'case.list',
      details: (_input, { items }) => ({ what: 'referrals', total: items.length }),
      look: true,
    },
  }),
  /** Accepts a referral to this office, or refuses it with a reason. */
  'referrals.answer': call(
    'referral.answer',
    z
      .strictObject({ referral: id, answer: z.enum(referralAnswers), why: words })
      .refine(({ answer, why }) => answer === 'accepted' || why !== ''),
    z.strictObject({ caseId: id }),
    {
      logs: { act: 'case.refer', subject: (_input, { caseId }) => caseId, details: ({ answer }) => ({ what: answer }) },
    },
  ),
  /** Tells what was done for the child, and what comes next; `done` closes the referral here. */
  'referrals.tell': call(
    'referral.answer',
    z.strictObject({ referral: id, on: isoDay, did: words.min(1), next: words, done: z.boolean() }),
    z.strictObject({ caseId: id }),
    {
      logs: {
        act: 'case.refer',
        subject: (_input, { caseId }) => caseId,
        details: ({ done }) => ({ what: done ? 'done' : 'feedback' }),
      },
    },
  ),
}
