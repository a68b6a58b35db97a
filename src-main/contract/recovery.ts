import * as z from 'zod'
import { line, nothing } from './common.ts'
import { call } from './define.ts'
import { drive } from './exchange.ts'
import { recoverySheet } from './setup.ts'

const path = z.string().min(1).max(4000)
const file = z.string().min(1).max(255)
const words = z.array(z.string()).length(10)
const secret = z.string().min(1).max(500)
const reason = z.string().trim().min(10).max(300)
const office = z.strictObject({ code: z.string(), name: z.string() })

const request = z.strictObject({
  signIn: z.string(),
  name: z.string(),
  /** To be compared by telephone. */
  words,
  writtenAt: z.string(),
})

/** The office above opens an office that has lost its passwords. Both ends are recorded. */
export const recovery = {
  /** At the locked office: who above can open it, and what has been asked for. */
  'recovery.state': call(
    'nobody',
    nothing,
    z.strictObject({ officer: z.string().nullable(), request: request.nullable() }),
  ),
  /** Keys that may be taken out: all that a locked office looks at. */
  'recovery.drives': call('nobody', nothing, z.array(drive)),
  /** Makes the request; `next` is the password that this person will have once the answer is in. */
  'recovery.ask': call('nobody', z.strictObject({ signIn: line, next: secret, reason }), request),
  'recovery.write': call('nobody', z.strictObject({ path }), z.strictObject({ file })),
  /** Answers on a key to the request of this PC. */
  'recovery.answers': call(
    'nobody',
    z.strictObject({ path }),
    z.strictObject({ answers: z.array(z.strictObject({ file, office, answeredAt: z.string() })) }),
  ),
  /** Opens the office with an answer and the password chosen with the request; a new recovery sheet follows. */
  'recovery.open': call('nobody', z.strictObject({ path, file, password: secret }), recoverySheet, { logs: 'itself' }),
  /** At the office above: requests on a key. */
  'recovery.requests': call(
    'vault.recover-others',
    z.strictObject({ path }),
    z.strictObject({
      requests: z.array(
        z.strictObject({
          file,
          office,
          person: z.string(),
          reason: z.string(),
          writtenAt: z.string(),
          words,
          /** False when its vault is not sealed to this office: it cannot be answered here. */
          ours: z.boolean(),
        }),
      ),
    }),
  ),
  /** `words` are those compared by telephone, `reason` why the officer believes the one who asks. */
  'recovery.answer': call(
    'vault.recover-others',
    z.strictObject({ path, file, words, reason }),
    z.strictObject({ file, office: z.string() }),
    { logs: 'itself' },
  ),
}
