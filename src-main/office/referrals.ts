import { LakanaError } from '../contract/errors.ts'
import type { CallParsed } from '../contract/index.ts'
import { type ReferralPart, referralPartNames } from '../contract/referrals.ts'
import { seenForm } from '../domain/access/fields.ts'
import { reaches } from '../domain/access/scope.ts'
import { seenValues } from '../domain/access/values.ts'
import { notedAs, referralDrafts, referralParts } from '../domain/cases/referral.ts'
import { whyReferralStays } from '../domain/cases/referral-sharing.ts'
import { formByName } from '../domain/forms/definitions.ts'
import { isFilled } from '../domain/forms/fields.ts'
import { normaliseText } from '../domain/forms/validate.ts'
import type { Draft, Id, Json } from '../domain/ledger/types.ts'
import { sharingPolicy } from '../domain/sharing/policy.ts'
import type { Obstacle } from '../domain/sharing/verdict.ts'
import { servicesVerdict } from '../exchange/preview.ts'
import { caseFacts } from '../store/case-facts.ts'
import { CaseFiles } from '../store/case-file.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists } from '../store/cases.ts'
import {
  feedbackIn,
  type ReferralRow,
  referralOf,
  referralsAnswered,
  referralsOf,
  referralsTo,
} from '../store/referrals.ts'
import { registrationOf } from './case-file.ts'
import { caseSight, readOnly } from './case-sight.ts'
import { author, saveForm } from './case-writes.ts'
import type { Handlers, Machine, OpenOffice } from './context.ts'
import { newId } from './new-id.ts'
import { answerInForm, requestInForm, withdrawnInForm } from './referral-form.ts'
import { referralLine } from './referral-line.ts'
import { todayOf } from './today.ts'
import { officesToGiveTo } from './transfers.ts'

type ReferralCall =
  | 'referrals.offices'
  | 'referrals.preview'
  | 'referrals.send'
  | 'referrals.ofCase'
  | 'referrals.withdraw'
  | 'referrals.note'
  | 'referrals.answered'
  | 'referrals.received'
  | 'referrals.answer'
  | 'referrals.tell'

export const referralsHandlers: Handlers<ReferralCall> = {
  'referrals.offices': (_input, _context, office) => ({
    offices: officesToReferTo(office).map(({ id, code, name }) => ({ id, code, name })),
  }),
  'referrals.preview': ({ caseId }, { machine }, office) => {
    const row = new CaseLists(office.db, wholeFile).one(caseId)
    if (!row) throw new LakanaError('case.not-found')
    const { values, stays } = tellable(caseId, machine, office)
    const parts = referralPartNames.map((part) => ({ part, values: values(part), stays: stays(part, values(part)) }))
    return { code: row.code, parts, words: stays('reason', { referral_reason: '' }) }
  },
  'referrals.send': (input, { machine }, office) => send(input, machine, office),
  'referrals.ofCase': ({ caseId }, _context, office) => ({
    items: referralsOf(office.db, caseId).map((row) => referralLine(row, office)),
  }),
  'referrals.withdraw': ({ caseId, referral }, { machine }, office) => {
    const row = ownReferral(caseId, referral, office)
    if (row.state !== 'waiting') throw new LakanaError('referral.answered')
    const withdrawn: Draft = { t: 'set', r: referral, g: 'withdrawn', value: { withdrawn_on: todayOf(machine) } }
    office.ledger.append(author(machine, office), [withdrawn, ...withdrawnInForm(row, office)])
    return {}
  },
  'referrals.note': ({ caseId, referral }, { machine }, office) => {
    const row = ownReferral(caseId, referral, office)
    const noted: Draft = {
      t: 'set',
      r: referral,
      g: 'noted',
      value: { noted: notedAs(row.state, feedbackIn(row.values)) },
    }
    if (!row.read) office.ledger.append(author(machine, office), [noted, ...answerInForm(row, office)])
    return {}
  },
  'referrals.answered': (_input, _context, office) => ({
    items: referralsAnswered(office.db, office.self.office.id)
      .filter((row) => isReached(row, office))
      .map((row) => referralLine(row, office)),
  }),
  'referrals.received': (_input, _context, office) => ({
    items: referralsTo(office.db, office.self.office.id)
      .filter((row) => isReached(row, office))
      .map((row) => referralLine(row, office)),
  }),
  'referrals.answer': ({ referral, answer, why }, { machine }, office) => {
    const { caseId } = received(referral, 'waiting', office)
    const text = normaliseText(why, { multiline: true })
    const answered: Json = { answered: answer, answered_on: todayOf(machine) }
    office.ledger.append(author(machine, office), [
      { t: 'set', r: referral, g: 'answer', value: answered },
      ...(text === '' ? [] : [{ t: 'set', r: referral, g: 'why', value: { why: text } } as const]),
    ])
    return { caseId }
  },
  'referrals.tell': ({ referral, on, did, next, done }, { machine }, office) => {
    const { caseId, values } = received(referral, 'accepted', office)
    const [row, order] = [newId(), feedbackIn(values)]
    const told = { on, did: normaliseText(did, { multiline: true }), next: normaliseText(next, { multiline: true }) }
    office.ledger.append(author(machine, office), [
      { t: 'add-row', r: referral, g: 'feedback', row, value: { order } },
      { t: 'set-row', r: referral, g: 'feedback', row, f: 'told', value: told },
      ...(done ? [{ t: 'set', r: referral, g: 'done', value: { done_on: todayOf(machine) } } as const] : []),
    ])
    return { caseId }
  },
}

function send(
  { caseId, to, priority, service, serviceOther, reason, parts }: CallParsed<'referrals.send'>,
  machine: Machine,
  office: OpenOffice,
): { id: Id } {
  writable(caseId, office)
  const receiver = officesToReferTo(office).find(({ id }) => id === to)
  if (!receiver) throw new LakanaError('transfer.unknown-office')
  const { values, stays } = tellable(caseId, machine, office)
  const chosen = referralPartNames.filter((part) => parts.includes(part) && isFilled(Object.values(values(part))[0]))
  for (const part of chosen) {
    const why = stays(part, values(part))
    if (why !== null) throw new LakanaError('referral.stays', { part, why })
  }
  const request = {
    referral_priority: priority,
    service_type: service,
    ...(serviceOther === '' ? {} : { service_type_other: normaliseText(serviceOther, { multiline: false }) }),
    referral_reason: normaliseText(reason, { multiline: true }),
  }
  const today = todayOf(machine)
  const form = requestInForm(
    { ...request, to: receiver.name, parts: chosen, agreed: stays('reason', '') === null, today },
    office,
  )
  return office.ledger.together(() => {
    const { formId } = saveForm(
      { caseId, formId: null, form: 'referral', values: form, revision: null },
      machine,
      office,
    )
    const id = newId()
    const code = new CaseLists(office.db, wholeFile).one(caseId)?.code ?? ''
    const told = Object.fromEntries(chosen.map((part) => [part, values(part)]))
    office.ledger.append(
      author(machine, office),
      referralDrafts(id, caseId, { to, form: formId, code, today, request, parts: told }),
    )
    return { id }
  })
}

/** What this person may tell of the child, part by part, and why a group of a referral would stay at this office. */
function tellable(
  caseId: Id,
  machine: Machine,
  office: OpenOffice,
): {
  values(part: ReferralPart): Record<string, string>
  stays(group: string, value: Json): Obstacle | null
} {
  const forms = new CaseFiles(office.db).forms(caseId)
  const definition = formByName('registration')
  const verdict = servicesVerdict({ ...office, today: todayOf(machine) }, caseId)
  if (!definition || !verdict) throw new LakanaError('case.not-found')
  const sight = caseSight(forms, office)
  const seen = seenValues(seenForm(definition, sight), registrationOf(forms), sight).values
  return {
    values: (part) => {
      const filled = referralParts[part].filter((name) => isFilled(seen[name]))
      return Object.fromEntries(filled.map((name) => [name, seen[name] as string]))
    },
    stays: (group, value) => whyReferralStays(group, value, verdict, sharingPolicy),
  }
}

/** @throws case.not-found, case.not-yours-to-edit, form.reserved, form.read-only */
function writable(caseId: Id, office: OpenOffice): void {
  const row = new CaseLists(office.db, wholeFile).one(caseId)
  if (!row) throw new LakanaError('case.not-found')
  const why = readOnly(row, caseSight(new CaseFiles(office.db).forms(caseId), office), office)
  if (why === 'custodian') throw new LakanaError('case.not-yours-to-edit')
  if (why === 'reserved') throw new LakanaError('form.reserved', { form: 'referral' })
  if (why !== null) throw new LakanaError('form.read-only', { form: 'referral' })
}

/** A referral of a case that this person may write. @throws referral.not-found */
function ownReferral(caseId: Id, id: Id, office: OpenOffice): ReferralRow {
  writable(caseId, office)
  const row = referralOf(office.db, id)
  if (row?.caseId !== caseId) throw new LakanaError('referral.not-found')
  return row
}

/** A referral to this office that stands so. @throws referral.not-found, referral.answered */
function received(id: Id, state: 'waiting' | 'accepted', office: OpenOffice): ReferralRow {
  const row = referralOf(office.db, id)
  if (row?.receiver !== office.self.office.id || !isReached(row, office)) throw new LakanaError('referral.not-found')
  if (row.state !== state) throw new LakanaError('referral.answered')
  return row
}

/** A child who is no case here is reached by whoever may answer for the office; any other as the case is. */
function isReached({ caseId }: ReferralRow, { db, access }: OpenOffice): boolean {
  const facts = caseFacts(db, caseId)
  return facts === null || reaches(access.scope, facts)
}

/** Those of this region: by way of the national level a referral would come without the child's name and the reason. */
function officesToReferTo(office: OpenOffice): ReturnType<typeof officesToGiveTo> {
  return officesToGiveTo(office).filter(({ elsewhere }) => !elsewhere)
}
