import * as z from 'zod'
import { caseItem, historyEntry } from './cases.ts'
import { formValues, id, isoDay, nothing } from './common.ts'
import { call } from './define.ts'
import { errorCodes } from './errors.ts'
import { obstacles } from './exchange.ts'

const words = z.string().trim().max(2000)

/** Cases that go from one office to another. */
export const transfers = {
  /** The offices that a case may be handed over to. `elsewhere`: of another region, by way of the national level. */
  'transfers.offices': call(
    'case.transfer',
    nothing,
    z.strictObject({
      offices: z.array(
        z.strictObject({ id, code: z.string(), name: z.string(), level: z.string(), elsewhere: z.boolean() }),
      ),
    }),
  ),
  /** Why a case would arrive at the other office (`to`, once chosen) without the child's name and story: then it is not handed over. Null where they go. */
  'transfers.identity': call(
    'case.transfer',
    z.strictObject({ caseId: id, to: id.nullable().optional() }),
    z.strictObject({ stays: z.enum(obstacles).nullable() }),
    { onCase: 'caseId' },
  ),
  /**
   * Hands a case over, with form 5B (consent, hand-over note). From now on the other office keeps it; it travels with the next bundles.
   * What 5B says of the offices, the day and the state is written by the office itself.
   */
  'transfers.give': call(
    'case.transfer',
    z.strictObject({ caseId: id, to: id, urgent: z.boolean(), values: formValues }),
    z.strictObject({ epoch: z.int() }),
    {
      onCase: 'caseId',
      logs: { act: 'case.transfer', details: ({ to, urgent }, { epoch }) => ({ what: 'give', to, urgent, epoch }) },
    },
  ),
  /** May a case that was handed over urgently be taken straight to the other office; why not, as an error code, and the files written so far. */
  'transfers.direct': call(
    'case.transfer',
    z.strictObject({ caseId: id }),
    z.strictObject({
      why: z.enum(errorCodes).nullable(),
      written: z.array(z.strictObject({ file: z.string(), at: z.string() })),
    }),
    { onCase: 'caseId' },
  ),
  /** Writes the urgent bundle, which the other office and the region can both open. `reason`: why it cannot wait; `also`: the region's code. */
  'transfers.carry': call(
    'case.transfer',
    z.strictObject({ caseId: id, path: z.string().min(1).max(4000), reason: words.min(1) }),
    z.strictObject({
      file: z.string(),
      parts: z.array(z.string()),
      to: z.string(),
      also: z.string(),
      bytes: z.number(),
      files: z.strictObject({ count: z.int(), later: z.int() }),
    }),
    { onCase: 'caseId', long: true, logs: 'itself' },
  ),
  /** Cases handed over to this office that wait for an answer, urgent ones first. */
  'transfers.waiting': call(
    'case.transfer',
    nothing,
    z.strictObject({
      items: z.array(
        z.strictObject({ item: caseItem, from: z.string(), givenOn: isoDay.nullable(), urgent: z.boolean() }),
      ),
    }),
    {
      logs: {
        act: 'case.list',
        details: (_input, { items }) => ({ what: 'transfers', total: items.length }),
        look: true,
      },
    },
  ),
  /** Takes a case that was handed over to this office, and gives it to somebody here. */
  'transfers.accept': call('case.transfer', z.strictObject({ caseId: id, worker: id.nullable() }), z.strictObject({}), {
    onCase: 'caseId',
    logs: { act: 'case.transfer', details: ({ worker }) => ({ what: 'accept', to: worker ?? '' }) },
  }),
  /** Edits of the case by the office that had handed it over and did not know yet, as its history would tell them. Not applied. */
  'transfers.late': call(
    'case.history',
    z.strictObject({ caseId: id }),
    z.strictObject({ entries: z.array(historyEntry) }),
    { onCase: 'caseId', logs: { act: 'case.history', look: true } },
  ),
  /** Takes a late edit over as an edit of one's own, or leaves it. `written`: steps taken over. */
  'transfers.decide': call(
    'case.write',
    z.strictObject({ caseId: id, replica: id, seq: z.int().min(1), take: z.boolean() }),
    z.strictObject({ written: z.int() }),
    {
      onCase: 'caseId',
      logs: {
        act: 'case.change',
        details: ({ take }, { written }) => ({ what: take ? 'late-taken' : 'late-left', changed: written }),
      },
    },
  ),
  /** Sends it back to the office that it came from, for a reason. */
  'transfers.refuse': call(
    'case.transfer',
    z.strictObject({ caseId: id, reason: words.min(1) }),
    z.strictObject({ epoch: z.int() }),
    {
      onCase: 'caseId',
      logs: {
        act: 'case.transfer',
        details: (_input, { epoch }) => ({ what: 'refuse', epoch }),
        why: ({ reason }) => reason.slice(0, 300),
      },
    },
  ),
}
