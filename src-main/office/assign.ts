import { setImmediate } from 'node:timers/promises'
import { LakanaError } from '../contract/errors.ts'
import type { CallOutput, CallParsed } from '../contract/index.ts'
import { decide } from '../domain/access/decide.ts'
import { holdsCases, readsCases } from '../domain/access/holds-cases.ts'
import { type CaseToGive, type Load, type Sharing, shareOut } from '../domain/cases/share-out.ts'
import { normaliseText } from '../domain/forms/validate.ts'
import type { Draft, Id } from '../domain/ledger/types.ts'
import { caseFacts } from '../store/case-facts.ts'
import { caseToGive, givenIn, loadRows, openCasesOf } from '../store/caseload.ts'
import { CaseLists } from '../store/cases.ts'
import { roleById } from '../store/roles.ts'
import { readTeamStandards } from '../store/settings.ts'
import { type StaffMember, staffOf } from '../store/staff.ts'
import { listsFor } from './access.ts'
import { author } from './case-writes.ts'
import type { Handlers, Machine, OpenOffice, Work } from './context.ts'
import { coworkersOf } from './coworkers.ts'
import { rowDrafts } from './groups.ts'
import { todayOf } from './today.ts'

type AssignCall = 'assign.people' | 'assign.preview' | 'assign.give' | 'assign.undo' | 'assign.coworkers'
type Selection = CallParsed<'assign.give'>['selection']

/** A change holds so many, far below what a line of a bundle may hold: an office below sees them arrive in pieces, each whole. */
const casesInOneChange = 200
const pageSize = 200

export const assignHandlers: Handlers<AssignCall> = {
  'assign.people': (_input, { machine }, office) => {
    const loads = loadsOf(office, todayOf(machine))
    const holders = new Set(receivers(office).map(({ id }) => id))
    const people = receivers(office, readsCases).map(({ id, name }) => {
      return { id, name, holds: holders.has(id), ...(loads.get(id) ?? { open: 0, high: 0 }) }
    })
    return { people, casesPerWorker: readTeamStandards(office.db).casesPerWorker }
  },
  'assign.preview': ({ selection, to }, { machine }, office) => {
    const { sharing, left, loads } = plan(office, machine, selection, to)
    const names = new Map(staffOf(office.db).map(({ id, name }) => [id, name]))
    return {
      cases: sharing.moves.length,
      left,
      loads: [...sharing.after.keys()]
        .filter((id) => to.includes(id) || loads.get(id)?.open !== sharing.after.get(id)?.open)
        .map((id) => ({
          id,
          name: names.get(id) ?? '',
          before: loads.get(id)?.open ?? 0,
          after: sharing.after.get(id)?.open ?? 0,
        })),
    }
  },
  'assign.give': async ({ selection, to, reason }, { machine }, office, work) => {
    const { moves } = plan(office, machine, selection, to).sharing
    const words = normaliseText(reason, { multiline: true })
    const drafts = moves.map(({ id, to: worker }): Draft => {
      return { t: 'set', r: id, g: 'worker', value: words === '' ? { worker } : { worker, reason: words } }
    })
    return writeAll(office, machine, work, drafts)
  },
  'assign.undo': ({ from, to }, { machine }, office) => {
    const given = to - from < 1000 ? givenIn(office.ledger, office.person.id, from, to) : null
    if (!given || given.length === 0) throw new LakanaError('assign.undone')
    const back = given.filter(({ id, to: now }) => caseToGive(office.db, id)?.worker === now)
    const drafts = back.map(({ id, before: worker }): Draft => {
      return { t: 'set', r: id, g: 'worker', value: worker === null ? {} : { worker } }
    })
    for (let at = 0; at < drafts.length; at += casesInOneChange)
      office.ledger.append(author(machine, office), drafts.slice(at, at + casesInOneChange))
    return { restored: back.length, kept: given.length - back.length }
  },
  'assign.coworkers': ({ caseId, people }, { machine }, office) => {
    const facts = caseFacts(office.db, caseId)
    if (!facts) throw new LakanaError('case.not-found')
    if (facts.office !== office.self.office.id) throw new LakanaError('case.not-yours-to-edit')
    const may = new Set(receivers(office, readsCases).map(({ id }) => id))
    if (people.some((id) => !may.has(id) && !facts.coworkers.includes(id))) throw new LakanaError('assign.not-able')
    const wanted = people.filter((id) => id !== facts.worker)
    office.ledger.append(author(machine, office), rowDrafts(caseId, 'coworkers', facts.coworkers, wanted))
    return { coworkers: coworkersOf(office, caseId) }
  },
}

/** Open cases and those at high risk by worker. */
function loadsOf({ db, self }: OpenOffice, today: string): Map<Id, Load> {
  const loads = new Map<Id, Load>()
  for (const { worker, risk, open } of loadRows(db, self.office.id, today)) {
    if (worker === null) continue
    const before = loads.get(worker) ?? { open: 0, high: 0 }
    loads.set(worker, { open: before.open + open, high: before.high + (risk === 3 ? open : 0) })
  }
  return loads
}

/** Active people who can hold cases (or, asked so, work on them beside), among those whose cases this person reaches. */
export function receivers({ db, access }: OpenOffice, able = holdsCases): StaffMember[] {
  const { scope } = access
  return staffOf(db).filter(({ id, active, role }) => {
    const within = scope.kind === 'workers' ? scope.workers.includes(id) : scope.kind !== 'none'
    return active && within && able(roleById(db, role))
  })
}

/** @throws assign.not-able */
function plan(
  office: OpenOffice,
  machine: Machine,
  selection: Selection,
  to: readonly Id[],
): { sharing: Sharing; left: number; loads: Map<Id, Load> } {
  const may = new Set(receivers(office).map(({ id }) => id))
  if (to.some((id) => !may.has(id))) throw new LakanaError('assign.not-able')
  const ids = selected(office, machine, selection)
  const cases = ids.flatMap((id) => mine(office, id) ?? [])
  const loads = loadsOf(office, todayOf(machine))
  return { sharing: shareOut(cases, [...new Set(to)], loads), left: ids.length - cases.length, loads }
}

function selected(office: OpenOffice, machine: Machine, selection: Selection): Id[] {
  if ('cases' in selection) return [...new Set(selection.cases)]
  if ('worker' in selection) return openCasesOf(office.db, office.self.office.id, selection.worker)
  const lists = new CaseLists(office.db, listsFor(office))
  const filters = { ...selection.filters, office: office.self.office.id }
  const ids: Id[] = []
  for (;;) {
    const { rows } = lists.page(filters, office.person.id, todayOf(machine), 'name', ids.length, pageSize)
    ids.push(...rows.map(({ id }) => id))
    if (rows.length < pageSize) return ids
  }
}

/** A case of this office within the person's reach. */
function mine({ db, self, access }: OpenOffice, id: Id): CaseToGive | null {
  const facts = caseFacts(db, id)
  if (!facts || facts.office !== self.office.id) return null
  if (!decide(access.role, access.scope, 'case.assign', facts).allowed) return null
  return caseToGive(db, id)
}

async function writeAll(
  office: OpenOffice,
  machine: Machine,
  work: Work,
  drafts: readonly Draft[],
): Promise<CallOutput<'assign.give'>> {
  const { ledger, self } = office
  const from = (ledger.head(self.replica)?.seq ?? 0) + 1
  let given = 0
  let stopped = false
  while (given < drafts.length && !stopped) {
    const batch = drafts.slice(given, given + casesInOneChange)
    ledger.append(author(machine, office), batch)
    given += batch.length
    work.progress({ step: 'assign', done: given, total: drafts.length })
    // Lets a request to lock or to cancel come in.
    await setImmediate()
    stopped = given < drafts.length && isCancelled(work)
  }
  const to = ledger.head(self.replica)?.seq ?? 0
  return { given, stopped, undo: given === 0 ? null : { from, to } }
}

function isCancelled(work: Work): boolean {
  try {
    work.checkCancelled()
    return false
  } catch (error) {
    if (error instanceof LakanaError && error.code === 'call.cancelled') return true
    throw error
  }
}
