import * as z from 'zod'
import { id, level, nothing } from './common.ts'
import { call } from './define.ts'

const path = z.string().min(1).max(4000)
const file = z.string().min(1).max(255)
const words = z.array(z.string()).length(10)

export const enrolment = {
  'enrolment.state': call(
    'exchange.read',
    nothing,
    z.strictObject({
      words,
      /** The office above, once enrolled. */
      parent: z.strictObject({ name: z.string(), code: z.string(), level, words }).nullable(),
      requestWrittenAt: z.string().nullable(),
    }),
  ),
  /** Asks for a certificate of new keys: this PC keeps its name and all that it wrote, and goes by its present keys until the answer is taken. */
  'enrolment.renewKeys': call('enrolment.ask', z.strictObject({ path }), z.strictObject({ file, words }), {
    logs: 'itself',
  }),
  /** New keys of a PC that stands on itself, certified by its present ones. */
  'enrolment.changeKeys': call('enrolment.certify', nothing, z.strictObject({ words }), {
    logs: { act: 'enrolment.keys' },
  }),
  /** An office that nobody has certified yet and that keeps nothing turns out to be of another level. */
  'enrolment.changeLevel': call('enrolment.ask', z.strictObject({ level }), z.strictObject({ level }), {
    logs: { act: 'enrolment.level', details: ({ level: to }) => ({ level: to }) },
  }),
  /** This office stands above both: an office below comes under another. */
  'enrolment.move': call(
    'enrolment.certify',
    z.strictObject({ officeId: id, to: id }),
    z.strictObject({ office: z.string(), code: z.string(), to: z.string() }),
    { logs: { act: 'enrolment.move', subject: (_input, { code }) => code } },
  ),
  'enrolment.writeRequest': call('enrolment.ask', z.strictObject({ path }), z.strictObject({ file, words }), {
    logs: 'itself',
  }),
  /**
   * The office above certifies what it has read over the phone: `words` are those the person confirmed. `newPcOf`: the office that it knows under
   * this code, where the person has made sure that the request comes from a new PC of it. `from`: the office that the one which asks is under, where
   * the person has made sure that it leaves that one.
   */
  'enrolment.certify': call(
    'enrolment.certify',
    z.strictObject({ path, file, words, newPcOf: id.optional(), from: id.optional() }),
    z.strictObject({ file, office: z.string() }),
    { logs: 'itself' },
  ),
  /**
   * The office takes the answer; `words` are the fingerprint of the office above, confirmed by the person. `leaving`: the office above that it leaves
   * by it, where it does.
   */
  'enrolment.accept': call(
    'enrolment.ask',
    z.strictObject({ path, file, words, leaving: id.optional() }),
    z.strictObject({ parent: z.string() }),
    { logs: 'itself' },
  ),
}
