import { LakanaError } from '../contract/errors.ts'
import type { CallOutput, CallParsed } from '../contract/index.ts'
import { closeYears, exportArchive, linesOf, verifyWholeLog } from '../exchange/log-archive.ts'
import { allArchives, archiveAt, archiveList, yearsDue } from '../store/access-archive.ts'
import { type LogLine, logAccess } from '../store/access-log.ts'
import { fits, type LogQuestion, linesAbout, logPage, openLines } from '../store/access-log-read.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists } from '../store/cases.ts'
import { readSetting } from '../store/settings.ts'
import { staffOf } from '../store/staff.ts'
import type { Handlers, OfficeContext, OpenOffice } from './context.ts'
import { entriesOf, mayName } from './log-entries.ts'
import { timeOf } from './today.ts'

type LogCall =
  | 'log.page'
  | 'log.ofCase'
  | 'log.about'
  | 'log.verify'
  | 'log.archive'
  | 'log.exportArchive'
  | 'print.case'
  | 'print.page'

/** Source: none found in the protocol; to be confirmed by the ministry. */
export const defaultLogYears = 5
const mostEntries = 1000

export const logHandlers: Handlers<LogCall> = {
  'log.page': ({ filters, before, limit, archive }, _context, office) => {
    const asked = questionOf(filters, office)
    const found = asked ? pageOf(office, asked, before, limit + 1, archive) : []
    const lines = found.slice(0, limit)
    return { entries: entriesOf(lines, office), older: found.length > limit ? (lines.at(-1)?.n ?? null) : null }
  },
  'log.ofCase': ({ id }, _context, office) => ofCase(id, office),
  'log.about': (_input, context, { db }) => ({
    people: staffOf(db).map(({ id, name }) => ({ id, name })),
    lines: openLines(db),
    archives: archiveList(db),
    due: context.clockDoubt ? [] : yearsDue(db, keptFrom(context, db)),
    years: readSetting(db, 'logYears', defaultLogYears),
  }),
  'log.verify': (_input, _context, { db, self }, work) =>
    verifyWholeLog(db, self, (done) => {
      work.progress({ step: 'verifying', done, total: null })
      work.checkCancelled()
    }),
  'log.archive': (_input, context, { db, self, person }) => {
    // A PC that wakes up in 2040 would close years that are not over.
    if (context.clockDoubt) throw new LakanaError('log.clock')
    const at = timeOf(context.machine)
    const closed = db
      .transaction(() => {
        const archives = closeYears(db, self, keptFrom(context, db), at)
        const years = archives.map(({ year }) => String(year))
        logAccess(db, { at, person: person.id, act: 'log.archive', screen: 'log', details: { years } })
        return archives
      })
      .immediate()
    return { closed: closed.map(({ toN, fromN, year }) => ({ toN, year, lines: toN - fromN + 1 })) }
  },
  'log.exportArchive': async ({ path, archive: toN }, _context, { db, self }) => {
    const archive = archiveAt(db, toN)
    if (!archive) throw new LakanaError('file.not-found')
    return { file: await exportArchive(db, self, archive, path) }
  },
  'print.case': () => ({}),
  'print.page': () => ({}),
}

/** First day of the years that stay open. */
function keptFrom({ machine }: OfficeContext, db: OpenOffice['db']): string {
  return `${machine.now().getFullYear() - readSetting(db, 'logYears', defaultLogYears)}-01-01`
}

/** Null when nothing can fit: the code of no case. */
function questionOf(filters: CallParsed<'log.page'>['filters'], office: OpenOffice): LogQuestion | null {
  const { code, from, to, only, act, person, screen } = filters
  const subject = code === undefined || code === '' ? undefined : new CaseLists(office.db, wholeFile).idOfCode(code)
  if (subject === null) return null
  const acts = only === 'refusals' ? ['refused', 'session.failed', 'bundle.refused'] : only ? breakGlass : act && [act]
  return { person, screen, subject, acts, from: from && instant(from), to: to && instant(to, 1) }
}

const breakGlass = ['case.break-glass', 'case.break-glass-review']

/** Midnight of a day of this PC, `after` days later, as the log writes time. */
function instant(day: string, after = 0): string {
  const date = new Date(`${day}T00:00:00`)
  date.setDate(date.getDate() + after)
  return date.toISOString()
}

function pageOf(
  office: OpenOffice,
  asked: LogQuestion,
  before: number | null,
  limit: number,
  archive: number | null,
): LogLine[] {
  if (archive === null) return logPage(office.db, asked, before, limit)
  const row = archiveAt(office.db, archive)
  if (!row) throw new LakanaError('file.not-found')
  const lines = linesOf(row).filter((line) => line.n < (before ?? Number.MAX_SAFE_INTEGER) && fits(line, asked))
  return lines.reverse().slice(0, limit)
}

const changes = new Set(['case.register', 'case.change', 'case.note', 'case.assign', 'case.access'])
const looks = new Set(['case.open', 'case.history'])

function ofCase(id: string, office: OpenOffice): CallOutput<'log.ofCase'> {
  const row = new CaseLists(office.db, wholeFile).one(id)
  if (!row) throw new LakanaError('case.not-found')
  const closed = allArchives(office.db).flatMap((archive) => linesOf(archive).filter((line) => line.subject === id))
  const lines = [...closed, ...linesAbout(office.db, id)]
  const entries = entriesOf(lines.toReversed(), office)
  const people = new Map<string, CallOutput<'log.ofCase'>['people'][number]>()
  for (const { person: name, act, at } of entries.toReversed()) {
    const so = people.get(name) ?? { name, opened: 0, printed: 0, changed: 0, other: 0, first: at, last: at }
    const kind = looks.has(act) ? 'opened' : act === 'print.case' ? 'printed' : changes.has(act) ? 'changed' : 'other'
    people.set(name, { ...so, [kind]: so[kind] + 1, last: at })
  }
  const name = mayName(office, id) ? `${row.given_names} ${row.family_name}`.trim() : ''
  const sorted = [...people.values()].sort((a, b) => (a.last < b.last ? 1 : -1))
  return { code: row.code, name, total: lines.length, people: sorted, entries: entries.slice(0, mostEntries) }
}
