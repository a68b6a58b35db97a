import * as z from 'zod'
import { call } from './define.ts'

const place = z.strictObject({
  code: z.string(),
  name: z.string(),
  label: z.string(),
  /** False for a place that an office added and whose name has not come here yet: it is shown by its commune. */
  known: z.boolean(),
})

export const places = {
  'places.search': call(
    'nobody',
    /** `communes`: these alone, without what was added to them. */
    z.strictObject({ text: z.string().max(100), limit: z.int().min(1).max(50), communes: z.boolean().optional() }),
    z.array(place),
  ),
  'places.labels': call('nobody', z.strictObject({ codes: z.array(z.string().max(20)).max(500) }), z.array(place)),
}
