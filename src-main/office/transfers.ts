import { LakanaError } from '../contract/errors.ts'
import type { CallOutput } from '../contract/index.ts'
import { reaches } from '../domain/access/scope.ts'
import { normaliseText } from '../domain/forms/validate.ts'
import type { Draft, Id, Json } from '../domain/ledger/types.ts'
import { officesUnder } from '../exchange/offices-below.ts'
import { identityStays } from '../exchange/preview.ts'
import { directWay, writeUrgent } from '../exchange/urgent.ts'
import { caseFacts } from '../store/case-facts.ts'
import { CaseFiles } from '../store/case-file.ts'
import { CaseLists } from '../store/cases.ts'
import { allCertificates } from '../store/certificates.ts'
import { nextEpoch, nextHandOver, transferOf, waitingTransfers } from '../store/custody.ts'
import { allOffices, readOffice } from '../store/self.ts'
import { urgentWritten } from '../store/urgent.ts'
import { listsFor } from './access.ts'
import { receivers } from './assign.ts'
import { caseItems } from './case-rows.ts'
import { author, saveForm } from './case-writes.ts'
import type { Handlers, Machine, OpenOffice, Work } from './context.ts'
import { rowDrafts } from './groups.ts'
import { timeOf, todayOf } from './today.ts'

type TransferCall =
  | 'transfers.offices'
  | 'transfers.identity'
  | 'transfers.give'
  | 'transfers.direct'
  | 'transfers.carry'
  | 'transfers.waiting'
  | 'transfers.accept'
  | 'transfers.refuse'

export const transfersHandlers: Handlers<TransferCall> = {
  'transfers.offices': (_input, _context, office) => ({ offices: officesToGiveTo(office) }),
  'transfers.identity': ({ caseId, to = null }, { machine }, office, work) => ({
    stays: identityStays({ ...office, ...work, today: todayOf(machine) }, caseId, to),
  }),
  'transfers.give': ({ caseId, to, urgent, values }, { machine }, office, work) => {
    mine(caseId, office)
    const stays = identityStays({ ...office, ...work, today: todayOf(machine) }, caseId, to)
    if (stays !== null) throw new LakanaError('transfer.nameless', { why: stays })
    const receiver = officesToGiveTo(office).find(({ id }) => id === to)
    if (!receiver) throw new LakanaError('transfer.unknown-office')
    const today = todayOf(machine)
    const form = {
      ...values,
      from_office: office.self.office.name,
      to_office: receiver.name,
      transfer_date: { precision: 'exact' as const, date: today },
      transfer_status: 'in_progress',
    }
    return office.ledger.together(() => {
      saveForm({ caseId, formId: null, form: 'transfer', values: form, revision: null }, machine, office)
      return handOver(caseId, to, { urgent: urgent ? 'yes' : 'no' }, machine, office)
    })
  },
  'transfers.direct': ({ caseId }, { machine }, office, work) => {
    const transfer = transferOf(office.db, caseId)
    const written = transfer ? urgentWritten(office.db, caseId, transfer.epoch) : []
    return { why: whyNotDirect(caseId, machine, office, work), written }
  },
  'transfers.carry': async ({ caseId, path, reason }, { machine, home }, office, work) => {
    const { db, ledger, self, person } = office
    const by = { person: person.id, time: timeOf(machine), today: todayOf(machine), version: machine.version }
    return writeUrgent({ db, ledger, self, ...by, ...work, folder: path, home }, caseId, reason.slice(0, 300))
  },
  'transfers.waiting': (_input, { machine }, office) => {
    const lists = new CaseLists(office.db, listsFor(office))
    const items = waitingTransfers(office.db, office.self.office.id).flatMap((row) => {
      const facts = caseFacts(office.db, row.caseId)
      const found = facts && reaches(office.access.scope, facts) ? lists.one(row.caseId) : null
      const [item] = found ? caseItems([found], office, todayOf(machine)) : []
      const from = readOffice(office.db, row.giver)?.name ?? ''
      return item ? [{ item, from, givenOn: row.givenOn || null, urgent: row.urgent }] : []
    })
    return { items }
  },
  'transfers.accept': ({ caseId, worker }, { machine }, office) => {
    const { epoch } = waiting(caseId, office)
    if (worker !== null && !receivers(office).some(({ id }) => id === worker)) throw new LakanaError('assign.not-able')
    const facts = caseFacts(office.db, caseId)
    office.ledger.together(() => {
      office.ledger.append(author(machine, office), [
        { t: 'set', r: caseId, g: 'worker', value: worker === null ? {} : { worker } },
        ...rowDrafts(caseId, 'coworkers', facts?.coworkers ?? [], []),
        ...answerDrafts(caseId, 'accepted', machine, office),
      ])
      // A change of its own: the office that gave the case sees this, and not who follows it now.
      const accepted: Draft = { t: 'set', r: caseId, g: 'accepted', value: { accepted: epoch } }
      office.ledger.append(author(machine, office), [accepted])
    })
    return {}
  },
  'transfers.refuse': ({ caseId, reason }, { machine }, office) => {
    const { giver } = waiting(caseId, office)
    const answered = answerDrafts(caseId, 'rejected', machine, office)
    // A group of its own: who keeps the case everybody must know, why it comes back only who may read of the child.
    const words = { refusal: normaliseText(reason, { multiline: true }), refused_at: nextEpoch(office.db, caseId) }
    const why: Draft = { t: 'set', r: caseId, g: 'refusal', value: words }
    return handOver(caseId, giver, { refused: 'yes' }, machine, office, [...answered, why])
  },
}

/**
 * Every other office of which a valid certificate is known here, but the national level, which is told no child's name. `elsewhere`: beyond this region,
 * reached by way of the national level.
 */
export function officesToGiveTo({ db, self }: OpenOffice): CallOutput<'transfers.offices'>['offices'] {
  const certified = new Set(allCertificates(db).flatMap(({ office, revoked }) => (revoked ? [] : [office])))
  const { id: own, parent: above, level: ownLevel } = self.office
  const region = officesUnder(db, ownLevel === 'district' ? (above ?? own) : own)
  return allOffices(db)
    .filter(
      ({ id, level, parent }) =>
        id !== own && level !== 'national' && certified.has(id) && !isLeft(self, { id, parent }),
    )
    .map(({ id, code, name, level }) => ({ id, code, name, level, elsewhere: !region.has(id) }))
}

/** Why a case may not be taken straight to the other office. */
function whyNotDirect(caseId: Id, machine: Machine, office: OpenOffice, work: Work): LakanaError['code'] | null {
  try {
    directWay({ ...office, ...work, today: todayOf(machine) }, caseId)
    return null
  } catch (error) {
    if (error instanceof LakanaError) return error.code
    throw error
  }
}

/** An office above that this one has left, and those under it: no key goes there any more. */
function isLeft({ office: { former } }: OpenOffice['self'], { id, parent }: { id: Id; parent: Id | null }): boolean {
  return former !== null && former !== undefined && (id === former || parent === former)
}

function handOver(
  caseId: Id,
  to: Id,
  more: { readonly [key: string]: Json },
  machine: Machine,
  office: OpenOffice,
  also: readonly Draft[] = [],
): { epoch: number } {
  const next = nextHandOver(office.db, caseId, office.self.office.id, to)
  const value = { ...more, ...next, given_on: todayOf(machine) }
  office.ledger.append(author(machine, office), [...also, { t: 'set', r: caseId, g: 'office', value }])
  return { epoch: next.epoch }
}

/** The answer of this office in the forms 5B that wait for one. */
function answerDrafts(
  caseId: Id,
  transfer_status: 'accepted' | 'rejected',
  machine: Machine,
  { db, person }: OpenOffice,
): Draft[] {
  const date = { precision: 'exact', date: todayOf(machine) }
  const value = { transfer_status, acceptance_date: date, accepted_by: person.name }
  return new CaseFiles(db)
    .forms(caseId)
    .filter(({ form, values }) => form === 'transfer' && values.transfer_status === 'in_progress')
    .map(({ id }) => ({ t: 'set', r: id, g: 'status', value }))
}

function mine(caseId: Id, { db, self }: OpenOffice): void {
  const facts = caseFacts(db, caseId)
  if (!facts) throw new LakanaError('case.not-found')
  if (facts.office !== self.office.id) throw new LakanaError('case.not-yours-to-edit')
}

/** @throws case.not-found, case.not-yours-to-edit, transfer.answered */
function waiting(caseId: Id, office: OpenOffice): { epoch: number; giver: Id } {
  mine(caseId, office)
  const row = transferOf(office.db, caseId)
  if (!row || row.accepted) throw new LakanaError('transfer.answered')
  return row
}
