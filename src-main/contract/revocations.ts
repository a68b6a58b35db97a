import * as z from 'zod'
import { id, level } from './common.ts'
import { call } from './define.ts'

/** As `domain/trust/revocation.ts`. */
export const revocationReasons = ['lost', 'stolen', 'copied', 'replaced', 'closed'] as const
const reason = z.enum(revocationReasons)

/** One PC of an office: one installation with its keys. */
const pc = z.strictObject({
  replica: id,
  words: z.array(z.string()),
  /** When its certificate was made, as that clock claimed. */
  certifiedAt: z.string(),
  lastReceivedNumber: z.int(),
  lastReceivedAt: z.string().nullable(),
  /** Changes that it wrote and that are held here. */
  changes: z.int(),
  /** Other PCs of its office that stand on it: they are trusted no longer than it is. */
  vouchesFor: z.int(),
  revoked: z
    .strictObject({
      reason,
      at: z.string(),
      /** Name of the office that revoked it. */
      by: z.string(),
      /** Its last change that is believed, and how many above it are held here and kept apart. */
      believed: z.int(),
      apart: z.int(),
      /** When the certificate of the PC that came after it was made; null while there is none. */
      replacedAt: z.string().nullable(),
    })
    .nullable(),
})
export type Pc = z.infer<typeof pc>

/** PCs of the offices below, and those that are trusted no more. */
export const revocations = {
  /** The newest first. */
  'revocations.pcs': call(
    'exchange.read',
    z.strictObject({ officeId: id }),
    z.strictObject({ name: z.string(), code: z.string(), level, pcs: z.array(pc) }),
  ),
  /** Nothing that this PC signs is taken any more, here and wherever the next bundles go. Never taken back. */
  'revocations.revoke': call(
    'enrolment.certify',
    z.strictObject({ replica: id, reason }),
    z.strictObject({ code: z.string(), believed: z.int() }),
    {
      logs: {
        act: 'enrolment.revoke',
        subject: (_input, { code }) => code,
        details: ({ replica, reason: why }, { believed }) => ({ replica, reason: why, believed }),
      },
    },
  ),
  /** Believes what has come since of the chain of a revoked PC: somebody has made sure that its own office brought it. */
  'revocations.believe': call(
    'enrolment.certify',
    z.strictObject({ replica: id, why: z.string().trim().min(1).max(500) }),
    z.strictObject({ code: z.string(), believed: z.int() }),
    {
      logs: {
        act: 'enrolment.believe',
        subject: (_input, { code }) => code,
        details: ({ replica }, { believed }) => ({ replica, believed }),
        why: ({ why }) => why,
      },
    },
  ),
}
