import * as z from 'zod'
import { nothing } from './common.ts'
import { call } from './define.ts'
import { recoverySheet } from './setup.ts'

const path = z.string().min(1).max(4000)
const file = z.string().min(1).max(255)
const words = z.array(z.string()).length(10)
const secret = z.string().min(1).max(500)

/** This PC's request: its ten words are compared on the first PC. */
const request = z.strictObject({ words, writtenAt: z.string() })

/** A further PC of an office that exists: it asks, the first PC vouches for it and gives it what the office holds. */
export const secondPc = {
  /** On the PC without an office: what it has asked for. */
  'secondPc.state': call('nobody', nothing, z.strictObject({ request: request.nullable() })),
  /** Makes the keys of this PC and its request; an earlier one is void. `password`: the one that its first person will have. */
  'secondPc.ask': call('nobody', z.strictObject({ password: secret }), request),
  'secondPc.write': call('nobody', z.strictObject({ path }), z.strictObject({ file })),
  /** Answers on a key to the request of this PC; `words` are those of the PC that gave it. */
  'secondPc.answers': call(
    'nobody',
    z.strictObject({ path }),
    z.strictObject({
      answers: z.array(
        z.strictObject({
          file,
          office: z.strictObject({ code: z.string(), name: z.string() }),
          pc: z.string(),
          person: z.string(),
          words,
        }),
      ),
    }),
  ),
  /** Makes the office on this PC from an answer and the first bundle beside it; `words` are those that the person has compared. */
  'secondPc.join': call('nobody', z.strictObject({ path, file, words, password: secret }), recoverySheet, {
    long: true,
    logs: 'itself',
  }),
  /** On the first PC: requests on a key. */
  'secondPc.requests': call(
    'vault.move',
    z.strictObject({ path }),
    z.strictObject({
      requests: z.array(z.strictObject({ file, words, writtenAt: z.string(), answered: z.boolean() })),
    }),
  ),
  /** Vouches for a PC and writes for it all that the office holds; `words` are those that the person has compared. */
  'secondPc.give': call(
    'vault.move',
    z.strictObject({ path, file, words }),
    z.strictObject({
      file,
      /** Files of its first bundle. */
      bundle: z.array(file),
      pc: z.string(),
    }),
    { long: true, logs: 'itself' },
  ),
}
