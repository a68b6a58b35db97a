import { LakanaError } from '../contract/errors.ts'
import type { CallOutput, CallParsed } from '../contract/index.ts'
import type { Opening } from '../contract/openings.ts'
import { decide } from '../domain/access/decide.ts'
import { reaches } from '../domain/access/scope.ts'
import { parseCaseCode } from '../domain/case-code.ts'
import { logAccess } from '../store/access-log.ts'
import { caseFacts } from '../store/case-facts.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists } from '../store/cases.ts'
import {
  addOpening,
  caseIdByCode,
  type OpeningRow,
  openingRow,
  openingRows,
  openingsToReview,
  reviewOpening,
} from '../store/openings.ts'
import { namesOfPeople } from '../store/people.ts'
import type { Handlers, Machine, OpenOffice } from './context.ts'
import { isOpened, letOpen } from './exceptional.ts'
import { newId } from './new-id.ts'
import { timeOf } from './today.ts'

const shown = 200

export const openingsHandlers: Handlers<'openings.open' | 'openings.list' | 'openings.review'> = {
  'openings.open': (input, { machine }, office) => open(input, machine, office),
  'openings.list': (_input, _context, office) => ({
    openings: described(
      openingRows(office.db, shown).filter((row) => concerns(row, office)),
      office,
    ),
  }),
  'openings.review': ({ id, justified, comment }, { machine }, office) => {
    const row = openingRow(office.db, id)
    if (!row || !concerns(row, office)) throw new LakanaError('opening.not-found')
    if (row.person === office.person.id) throw new LakanaError('opening.own')
    if (row.reviewedAt !== null) throw new LakanaError('opening.reviewed')
    const at = timeOf(machine)
    const by = office.person.id
    office.db
      .transaction(() => {
        reviewOpening(office.db, id, { by, at, justified, comment })
        const details = { opening: id, justified }
        logAccess(office.db, { at, person: by, act: 'case.break-glass-review', subject: row.caseId, details })
      })
      .immediate()
    return {}
  },
}

/** How many openings wait for this person; null when he reviews none. */
export function waitingFor(office: OpenOffice): number | null {
  const { role, scope } = office.access
  if (!decide(role, scope, 'access.review').allowed) return null
  const theirs = openingsToReview(office.db).filter((row) => row.person !== office.person.id)
  return theirs.filter((row) => concerns(row, office)).length
}

function open(
  { case: wanted, motive, why }: CallParsed<'openings.open'>,
  machine: Machine,
  office: OpenOffice,
): CallOutput<'openings.open'> {
  const { db, person } = office
  const at = timeOf(machine)
  const caseId = 'id' in wanted ? wanted.id : caseIdByCode(db, parseCaseCode(wanted.code)?.code ?? '')
  const facts = caseId === null ? null : caseFacts(db, caseId)
  if (caseId === null || !facts) {
    // Codes can be guessed one after the other: each try leaves its line.
    const details = { call: 'openings.open', code: 'case.not-found' }
    logAccess(db, { at, person: person.id, act: 'refused', subject: null, details })
    throw new LakanaError('case.not-found')
  }
  if (reaches(office.access.scope, facts)) return { id: caseId, until: null }
  if (isOpened(office, caseId)) return { id: caseId, until: null }
  const lasts = letOpen(office, caseId)
  const until = new Date(Date.parse(at) + lasts).toISOString().replace(/\.\d+Z$/, 'Z')
  const id = newId()
  db.transaction(() => {
    addOpening(db, { id, caseId, person: person.id, at, until, motive, why })
    const details = { opening: id, motive, until }
    logAccess(db, { at, person: person.id, act: 'case.break-glass', subject: caseId, why, details })
  }).immediate()
  return { id: caseId, until }
}

/** Whose openings a reviewer sees: those of the cases that he reaches, and those made by the people whose cases he reaches. */
function concerns(row: OpeningRow, { access, db }: OpenOffice): boolean {
  const { scope } = access
  if (scope.kind === 'all' || scope.kind === 'office') return true
  const facts = caseFacts(db, row.caseId)
  return (facts !== null && reaches(scope, facts)) || (scope.kind === 'workers' && scope.workers.includes(row.person))
}

function described(rows: readonly OpeningRow[], { db, person }: OpenOffice): Opening[] {
  const lists = new CaseLists(db, wholeFile)
  const cases = rows.map((row) => lists.one(row.caseId))
  const people = rows.flatMap((row, index) => [row.person, row.reviewedBy ?? '', cases[index]?.worker ?? ''])
  const names = namesOfPeople(db, people)
  const nameOf = (id: string | null | undefined): string => (id ? (names.get(id) ?? '') : '')
  return rows.map((row, index) => ({
    id: row.id,
    caseId: row.caseId,
    code: cases[index]?.code ?? '',
    worker: nameOf(cases[index]?.worker),
    person: nameOf(row.person),
    at: row.at,
    until: row.until,
    motive: row.motive,
    why: row.why,
    own: row.person === person.id,
    review:
      row.reviewedAt === null
        ? null
        : { by: nameOf(row.reviewedBy), at: row.reviewedAt, justified: row.justified === 1, comment: row.comment },
  }))
}
