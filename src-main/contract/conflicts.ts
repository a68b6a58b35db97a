import * as z from 'zod'
import { caseItem } from './cases.ts'
import { formValues, id, nothing } from './common.ts'
import { call } from './define.ts'

/** Where a conflict lies: a field group of a record, or a cell group or the whole of one of its rows. */
const spot = {
  record: id,
  group: z.string().max(80),
  row: id.nullable(),
  cell: z.string().max(80).nullable(),
}

const author = z.strictObject({ person: z.string(), office: z.string(), time: z.string() })

export const conflictVersion = z.strictObject({
  /** `removed`: took the row away. */
  act: z.enum(['wrote', 'removed']),
  /** Field values; null when this office was not given them. */
  values: z.record(z.string(), z.unknown()).nullable(),
  /** Who says so; several when they wrote the same. */
  authors: z.array(author).min(1),
  /** The versions, by their place in the list, that its author did not know of. */
  unaware: z.array(z.int()),
})

export const openConflict = z.strictObject({
  ...spot,
  kind: z.enum(['values', 'removed']),
  /** Form of the record; null for the case itself and for notes. */
  form: z.string().nullable(),
  sensitive: z.boolean(),
  since: z.string(),
  /** Fields that differ; for a row, its columns. */
  fields: z.array(z.string()),
  /** What the row says, to name it by. */
  rowValues: formValues.nullable(),
  versions: z.array(conflictVersion),
  /** The version shown meanwhile. */
  shown: z.int(),
  /** May be decided here and by this person. */
  settleable: z.boolean(),
  /** What was seen: handed back on settling. */
  seen: z.string(),
})
export type OpenConflict = z.infer<typeof openConflict>

export const decision = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('choose'), version: z.int().min(0).max(1000) }),
  /** `from`: the versions combined; none when written anew. */
  z.strictObject({ how: z.literal('write'), values: formValues, from: z.array(z.int().min(0).max(1000)).max(1000) }),
  z.strictObject({ how: z.literal('keep') }),
  z.strictObject({ how: z.literal('remove') }),
])

const dot = z.strictObject({ replica: id, seq: z.int().min(1), index: z.int().min(0) })

/** Values of one question that several people wrote without knowing of each other. */
export const conflicts = {
  /** Cases with open conflicts: those the person must decide first. */
  'conflicts.list': call(
    'case.read',
    z.strictObject({ offset: z.int().min(0).max(1_000_000), limit: z.int().min(1).max(200) }),
    z.strictObject({
      /** Open conflicts and the cases they lie in. */
      total: z.int(),
      cases: z.int(),
      items: z.array(
        z.strictObject({
          item: caseItem,
          conflicts: z.int(),
          sensitive: z.int(),
          since: z.string(),
          mine: z.boolean(),
          settleable: z.boolean(),
        }),
      ),
    }),
    {
      logs: {
        act: 'case.list',
        look: true,
        details: ({ offset, limit }, { items }) => (limit === 0 ? null : { offset, shown: items.length }),
      },
    },
  ),
  'conflicts.count': call('case.read', nothing, z.strictObject({ total: z.int() })),
  'conflicts.ofCase': call(
    'case.read',
    z.strictObject({ caseId: id }),
    z.strictObject({
      item: caseItem,
      officeName: z.string(),
      conflicts: z.array(openConflict),
      /** Conflicts about what this person may not see. */
      reserved: z.int(),
    }),
    { onCase: 'caseId', logs: { act: 'case.open', look: true } },
  ),
  'conflicts.settle': call(
    'case.write',
    z.strictObject({
      caseId: id,
      ...spot,
      seen: z.string().max(100),
      decision,
      reason: z.string().max(2000),
    }),
    z.strictObject({ undo: dot }),
    { onCase: 'caseId', logs: { act: 'case.change', details: ({ group }) => ({ settled: group }) } },
  ),
  'conflicts.undo': call('case.write', z.strictObject({ caseId: id, undo: dot }), z.strictObject({}), {
    onCase: 'caseId',
    logs: { act: 'case.change', details: () => ({ takenBack: true }) },
  }),
}
