import * as z from 'zod'
import { call } from './define.ts'

const place = z.strictObject({ code: z.string(), name: z.string(), label: z.string() })

export const places = {
  'places.search': call(
    'nobody',
    z.strictObject({ text: z.string().max(100), limit: z.int().min(1).max(50) }),
    z.array(place),
  ),
  'places.labels': call('nobody', z.strictObject({ codes: z.array(z.string().max(20)).max(500) }), z.array(place)),
}
