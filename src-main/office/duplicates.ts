import { setImmediate as nextTurn } from 'node:timers/promises'
import { LakanaError } from '../contract/errors.ts'
import type { CallName, CallOutput, CallParsed } from '../contract/index.ts'
import { reaches } from '../domain/access/scope.ts'
import { linkDrafts, linkState } from '../domain/cases/link-drafts.ts'
import { likeness } from '../domain/names/likeness.ts'
import { alikePairs, countAlike, keepAlike, nextCompare, waitingCompare } from '../store/alike.ts'
import { caseFacts } from '../store/case-facts.ts'
import { CaseFiles } from '../store/case-file.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists, type CaseRow } from '../store/cases.ts'
import { linksOf } from '../store/links.ts'
import { namesOfPeople } from '../store/people.ts'
import { officeOfReplica } from '../store/replicas.ts'
import { registrationOf } from './case-file.ts'
import { caseItems } from './case-rows.ts'
import { author } from './case-writes.ts'
import type { Handlers, Machine, OfficeContext, OpenOffice, Work } from './context.ts'
import { sketchOfRow } from './likely.ts'
import { newId } from './new-id.ts'
import { todayOf } from './today.ts'

type DuplicatesCall = Extract<CallName, `duplicates.${string}`>

/** Cases that share a spelling, looked at for one case; the best of them whose forms are read; pairs kept. */
const bounds = { candidates: 100, looked: 10, kept: 5 }
/** While somebody waits for it, and between the calls of people who do other things: then none of them waits long. */
const slices = { asked: 20, beside: 3 }

export const duplicatesHandlers: Handlers<DuplicatesCall> = {
  'duplicates.count': (_input, _context, { db }) => ({ pairs: countAlike(db), waiting: waitingCompare(db) }),
  'duplicates.search': async (_input, _context, office, work) => {
    await compareWaiting(office, work)
    return { pairs: countAlike(office.db) }
  },
  'duplicates.list': ({ offset, limit }, { machine }, office) => listed(office, todayOf(machine), offset, limit),
  'duplicates.say': (input, { machine }, office) => say(input, machine, office),
  'duplicates.ofCase': ({ caseId }, _context, office) => ({ links: linksSaid(caseId, office) }),
}

/** Compares cases that wait with all others, some at a time, so that it can be stopped. */
async function compareWaiting(office: OpenOffice, work: Work): Promise<void> {
  const total = waitingCompare(office.db)
  for (let done = 0; done < total; ) {
    const compared = compareSome(office, slices.asked)
    if (compared === 0) return
    done += compared
    work.progress({ step: 'comparing', done, total })
    await nextTurn()
    work.checkCancelled()
  }
}

/** Sessions whose cases are being compared. */
const comparing = new WeakSet<OpenOffice['vault']>()

/**
 * Looks for children registered twice among what has come, a few cases at a time between the calls, until none waits or the office is locked.
 * What is left then waits for the next opening.
 */
export async function compareBeside(context: OfficeContext): Promise<void> {
  const vault = context.open?.vault
  if (!vault || comparing.has(vault) || waitingCompare(vault.db) === 0) return
  comparing.add(vault)
  const next = (): number => {
    const { open, held } = context
    return open?.vault === vault && held === null ? compareSome(open, slices.beside) : 0
  }
  try {
    while ((await context.inTurn(next)) > 0) await nextTurn()
  } finally {
    comparing.delete(vault)
  }
  if (context.open?.vault === vault) context.emit({ type: 'changed' })
}

/** @returns how many were compared */
function compareSome({ db }: OpenOffice, most: number): number {
  const next = nextCompare(db, most)
  const lists = new CaseLists(db, wholeFile)
  const files = new CaseFiles(db)
  db.transaction(() => {
    for (const { n, id } of next) keepAlike(db, n, alikeTo(id === null ? null : lists.one(id), lists, files))
  })()
  return next.length
}

function alikeTo(
  row: CaseRow | null,
  lists: CaseLists,
  files: CaseFiles,
): { n: number; like: ReturnType<typeof likeness> }[] {
  const names = row ? `${row.family_name} ${row.given_names}`.trim() : ''
  if (!row || names.length < 3) return []
  const rough = sketchOfRow(row)
  const whole = sketchOfRow(row, registrationOf(files.forms(row.id)))
  return lists
    .alike(names, bounds.candidates)
    .filter((other) => other.id !== row.id)
    .map((other) => ({ other, like: likeness(rough, sketchOfRow(other)) }))
    .sort((a, b) => b.like.score - a.like.score)
    .slice(0, bounds.looked)
    .map(({ other }) => ({
      n: other.n,
      like: likeness(whole, sketchOfRow(other, registrationOf(files.forms(other.id)))),
    }))
    .filter(({ like }) => like.band !== 'none')
    .sort((a, b) => b.like.score - a.like.score)
    .slice(0, bounds.kept)
}

function listed(office: OpenOffice, today: string, offset: number, limit: number): CallOutput<'duplicates.list'> {
  const { db, access } = office
  const lists = new CaseLists(db, wholeFile)
  const files = new CaseFiles(db)
  const rowOf = (n: number): CaseRow | null => {
    const id = db.prepare('SELECT id FROM case_item WHERE n = ?').pluck().get(n) as string
    const facts = caseFacts(db, id)
    return facts && reaches(access.scope, facts) ? lists.one(id) : null
  }
  const found = alikePairs(db).flatMap(({ a, b, ...rest }) => {
    const rows = [rowOf(a), rowOf(b)] as const
    return rows[0] && rows[1] ? [{ rows: [rows[0], rows[1]] as const, ...rest }] : []
  })
  const mother = ({ id }: CaseRow): string => {
    const name = access.role.names ? registrationOf(files.forms(id)).mother_name : undefined
    return typeof name === 'string' ? name : ''
  }
  return {
    total: found.length,
    items: found.slice(offset, offset + limit).flatMap(({ rows, score, band, reasons }) => {
      const [a, b] = caseItems(rows, office, today)
      return a && b
        ? [{ pair: [a, b], mothers: [mother(rows[0]), mother(rows[1])], score, band, reasons: [...reasons] }]
        : []
    }),
  }
}

/** One record for each pair and office that says something of it: said again, the same record says something else. */
function say(
  { caseId, other, state, reason }: CallParsed<'duplicates.say'>,
  machine: Machine,
  office: OpenOffice,
): Record<string, never> {
  if (other === caseId) throw new LakanaError('call.input', { fields: ['other'] })
  const facts = caseFacts(office.db, other)
  if (!facts) throw new LakanaError('case.not-found')
  if (!reaches(office.access.scope, facts)) throw new LakanaError('case.out-of-scope')
  const own = ownLink(office, caseId, other)
  const drafts = own ? [linkState(own, state, reason.trim())] : linkDrafts(newId(), caseId, other, state, reason.trim())
  office.ledger.append(author(machine, office), drafts)
  return {}
}

function ownLink({ db, self }: OpenOffice, one: string, other: string): string | null {
  const [a, b] = one < other ? [one, other] : [other, one]
  const found = db
    .prepare(
      `SELECT x.id FROM link l JOIN record x ON x.n = l.record JOIN replica p ON p.n = x.at / 4294967296
       WHERE l.a = ? AND l.b = ? AND p.id = ?`,
    )
    .pluck()
    .get(a, b, self.replica) as string | undefined
  return found ?? null
}

function linksSaid(caseId: string, office: OpenOffice): CallOutput<'duplicates.ofCase'>['links'] {
  const { db, self, access } = office
  const lists = new CaseLists(db, wholeFile)
  const links = linksOf(db, caseId)
  const names = namesOfPeople(
    db,
    links.map(({ person }) => person),
  )
  return links.map(({ a, b, state, reason, person, replica, time }) => {
    const other = a === caseId ? b : a
    const row = lists.one(other)
    const facts = caseFacts(db, other)
    return {
      other,
      code: row?.code ?? '',
      otherOffice: row?.officeCode ?? '',
      within: facts !== null && reaches(access.scope, facts),
      state,
      reason: access.role.names ? reason : '',
      person: names.get(person) ?? '',
      office: officeOfReplica(db, replica, self),
      time,
      own: ownLink(office, a, b) !== null,
    }
  })
}
