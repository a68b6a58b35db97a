import type { LogDetails } from '../contract/access-log.ts'
import type { LogEntry } from '../contract/log.ts'
import { decide } from '../domain/access/decide.ts'
import type { LogLine } from '../store/access-log.ts'
import { caseFacts } from '../store/case-facts.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists } from '../store/cases.ts'
import { tombstoneOf } from '../store/erasure-list.ts'
import { namesOfPeople } from '../store/people.ts'
import { staffOf } from '../store/staff.ts'
import type { OpenOffice } from './context.ts'

/** Lines of the log as the window shows them: names for ids, and no child's name or words searched for who may not read cases. */
export function entriesOf(lines: readonly LogLine[], office: OpenOffice): LogEntry[] {
  const { db, access } = office
  const ids = lines.flatMap(({ person, subject }) => [person, subject]).filter((id) => id !== null)
  const here = new Map(staffOf(db).map(({ id, name }) => [id, name]))
  const told = namesOfPeople(
    db,
    ids.filter((id) => isId(id) && !here.has(id)),
  )
  const nameOf = (id: string): string => here.get(id) ?? told.get(id) ?? ''
  const subjects = new Map<string, LogEntry['subject']>()
  const subjectOf = (id: string): LogEntry['subject'] => {
    const known = subjects.get(id)
    if (known !== undefined) return known
    const made = subject(id, office, nameOf)
    subjects.set(id, made)
    return made
  }
  const words = access.role.names && decide(access.role, access.scope, 'case.read').allowed
  return lines.map(({ n, at, person, act, subject: about, screen, why, details }) => ({
    n,
    at,
    person: person === null ? '' : nameOf(person),
    act,
    subject: about === null ? null : subjectOf(about),
    screen,
    why,
    details: shown(JSON.parse(details) as LogDetails, words),
  }))
}

/** May the reader know which child this is? */
export function mayName({ db, access }: OpenOffice, id: string): boolean {
  const facts = caseFacts(db, id)
  return facts !== null && access.role.names && decide(access.role, access.scope, 'case.read', facts).allowed
}

function subject(id: string, office: OpenOffice, nameOf: (id: string) => string): LogEntry['subject'] {
  if (!isId(id)) return { kind: 'office', id, label: id, name: '' }
  const row = new CaseLists(office.db, wholeFile).one(id)
  const erased = row ? null : tombstoneOf(office.db, id)
  if (erased) return { kind: 'case', id, label: erased.code, name: '' }
  if (!row) return { kind: 'person', id, label: nameOf(id), name: '' }
  const name = mayName(office, id) ? `${row.given_names} ${row.family_name}`.trim() : ''
  return { kind: 'case', id, label: row.code, name }
}

const isId = (text: string): boolean => /^[0-9a-f]{32}$/.test(text)

/** A mark that only serves to count a try once is no word for a reader. */
function shown({ try: _mark, words, ...rest }: LogDetails, withWords: boolean): LogEntry['details'] {
  const all = words !== undefined && withWords ? { ...rest, words } : rest
  return Object.fromEntries(
    Object.entries(all).map(([key, value]) => [key, Array.isArray(value) ? [...(value as string[])] : value]),
  ) as LogEntry['details']
}
