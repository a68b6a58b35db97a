import * as z from 'zod'
import { nothing } from './common.ts'
import { call } from './define.ts'

/** `register` or `case:<id>:<form>`; what is typed and not yet saved, kept encrypted for the person who typed it. */
const subject = z.string().min(1).max(100)
const payload = z.string().max(1_500_000)

export const drafts = {
  'drafts.save': call('signed-in', z.strictObject({ subject, payload }), z.strictObject({ savedAt: z.string() })),
  'drafts.get': call(
    'signed-in',
    z.strictObject({ subject }),
    z.strictObject({ payload: z.string(), savedAt: z.string() }).nullable(),
  ),
  'drafts.list': call(
    'signed-in',
    nothing,
    z.array(z.strictObject({ subject: z.string(), savedAt: z.string(), title: z.string() })),
  ),
  'drafts.drop': call('signed-in', z.strictObject({ subject }), nothing),
}
