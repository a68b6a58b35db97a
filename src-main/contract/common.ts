import * as z from 'zod'

/** Shapes shared by several subjects. */
export const nothing = z.strictObject({})
export const id = z.string().regex(/^[0-9a-f]{32}$/)
export const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** One line that a person typed. */
export const line = z.string().trim().min(1).max(200)
export const level = z.enum(['district', 'region', 'national'])
export type Level = z.infer<typeof level>
export const language = z.enum(['fr', 'en'])
/** Lower case without accents: what every keyboard has. The domain's `signInPattern`. */
export const signIn = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9._-]{2,40}$/)

export const partialDate = z.union([
  z.strictObject({ precision: z.literal('exact'), date: isoDay }),
  z.strictObject({ precision: z.literal('month'), month: z.string().regex(/^\d{4}-\d{2}$/) }),
  z.strictObject({ precision: z.literal('year'), year: z.int().min(1800).max(2200) }),
  z.strictObject({
    precision: z.literal('age'),
    years: z.int().min(0).max(150),
    months: z.int().min(0).max(11).optional(),
    on: isoDay,
  }),
  z.strictObject({ precision: z.literal('range'), from: isoDay, to: isoDay }),
])

/** A value of a form field, in transit. The form's own definition is checked by the domain's validator. */
const scalar = z.union([z.string().max(400_000), z.int(), z.null()])
export const fileRef = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().max(200),
  type: z.string().max(100),
  bytes: z.int(),
})
const cell = z.union([scalar, z.array(z.string().max(200)).max(200), partialDate, fileRef])
const row = z.strictObject({ id, values: z.record(z.string().max(80), cell) })
export const formValues = z.record(z.string().max(80), z.union([cell, z.array(row).max(200)]))

export const ageInYears = z.strictObject({ min: z.int(), max: z.int(), estimated: z.boolean() })

export const counts = z.strictObject({ newCases: z.int(), changedCases: z.int(), changes: z.int(), ops: z.int() })
export type Counts = z.infer<typeof counts>
