import * as z from 'zod'
import { ageInYears, formValues, id, isoDay, nothing, partialDate } from './common.ts'
import { call } from './define.ts'

export const riskLevels = ['low', 'medium', 'high'] as const
export const caseStatuses = ['open', 'closed'] as const

export const caseItem = z.strictObject({
  id,
  code: z.string(),
  familyName: z.string(),
  givenNames: z.string(),
  nickname: z.string(),
  sex: z.string().nullable(),
  age: ageInYears.nullable(),
  birth: partialDate.nullable(),
  risk: z.enum(riskLevels).nullable(),
  status: z.enum(caseStatuses),
  commune: z.string().nullable(),
  communeLabel: z.string(),
  caregiver: z.string(),
  worker: id.nullable(),
  workerName: z.string(),
  office: id,
  officeCode: z.string(),
  registeredOn: isoDay.nullable(),
  /** First response due, while not given. */
  dueOn: isoDay.nullable(),
  overdueDays: z.int(),
  changedAt: z.string(),
  /** Open conflicts in the case. */
  conflicts: z.int(),
})
export type CaseItem = z.infer<typeof caseItem>

export const caseFilters = z.strictObject({
  text: z.string().max(200).optional(),
  mine: z.boolean().optional(),
  status: z.enum(caseStatuses).optional(),
  risk: z.enum(riskLevels).optional(),
  sex: z.string().max(20).optional(),
  ageMin: z.int().min(0).max(30).optional(),
  ageMax: z.int().min(0).max(30).optional(),
  commune: z.string().max(20).optional(),
  worker: id.optional(),
  office: id.optional(),
  registeredFrom: isoDay.optional(),
  registeredTo: isoDay.optional(),
  overdue: z.boolean().optional(),
})
export type CaseFilters = z.infer<typeof caseFilters>

export const caseSorts = ['name', 'risk', 'registered', 'changed', 'due'] as const

export const formInCase = z.strictObject({
  id,
  form: z.string(),
  values: formValues,
  completeness: z.int(),
  /** Grows with every change of this form: handed back on saving, so that nobody overwrites what he has not seen. */
  revision: z.string(),
  savedAt: z.string(),
  savedBy: z.string(),
  /** Answers that are there and that this person may not see. */
  reserved: z.int(),
  /** Questions (`field`, or `rows.cell`) of whose answers a part is kept back. */
  partly: z.array(z.string()),
  /** Questions (`field`, or `rows.cell`) whose answers the office that follows the child did not send: consent or protocol do not allow it. */
  withheld: z.array(z.string()),
})

/** Why a case cannot be written: kept by another office, the role, opened out of scope, or holding what the role may not see. */
export const readOnlyReasons = ['custodian', 'role', 'opened', 'reserved'] as const

export const note = z.strictObject({ id, text: z.string(), withheld: z.boolean(), at: z.string(), author: z.string() })

export const caseFile = z.strictObject({
  item: caseItem,
  officeName: z.string(),
  /** The last hand-over to another office; null where there was none. */
  transfer: z
    .strictObject({
      from: z.string(),
      to: z.string(),
      givenOn: isoDay.nullable(),
      urgent: z.boolean(),
      /** Where the hand-over is, as far as is known here: still here, at an office above, or at the one that it goes to. */
      reached: z.enum(['here', 'above', 'receiver']),
      accepted: z.boolean(),
      /** Why the other office sent it back; empty where it did not. */
      refusal: z.string(),
      /** This office is to answer: take the case or send it back. */
      toAnswer: z.boolean(),
      /** Late edits on which this office, which keeps the case, has not decided. */
      late: z.int(),
    })
    .nullable(),
  /** Who works on it besides its worker. */
  coworkers: z.array(z.strictObject({ id, name: z.string() })),
  openedAt: z.string(),
  editable: z.boolean(),
  readOnly: z.enum(readOnlyReasons).nullable(),
  /** What the conditions of every form may ask of the child. */
  known: z.strictObject({
    child_age: ageInYears.nullable(),
    child_sex: z.string().nullable(),
    risk_level: z.string().nullable(),
  }),
  forms: z.array(formInCase),
  /** Forms that are filled in and that this person may not open. */
  reservedForms: z.array(z.string()),
  notes: z.array(note),
  reservedNotes: z.int(),
  /** The narratives of this case are kept back with its reserved answers. */
  narratives: z.boolean(),
  schedule: z.array(z.strictObject({ step: z.string(), dueOn: isoDay, overdueDays: z.int(), done: z.boolean() })),
})
export type CaseFile = z.infer<typeof caseFile>

/** One line of the history. Values are form values; the window words them with the form's own labels. */
export const historyItem = z.strictObject({
  kind: z.enum([
    'case-opened',
    'form-opened',
    'field',
    'row-added',
    'row-field',
    'row-removed',
    'note',
    'case-state',
    'settled',
    'taken-back',
    'referral',
    'word',
  ]),
  form: z.string().nullable(),
  field: z.string().nullable(),
  row: z.string().nullable(),
  cell: z.string().nullable(),
  from: z.unknown(),
  to: z.unknown(),
  reason: z.string().nullable(),
  /** What was written was not sent here. */
  withheld: z.boolean(),
})
export const historyEntry = z.strictObject({
  replica: id,
  seq: z.int(),
  time: z.string(),
  person: z.string(),
  office: z.string(),
  items: z.array(historyItem),
  /** Steps of this change that are kept back. */
  reserved: z.int(),
})
export type HistoryEntry = z.infer<typeof historyEntry>

export const sketch = z.strictObject({
  familyName: z.string().max(200),
  givenNames: z.string().max(200),
  nickname: z.string().max(200).optional(),
  otherNames: z.string().max(200).optional(),
  sex: z.string().max(20).optional(),
  birth: partialDate.optional(),
  commune: z.string().max(20).optional(),
  parents: z.array(z.string().max(200)).max(4).optional(),
  caregiver: z.string().max(200).optional(),
  phone: z.string().max(40).optional(),
})

export const likelyChild = z.strictObject({
  /** Out of scope: only what it takes to talk to the colleague who follows the child. */
  item: caseItem,
  beyond: z.boolean(),
  motherName: z.string(),
  score: z.number(),
  band: z.enum(['probable', 'possible']),
  reasons: z.array(z.string()),
})

export const cases = {
  'cases.list': call(
    'case.read',
    z.strictObject({
      filters: caseFilters,
      sort: z.enum(caseSorts),
      offset: z.int().min(0).max(1_000_000),
      limit: z.int().min(1).max(200),
    }),
    z.strictObject({ total: z.int(), items: z.array(caseItem) }),
    {
      logs: {
        act: 'case.list',
        look: true,
        details: ({ filters: { text = '', ...filters }, offset }, { total, items }) => ({
          words: text,
          filters: Object.keys(filters).sort(),
          offset,
          shown: items.length,
          total,
        }),
      },
    },
  ),
  /** Search as you type: names in any order, likely spellings, code, nickname, caregiver. Best first. */
  'cases.search': call(
    'case.read',
    z.strictObject({ text: z.string().max(200), limit: z.int().min(1).max(50) }),
    z.strictObject({ items: z.array(caseItem) }),
    {
      // The words typed are often a child's name. They are kept, in the encrypted file and nowhere else: without them nobody could see
      // that a colleague keeps looking for one child.
      logs: {
        act: 'case.search',
        look: true,
        details: ({ text }, { items }) => ({ words: text, shown: items.length }),
      },
    },
  ),
  'cases.get': call('case.read', z.strictObject({ id }), caseFile, {
    onCase: 'id',
    logs: { act: 'case.open', look: true },
  }),
  'cases.history': call(
    'case.history',
    z.strictObject({ id, offset: z.int().min(0), limit: z.int().min(1).max(200) }),
    z.strictObject({ total: z.int(), entries: z.array(historyEntry) }),
    { onCase: 'id', logs: { act: 'case.history', look: true } },
  ),
  /** Children already known who may be the one being typed. `except`: the case itself. */
  'cases.likely': call(
    'case.read',
    z.strictObject({ sketch, except: id.optional() }),
    z.strictObject({ items: z.array(likelyChild) }),
    {
      logs: {
        act: 'case.compare',
        look: true,
        subject: ({ except }) => except ?? null,
        details: ({ sketch: { familyName, givenNames } }, { items }) => ({
          words: `${givenNames} ${familyName}`.trim(),
          shown: items.length,
        }),
      },
    },
  ),
  'cases.register': call(
    'case.create',
    z.strictObject({
      consent: formValues,
      registration: formValues,
      notSame: z.array(id).max(50),
      draft: z.string().max(100).optional(),
    }),
    z.strictObject({ id, code: z.string(), dropped: z.array(z.string()) }),
    { logs: { act: 'case.register', subject: (_input, output) => output.id } },
  ),
  /** Saves one form of a case whole; only what differs is written. `formId` null starts a new form. */
  'cases.saveForm': call(
    'case.write',
    z.strictObject({
      caseId: id,
      formId: id.nullable(),
      form: z.string().max(60),
      values: formValues,
      revision: z.string().max(80).nullable(),
      draft: z.string().max(100).optional(),
    }),
    z.strictObject({
      formId: id,
      revision: z.string(),
      savedAt: z.string(),
      changed: z.int(),
      dropped: z.array(z.string()),
    }),
    { onCase: 'caseId', logs: { act: 'case.change', details: ({ form }, { changed }) => ({ form, changed }) } },
  ),
  'cases.addNote': call(
    'note.write',
    z.strictObject({ caseId: id, text: z.string().max(20_000) }),
    z.strictObject({ id }),
    { onCase: 'caseId', logs: 'case.note' },
  ),
  /** Values for the filters: workers and communes that occur, with how many cases each. */
  'cases.facets': call(
    'case.read',
    nothing,
    z.strictObject({
      total: z.int(),
      workers: z.array(z.strictObject({ id, name: z.string(), cases: z.int() })),
      communes: z.array(z.strictObject({ code: z.string(), label: z.string(), cases: z.int() })),
      offices: z.array(z.strictObject({ id, name: z.string(), cases: z.int() })),
    }),
  ),
}
