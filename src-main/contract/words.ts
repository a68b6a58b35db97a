import * as z from 'zod'
import { formValues, id, isoDay, nothing } from './common.ts'
import { call } from './define.ts'

const author = z.strictObject({ person: z.string(), office: z.string(), at: z.string() })
const reason = z.string().trim().max(5000)

/** A value that an office above proposes for one question (a field group of a form). Nothing is changed by it. */
const proposal = z.strictObject({
  record: id,
  form: z.string(),
  group: z.string(),
  /** The fields of the group. */
  fields: z.array(z.string()),
  /** Null where it is not held here, as where consent keeps the answer itself from this office. */
  values: formValues.nullable(),
  /** What the form holds now. */
  now: formValues,
  /** Who has changed the answer since the proposer saw it, and what that had been; null where nobody has. */
  changed: author.extend({ before: formValues }).nullable(),
  answer: z.enum(['accepted', 'other', 'declined']).nullable(),
  /** Why it was answered so. */
  why: z.string(),
  /** May be answered here and by this person. */
  answerable: z.boolean(),
  /** What was seen: handed back on answering. */
  seen: z.string(),
})
export type Proposal = z.infer<typeof proposal>

const word = z.strictObject({
  id,
  /** Empty where it is not for this person. */
  text: z.string(),
  office: z.string(),
  person: z.string(),
  at: z.string(),
  /** The day on which whoever keeps the case had read or answered it. */
  readOn: isoDay.nullable(),
  /** Null for a word and no more; then also where the proposed answer is not for this person. */
  proposal: proposal.nullable(),
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
  /**
   * Proposes a value for one question of a form, with the reason: a word with more in it. Checked as the form is; whoever keeps the case decides.
   * `revision`: of the record, as it was shown.
   */
  'words.propose': call(
    'case.advise',
    z.strictObject({
      caseId: id,
      record: id,
      group: z.string().max(80),
      revision: z.string().max(100),
      values: formValues,
      reason: reason.min(1),
    }),
    z.strictObject({ id }),
    { onCase: 'caseId', logs: { act: 'case.note', details: ({ group }) => ({ what: 'proposal', group }) } },
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
  /**
   * Answers a proposal: writes its value into the form, or another, through the form's own checks and this person's rights; or declines it, for a
   * reason. The act names the proposal, and its author learns of it.
   */
  'words.answer': call(
    'case.write',
    z.strictObject({
      caseId: id,
      word: id,
      seen: z.string().max(2000),
      decision: z.discriminatedUnion('how', [
        z.strictObject({ how: z.literal('accept') }),
        z.strictObject({ how: z.literal('write'), values: formValues }),
        z.strictObject({ how: z.literal('decline') }),
      ]),
      why: reason,
    }),
    z.strictObject({}),
    {
      onCase: 'caseId',
      logs: { act: 'case.change', details: ({ decision }) => ({ what: 'proposal-answered', how: decision.how }) },
    },
  ),
  /** Cases of this office, within this person's reach, on which a word or a proposal waits. */
  'words.unread': call(
    'case.write',
    nothing,
    z.strictObject({
      items: z.array(
        z.strictObject({ caseId: id, code: z.string(), office: z.string(), at: z.string(), proposal: z.boolean() }),
      ),
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
