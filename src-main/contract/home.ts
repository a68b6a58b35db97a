import * as z from 'zod'
import { caseItem } from './cases.ts'
import { nothing } from './common.ts'
import { call } from './define.ts'

export const home = {
  'home.summary': call(
    'case.read',
    nothing,
    z.strictObject({
      mine: z.strictObject({ open: z.int(), overdue: z.int() }),
      office: z.strictObject({ open: z.int(), high: z.int(), medium: z.int(), low: z.int(), unrated: z.int() }),
      /** My open cases: overdue first, then high risk, then by due date. At most 50. */
      first: z.array(caseItem),
      transmission: z.strictObject({
        enrolled: z.boolean(),
        /** When a bundle was last written for the level above. */
        sentAt: z.string().nullable(),
        /** The level above has everything up to here. */
        ackedAt: z.string().nullable(),
        pendingChanges: z.int(),
        /** Days on which bundles were written for it and no answer ever came. */
        unanswered: z.int(),
      }),
      /** Exceptional openings that wait for this person's review; null for who reviews none. */
      openings: z.int().nullable(),
    }),
  ),
}
