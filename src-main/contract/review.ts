import * as z from 'zod'
import { caseItem, likelyChild } from './cases.ts'
import { id, nothing } from './common.ts'
import { call } from './define.ts'

const linkState = z.enum(['same', 'different', 'none'])

/** Children who may have been registered twice, and changes that were set aside. */
export const review = {
  /** How many pairs look alike and nobody has said anything of yet; cases still to be compared. */
  'duplicates.count': call('case.join', nothing, z.strictObject({ pairs: z.int(), waiting: z.int() })),
  /** Compares what has come since with all the others. */
  'duplicates.search': call('case.join', nothing, z.strictObject({ pairs: z.int() }), {
    long: true,
    logs: 'case.compare',
  }),
  'duplicates.list': call(
    'case.join',
    z.strictObject({ offset: z.int().min(0).max(1_000_000), limit: z.int().min(1).max(50) }),
    z.strictObject({
      total: z.int(),
      items: z.array(
        z.strictObject({
          pair: z.tuple([caseItem, caseItem]),
          mothers: z.tuple([z.string(), z.string()]),
          score: z.number(),
          band: likelyChild.shape.band,
          reasons: z.array(z.string()),
        }),
      ),
    }),
    { logs: { act: 'case.compare', look: true } },
  ),
  /** Says of two cases that they are one child or two, or takes that back. A statement of this office: it writes into neither case. */
  'duplicates.say': call(
    'case.join',
    z.strictObject({ caseId: id, other: id, state: linkState, reason: z.string().max(2000) }),
    nothing,
    { onCase: 'caseId', logs: { act: 'case.change', details: ({ state }) => ({ said: state }) } },
  ),
  /** What is said of a case and others. */
  'duplicates.ofCase': call(
    'case.read',
    z.strictObject({ caseId: id }),
    z.strictObject({
      links: z.array(
        z.strictObject({
          other: id,
          code: z.string(),
          otherOffice: z.string(),
          /** The other case may be opened. */
          within: z.boolean(),
          state: linkState,
          reason: z.string(),
          person: z.string(),
          office: z.string(),
          time: z.string(),
          /** Said by this office, which may take it back. */
          own: z.boolean(),
        }),
      ),
    }),
    { onCase: 'caseId' },
  ),
  'aside.list': call(
    'exchange.read',
    z.strictObject({ offset: z.int().min(0).max(1_000_000), limit: z.int().min(0).max(200) }),
    z.strictObject({
      total: z.int(),
      items: z.array(
        z.strictObject({
          replica: id,
          seq: z.int(),
          reason: z.enum(['out-of-scope', 'unknown-record', 'late', 'revoked']),
          office: z.string(),
          person: z.string(),
          time: z.string(),
          steps: z.int(),
          /** Codes of the cases that it is about, as far as they are known and within reach. */
          codes: z.array(z.string()),
        }),
      ),
    }),
  ),
}
