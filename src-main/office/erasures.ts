import { LakanaError } from '../contract/errors.ts'
import type { CallOutput } from '../contract/index.ts'
import { reaches } from '../domain/access/scope.ts'
import { isClosed } from '../domain/cases/erasure.ts'
import type { Id } from '../domain/ledger/types.ts'
import { windowOf } from '../domain/people/conditions.ts'
import { clearAway } from '../exchange/clear-away.ts'
import { releaseErased } from '../exchange/release-erased.ts'
import { ScopeGuard } from '../exchange/scope.ts'
import { caseFacts } from '../store/case-facts.ts'
import { CaseFiles } from '../store/case-file.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists, type CaseRow } from '../store/cases.ts'
import { formerOffices } from '../store/custody.ts'
import {
  confirmationsOf,
  dropProposal,
  type ProposalRow,
  proposalOf,
  proposals,
  propose,
  type Tombstone,
  tombstones,
} from '../store/erasure-list.ts'
import { joinedWith } from '../store/links.ts'
import { namesOfPeople, peopleOf } from '../store/people.ts'
import { readOffice } from '../store/self.ts'
import { backupStatus } from '../vault/backup.ts'
import { roleOf } from './access.ts'
import { askPassword } from './ask-password.ts'
import { author } from './case-writes.ts'
import type { Handlers, Machine, OfficeContext, OpenOffice } from './context.ts'
import { hasKeys } from './keepers.ts'
import { timeOf, todayOf } from './today.ts'

type ErasureCall =
  | 'erasures.ofCase'
  | 'erasures.propose'
  | 'erasures.withdraw'
  | 'erasures.confirm'
  | 'erasures.count'
  | 'erasures.list'
type Proposal = CallOutput<'erasures.list'>['waiting'][number]
type Erased = CallOutput<'erasures.list'>['done'][number]

export const erasuresHandlers: Handlers<ErasureCall> = {
  'erasures.ofCase': ({ caseId }, { machine }, office) => {
    const proposed = proposalOf(office.db, caseId)
    return {
      obstacle: obstacleTo(rowOf(caseId, office), office),
      proposal: proposed && described(proposed, machine, office),
    }
  },
  'erasures.propose': ({ caseId, reason }, { machine }, office) => {
    erasable(caseId, office)
    if (proposalOf(office.db, caseId)) throw new LakanaError('erasure.proposed')
    propose(office.db, { caseId, reason, person: office.person.id, at: timeOf(machine) })
    return {}
  },
  'erasures.withdraw': ({ caseId }, _context, office) => {
    dropProposal(office.db, caseId)
    return {}
  },
  'erasures.confirm': async ({ caseId, password }, context, office) => {
    const row = erasable(caseId, office)
    const proposed = proposalOf(office.db, caseId)
    if (!proposed) throw new LakanaError('erasure.not-proposed')
    if (!mayConfirm(proposed, context.machine, office)) throw new LakanaError('erasure.same-person')
    await askPassword(context, office, password)
    erase(row, proposed, context, office)
    return { code: row.code }
  },
  'erasures.count': (_input, _context, office) => ({ waiting: reached(office).length }),
  'erasures.list': (_input, { machine, home }, office) => ({
    waiting: reached(office).map((each) => described(each, machine, office)),
    done: tombstones(office.db).map((each) => entombed(each, office)),
    oldestBackup: backupStatus(home).all.at(-1)?.at ?? null,
  }),
}

/** Proposals about cases that this person reaches. */
function reached({ db, access }: OpenOffice): ProposalRow[] {
  return proposals(db).filter(({ caseId }) => {
    const facts = caseFacts(db, caseId)
    return facts !== null && reaches(access.scope, facts)
  })
}

/** In one transaction: the change, all that it takes away, and what waited because of the case. */
function erase(row: CaseRow, proposed: ProposalRow, { machine, home }: OfficeContext, office: OpenOffice): void {
  const { db, ledger, self } = office
  const value = {
    code: row.code,
    office: self.office.id,
    was: formerOffices(db, row.id),
    reason: proposed.reason,
    proposed: proposed.person,
  }
  try {
    db.transaction(() => {
      ledger.append(author(machine, office), [{ t: 'erase', r: row.id, value }])
      if (!releaseErased(db, row.id, new ScopeGuard(db, self, new Set()))) return
      ledger.takeUpAside(true)
      ledger.finish()
    }).immediate()
  } catch (error) {
    ledger.rolledBack()
    throw error
  }
  clearAway(db, ledger, home)
}

/** @throws case.not-found, case.not-yours-to-edit, erasure.not-closed */
function erasable(caseId: Id, office: OpenOffice): CaseRow {
  const row = rowOf(caseId, office)
  const obstacle = obstacleTo(row, office)
  if (obstacle) throw new LakanaError(obstacle === 'open' ? 'erasure.not-closed' : 'case.not-yours-to-edit')
  return row
}

function rowOf(caseId: Id, { db }: OpenOffice): CaseRow {
  const row = new CaseLists(db, wholeFile).one(caseId)
  if (!row) throw new LakanaError('case.not-found')
  return row
}

/** Erased is what this office keeps and has closed, or what it registered twice: then the other file goes on. */
function obstacleTo({ id, office: keeper, status }: CaseRow, { db, self }: OpenOffice): 'open' | 'elsewhere' | null {
  if (keeper !== self.office.id) return 'elsewhere'
  return isClosed(status, new CaseFiles(db).forms(id)) || joinedWith(db, id).length > 0 ? null : 'open'
}

/** Two people erase a case, unless only one in the office may. */
function mayConfirm({ person }: ProposalRow, machine: Machine, office: OpenOffice): boolean {
  return person !== office.person.id || !othersMayErase(machine, office)
}

function othersMayErase(machine: Machine, office: OpenOffice): boolean {
  const { db, self, person } = office
  const today = todayOf(machine)
  return peopleOf(db, self.office.id).some(
    (each) =>
      each.id !== person.id &&
      hasKeys(office, each.id) &&
      windowOf(each, today) === 'open' &&
      roleOf(db, each.role).permissions.includes('case.erase'),
  )
}

function described(row: ProposalRow, machine: Machine, office: OpenOffice): Proposal {
  const { caseId, reason, person, at } = row
  return {
    caseId,
    code: rowOf(caseId, office).code,
    reason,
    person: namesOfPeople(office.db, [person]).get(person) ?? '',
    at,
    mayConfirm: mayConfirm(row, machine, office),
  }
}

function entombed(
  { caseId, code, reason, office: keeper, proposed, person, time }: Tombstone,
  office: OpenOffice,
): Erased {
  const { db, self } = office
  const names = namesOfPeople(db, [proposed, person])
  const partners = confirmationsOf(db, caseId, self.office.parent).flatMap(({ office: id, confirmedAt }) => {
    const found = readOffice(db, id)
    return found ? [{ code: found.code, name: found.name, level: found.level, confirmedAt }] : []
  })
  return {
    caseId,
    code,
    reason,
    office: readOffice(db, keeper)?.name ?? '',
    proposedBy: names.get(proposed) ?? '',
    confirmedBy: names.get(person) ?? '',
    at: time,
    partners,
  }
}
