import * as z from 'zod'
import { id, isoDay, nothing } from './common.ts'
import { call } from './define.ts'

const word = z.strictObject({
  id,
  /** Empty where it is not for this person. */
  text: z.string(),
  office: z.string(),
  person: z.string(),
  at: z.string(),
  /** The day on which whoever keeps the case had read it. */
  readOn: isoDay.nullable(),
})
export type Word = z.infer<typeof word>

/** What an office above says to who keeps a case below: feedback, a question, an instruction. It changes nothing in the case. */
export const words = {
  'words.write': call(
    'case.advise',
    z.strictObject({ caseId: id, text: z.string().trim().min(1).max(5000) }),
    z.strictObject({ id }),
    { onCase: 'caseId', logs: { act: 'case.note', details: () => ({ what: 'word' }) } },
  ),
  /** The newest first. */
  'words.ofCase': call('case.read', z.strictObject({ caseId: id }), z.strictObject({ items: z.array(word) }), {
    onCase: 'caseId',
    logs: { act: 'case.open', look: true },
  }),
  /** Who keeps the case has read it. */
  'words.note': call('case.write', z.strictObject({ caseId: id, word: id }), z.strictObject({}), {
    onCase: 'caseId',
    logs: { act: 'case.note', details: () => ({ what: 'word-read' }) },
  }),
  /** Cases of this office, within this person's reach, on which a word waits. */
  'words.unread': call(
    'case.write',
    nothing,
    z.strictObject({
      items: z.array(z.strictObject({ caseId: id, code: z.string(), office: z.string(), at: z.string() })),
    }),
    {
      logs: {
        act: 'case.list',
        details: (_input, { items }) => ({ what: 'words', total: items.length }),
        look: true,
      },
    },
  ),
}
