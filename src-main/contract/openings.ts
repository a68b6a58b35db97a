import * as z from 'zod'
import { id, nothing } from './common.ts'
import { call } from './define.ts'

/** Why a case may have to be opened out of scope. The words of the person come beside. */
export const openingMotives = ['danger', 'absent', 'found', 'authority', 'other'] as const
/** Shorter reasons say nothing that could be reviewed. */
export const shortestReason = 20

const why = z.string().trim().min(shortestReason).max(500)

export const opening = z.strictObject({
  id,
  caseId: id,
  code: z.string(),
  /** Who follows the case. */
  worker: z.string(),
  person: z.string(),
  at: z.string(),
  until: z.string(),
  motive: z.enum(openingMotives),
  why: z.string(),
  /** The reviewer's own opening is not his to review. */
  own: z.boolean(),
  review: z.strictObject({ by: z.string(), at: z.string(), justified: z.boolean(), comment: z.string() }).nullable(),
})
export type Opening = z.infer<typeof opening>

export const openings = {
  /**
   * Opens a case that lies out of scope, found by its full code or by a likely match, for this session and some hours at most: to be
   * read, and a note added. Within scope it opens nothing and only tells the id.
   */
  'openings.open': call(
    'case.break-glass',
    z.strictObject({
      case: z.union([z.strictObject({ id }), z.strictObject({ code: z.string().trim().max(40) })]),
      motive: z.enum(openingMotives),
      why,
    }),
    z.strictObject({ id, until: z.string().nullable() }),
    { logs: 'itself' },
  ),
  /** Openings that this person may review, those still to be reviewed first. At most 200. */
  'openings.list': call('access.review', nothing, z.strictObject({ openings: z.array(opening) })),
  'openings.review': call(
    'access.review',
    z.strictObject({ id, justified: z.boolean(), comment: z.string().trim().max(1000) }),
    nothing,
    { logs: 'itself' },
  ),
}
