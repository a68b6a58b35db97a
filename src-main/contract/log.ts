import * as z from 'zod'
import { acts, printed, screens } from './access-log.ts'
import { id, isoDay, nothing } from './common.ts'
import { call } from './define.ts'

export const logFilters = z.strictObject({
  person: id.optional(),
  act: z.enum(acts).optional(),
  screen: z.enum(screens).optional(),
  /** Code of a case, as printed. */
  code: z.string().trim().max(30).optional(),
  from: isoDay.optional(),
  to: isoDay.optional(),
  only: z.enum(['refusals', 'break-glass']).optional(),
})
export type LogFilters = z.infer<typeof logFilters>

export const logEntry = z.strictObject({
  n: z.int(),
  at: z.string(),
  /** Name of who did it; '' where nobody knows (a try to come in). */
  person: z.string(),
  act: z.string(),
  /** What it was about. `name`: the child's or person's, where the reader may know it. */
  subject: z
    .strictObject({ kind: z.enum(['case', 'person', 'office']), id: z.string(), label: z.string(), name: z.string() })
    .nullable(),
  screen: z.string().nullable(),
  why: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.int(), z.boolean(), z.array(z.string())])),
})
export type LogEntry = z.infer<typeof logEntry>

const logBreak = z.strictObject({ n: z.int(), what: z.enum(['missing', 'edited', 'order', 'archive']) })
export type LogBreak = z.infer<typeof logBreak>

const archive = z.strictObject({ toN: z.int(), year: z.int(), lines: z.int() })

export const log = {
  /** One page of the log, the newest first: the lines under number `before`, of the open years or of one closed archive. */
  'log.page': call(
    'log.read',
    z.strictObject({
      filters: logFilters,
      before: z.int().nullable(),
      limit: z.int().min(1).max(200),
      archive: z.int().nullable(),
    }),
    z.strictObject({ entries: z.array(logEntry), older: z.int().nullable() }),
    {
      logs: {
        act: 'log.read',
        look: true,
        details: ({ filters, archive }) => ({
          filters: Object.keys(filters).sort(),
          ...(archive === null ? {} : { archive }),
        }),
      },
    },
  ),
  /** Who has seen, printed or changed one child's file. At most the newest `entries`; the counts are of all. */
  'log.ofCase': call(
    'log.read',
    z.strictObject({ id }),
    z.strictObject({
      code: z.string(),
      name: z.string(),
      total: z.int(),
      people: z.array(
        z.strictObject({
          name: z.string(),
          opened: z.int(),
          printed: z.int(),
          changed: z.int(),
          other: z.int(),
          first: z.string(),
          last: z.string(),
        }),
      ),
      entries: z.array(logEntry),
    }),
    { onCase: 'id', logs: { act: 'log.read', look: true } },
  ),
  /** For the filters, and what lies closed. */
  'log.about': call(
    'log.read',
    nothing,
    z.strictObject({
      people: z.array(z.strictObject({ id, name: z.string() })),
      lines: z.int(),
      archives: z.array(archive),
      /** Years that may be closed into archives now, and how long lines stay open. */
      due: z.array(z.int()),
      years: z.int(),
    }),
  ),
  'log.verify': call('log.read', nothing, z.strictObject({ lines: z.int(), broken: logBreak.nullable() }), {
    long: true,
    logs: { act: 'log.verify', details: (_input, { lines, broken }) => ({ lines, broken: broken?.n ?? 0 }) },
  }),
  /** Closes the years past the time that lines are kept into signed archives. */
  'log.archive': call('log.archive', nothing, z.strictObject({ closed: z.array(archive) }), { logs: 'itself' }),
  /** Writes one archive for the office above, encrypted to it and to this office. */
  'log.exportArchive': call(
    'log.archive',
    z.strictObject({ path: z.string().min(1).max(4000), archive: z.int() }),
    z.strictObject({ file: z.string() }),
    { logs: { act: 'log.export', details: ({ archive }, { file }) => ({ archive, file }) } },
  ),
  /** Said before the print dialog opens: nobody but the window knows of it. */
  'print.case': call('case.print', z.strictObject({ id }), nothing, {
    onCase: 'id',
    logs: { act: 'print.case', must: true },
  }),
  'print.page': call('entering', z.strictObject({ what: z.enum(printed) }), nothing, {
    logs: { act: 'print.page', must: true, details: ({ what }) => ({ what }) },
  }),
}
