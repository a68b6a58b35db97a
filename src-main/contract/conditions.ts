import * as z from 'zod'
import { isoDay, nothing } from './common.ts'
import { call } from './define.ts'
import { condition, training } from './setup.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
/** Plain lines: `# ` begins a heading, `- ` a point. */
const conductText = z.string().trim().min(1).max(60_000)

export const conduct = z.strictObject({
  version: z.int(),
  hash,
  fr: z.string(),
  /** Empty: the French text is shown. */
  en: z.string(),
  /** Null for the text that comes with the program. `by`: a person, or the office above. */
  set: z.strictObject({ at: z.string(), by: z.string() }).nullable(),
  /** An office above has laid it down: it is changed there. */
  above: z.boolean(),
})
export type Conduct = z.infer<typeof conduct>

/** What keeps an account from opening, the undertaking of confidentiality and code of conduct, and the training. */
export const conditions = {
  'conditions.state': call(
    'entering',
    nothing,
    z.strictObject({
      missing: z.array(condition),
      training: training.extend({ ends: isoDay, selfDeclared: z.boolean() }).nullable(),
      /** Nobody else need attest the training of who manages people: he declares it, and the register says so. */
      mayDeclare: z.boolean(),
      /** Who can settle what the person cannot: names of those who manage people here. */
      helpers: z.array(z.string()),
      trainingMonths: z.int(),
    }),
  ),
  'conditions.declareTraining': call('entering', training, nothing, {
    logs: { act: 'session.conditions', details: () => ({ what: 'training' }) },
  }),
  'conduct.current': call('entering', nothing, conduct),
  /** The person has read this very text to its end. */
  'conduct.accept': call('entering', z.strictObject({ version: z.int(), hash }), nothing, {
    logs: { act: 'session.conditions', details: ({ version }) => ({ what: 'conduct', version }) },
  }),
  /** What an office above has laid down, then versions of this office, newest first, each with how many open accounts have accepted it. */
  'conduct.versions': call('conduct.manage', nothing, z.array(conduct.extend({ acceptedBy: z.int() }))),
  /** Sets the next version: everybody is asked again. `after`: the version that the writer had before him. */
  'conduct.set': call(
    'conduct.manage',
    z.strictObject({ fr: conductText, en: z.string().trim().max(60_000), after: z.int() }),
    z.strictObject({ version: z.int() }),
    { logs: { act: 'conduct.change', details: (_input, { version }) => ({ version }) } },
  ),
}
