import type { CallOutput } from '../contract/index.ts'
import { holdsCases } from '../domain/access/holds-cases.ts'
import type { CaseScope } from '../domain/access/scope.ts'
import { reaches } from '../domain/access/scope.ts'
import type { Id } from '../domain/ledger/types.ts'
import { caseFacts } from '../store/case-facts.ts'
import { type LoadRow, loadRows, waitingCases } from '../store/caseload.ts'
import { CaseLists } from '../store/cases.ts'
import { type Group, ownGroups } from '../store/groups.ts'
import { namesOfPeople } from '../store/people.ts'
import { roleById } from '../store/roles.ts'
import { readTeamStandards } from '../store/settings.ts'
import { staffOf } from '../store/staff.ts'
import { listsFor } from './access.ts'
import { caseItems } from './case-rows.ts'
import type { Handlers, OpenOffice } from './context.ts'
import { todayOf } from './today.ts'

type Worker = CallOutput<'caseload.list'>['workers'][number]

const shownWaiting = 50
const hourMs = 3_600_000
const riskNames = ['unrated', 'low', 'medium', 'high'] as const

export const caseloadHandlers: Handlers<'caseload.list' | 'assign.waiting'> = {
  'caseload.list': (_input, { machine }, office) => {
    const { casesPerWorker, workersPerSupervisor } = readTeamStandards(office.db)
    const groups = ownGroups(office.db).filter(({ dissolved }) => !dissolved)
    const rows = loadRows(office.db, office.self.office.id, todayOf(machine))
    const workers = workersOf(office, rows, groups)
    return {
      casesPerWorker,
      workersPerSupervisor,
      workers,
      unassigned: seesAll(office.access.scope)
        ? rows.reduce((sum, { worker, open }) => sum + (worker === null ? open : 0), 0)
        : 0,
      supervisors: supervisorsOf(office, workers, groups),
    }
  },
  'assign.waiting': (_input, { machine }, office) => {
    const { assignHours } = readTeamStandards(office.db)
    const now = machine.now().getTime()
    const waiting = waitingCases(office.db, office.self.office.id)
      .filter(({ id }) => {
        const facts = caseFacts(office.db, id)
        return facts !== null && reaches(office.access.scope, facts)
      })
      .map(({ id, worker, risk, openedAt }) => {
        const hours = Math.max(0, Math.floor((now - Date.parse(openedAt)) / hourMs))
        const allowed = risk === 3 ? assignHours.high : assignHours.other
        return { id, worker, risk, hours, allowed, late: hours >= allowed }
      })
      .sort((a, b) => Number(b.late) - Number(a.late) || b.risk - a.risk || b.hours - a.hours)
    const lists = new CaseLists(office.db, listsFor(office))
    const names = namesOfPeople(
      office.db,
      waiting.flatMap(({ worker }) => worker ?? []),
    )
    const items = waiting.slice(0, shownWaiting).flatMap(({ id, worker, risk: _risk, ...times }) => {
      const row = lists.one(id)
      const [item] = row ? caseItems([row], office, todayOf(machine)) : []
      return item ? [{ item, ...times, left: worker === null ? '' : (names.get(worker) ?? '') }] : []
    })
    return { total: waiting.length, items }
  },
}

function seesAll(scope: CaseScope): boolean {
  return scope.kind === 'office' || scope.kind === 'all'
}

/** Everybody who holds cases or could, within reach. */
function workersOf({ db, access }: OpenOffice, rows: readonly LoadRow[], groups: readonly Group[]): Worker[] {
  const staff = new Map(staffOf(db).map((person) => [person.id, person]))
  const able = [...staff.values()].filter(({ active, role }) => active && holdsCases(roleById(db, role)))
  const ids = new Set([...able.map(({ id }) => id), ...rows.flatMap(({ worker }) => worker ?? [])])
  const { scope } = access
  const within = (id: Id): boolean => (scope.kind === 'workers' ? scope.workers.includes(id) : seesAll(scope))
  const names = namesOfPeople(db, ids)
  return [...ids]
    .filter(within)
    .map((id) => ({
      ...countsOf(rows.filter(({ worker }) => worker === id)),
      id,
      name: staff.get(id)?.name ?? names.get(id) ?? '',
      active: staff.get(id)?.active ?? false,
      groups: groups.filter(({ members }) => members.includes(id)).map(({ name }) => name),
    }))
    .sort((a, b) => b.open - a.open || a.name.localeCompare(b.name, 'fr'))
}

function countsOf(rows: readonly LoadRow[]): Omit<Worker, 'id' | 'name' | 'active' | 'groups'> {
  const counts = { open: 0, high: 0, medium: 0, low: 0, unrated: 0, overdue: 0, last: null as string | null }
  for (const { risk, open, overdue, last } of rows) {
    counts.open += open
    counts.overdue += overdue
    counts[riskNames[risk] ?? 'unrated'] += open
    if (counts.last === null || last > counts.last) counts.last = last
  }
  return counts
}

function supervisorsOf(
  { db }: OpenOffice,
  workers: readonly Worker[],
  groups: readonly Group[],
): CallOutput<'caseload.list'>['supervisors'] {
  const known = new Map(workers.map((worker) => [worker.id, worker]))
  return staffOf(db).flatMap(({ id, name, active }) => {
    const own = groups.filter(({ supervisors }) => supervisors.includes(id))
    const team = [...new Set(own.flatMap(({ members }) => members))].flatMap((each) => known.get(each) ?? [])
    if (!active || own.length === 0) return []
    const open = team.reduce((sum, worker) => sum + worker.open, 0)
    return [{ id, name, groups: own.map((group) => group.name), workers: team.length, open }]
  })
}
