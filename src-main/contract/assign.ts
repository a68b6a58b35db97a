import * as z from 'zod'
import { caseFilters, caseItem } from './cases.ts'
import { id, nothing } from './common.ts'
import { call } from './define.ts'

/** Which cases: some by name, all that a filter finds, or the open ones of one worker. */
const selection = z.union([
  z.strictObject({ cases: z.array(id).min(1).max(1000) }),
  z.strictObject({ filters: caseFilters }),
  z.strictObject({ worker: id }),
])
const receivers = z.array(id).min(1).max(60)
const range = z.strictObject({ from: z.int().min(1), to: z.int().min(1) })

const load = z.strictObject({ id, name: z.string(), open: z.int(), high: z.int() })

export const assign = {
  /** The people to whom this person may give cases, with what they have already. */
  'assign.people': call(
    'case.assign',
    nothing,
    z.strictObject({
      /** `holds`: may follow cases; the others may only work on one beside its worker. */
      people: z.array(load.extend({ holds: z.boolean() })),
      casesPerWorker: z.int(),
    }),
  ),
  /** What giving would do: nothing is written. `left`: cases of the selection that are out of reach or of another office. */
  'assign.preview': call(
    'case.assign',
    z.strictObject({ selection, to: receivers }),
    z.strictObject({
      cases: z.int(),
      left: z.int(),
      loads: z.array(z.strictObject({ id, name: z.string(), before: z.int(), after: z.int() })),
    }),
  ),
  /** One person gets all, several share. `stopped`: cancelled on the way; what was given so far stays, and `undo` undoes it. */
  'assign.give': call(
    'case.assign',
    z.strictObject({ selection, to: receivers, reason: z.string().trim().max(2000) }),
    z.strictObject({ given: z.int(), stopped: z.boolean(), undo: range.nullable() }),
    {
      long: true,
      // The cases themselves are told by the ledger, each in its own history.
      logs: {
        act: 'case.assign',
        subject: ({ selection }) =>
          'cases' in selection && selection.cases.length === 1 ? (selection.cases[0] ?? null) : null,
        details: ({ to }, { given }) => ({ cases: given, to: to.slice(0, 20) }),
        why: ({ reason }) => reason.slice(0, 300),
      },
    },
  ),
  /** Gives back what the person has just given, but for cases that have gone on to somebody else. */
  'assign.undo': call('case.assign', range, z.strictObject({ restored: z.int(), kept: z.int() }), {
    logs: {
      act: 'case.assign',
      subject: () => null,
      details: (_input, { restored }) => ({ what: 'undo', cases: restored }),
    },
  }),
  'assign.coworkers': call(
    'case.assign',
    z.strictObject({ caseId: id, people: z.array(id).max(20) }),
    z.strictObject({ coworkers: z.array(z.strictObject({ id, name: z.string() })) }),
    { onCase: 'caseId', logs: { act: 'case.assign', details: ({ people }) => ({ what: 'coworkers', to: people }) } },
  ),
  /** Open cases that nobody follows, those that wait too long first. */
  'assign.waiting': call(
    'case.assign',
    nothing,
    z.strictObject({
      total: z.int(),
      items: z.array(
        z.strictObject({ item: caseItem, hours: z.int(), allowed: z.int(), late: z.boolean(), left: z.string() }),
      ),
    }),
    { logs: { act: 'case.list', details: (_input, { total }) => ({ what: 'waiting', total }), look: true } },
  ),
  /** Open cases per worker within the person's reach, and workers per supervisor. */
  'caseload.list': call(
    'people.read',
    nothing,
    z.strictObject({
      casesPerWorker: z.int(),
      workersPerSupervisor: z.int(),
      workers: z.array(
        load.extend({
          medium: z.int(),
          low: z.int(),
          unrated: z.int(),
          overdue: z.int(),
          last: z.string().nullable(),
          /** Has an account that is not ended. */
          active: z.boolean(),
          groups: z.array(z.string()),
        }),
      ),
      /** Open cases of nobody. */
      unassigned: z.int(),
      supervisors: z.array(
        z.strictObject({ id, name: z.string(), groups: z.array(z.string()), workers: z.int(), open: z.int() }),
      ),
    }),
  ),
}
