import type { ReferralPart, ReferralState } from '../../contract/referrals.ts'
import type { FormValues } from '../forms/types.ts'
import type { Draft, Id, Json } from '../ledger/types.ts'

/**
 * A referral is one record of the case. The office that keeps the case writes it: to whom (`to`), what for (`request`, `reason`: questions of form
 * 5A), and of the child just the parts below, each a group with the questions of form 1B that it was taken from. The receiver sees this record and
 * nothing else of the case, and writes the groups of `answerGroups`; nobody else writes those.
 */
export const referralParts = {
  name: ['family_name', 'given_names', 'nickname'],
  sex: ['sex'],
  birth: ['birth_date', 'age_source'],
  address: ['address_place', 'address_locality', 'address_landmark'],
  caregiver: ['caregiver_name', 'caregiver_relation'],
  contact: ['caregiver_phone'],
} as const satisfies Readonly<Record<ReferralPart, readonly string[]>>
export const partNames = Object.keys(referralParts) as readonly ReferralPart[]

/** What the receiver writes: his answer, why, what was done (rows), and that it is done. */
export const answerGroups: ReadonlySet<string> = new Set(['answer', 'why', 'feedback', 'done'])

/** Where a referral stands, by what is written in it. One that was answered before its withdrawal was known is answered. */
export function referralState({ answered, done_on: doneOn, withdrawn_on: withdrawnOn }: FormValues): ReferralState {
  if (answered === 'refused') return 'refused'
  if (answered === 'accepted') return doneOn === undefined ? 'accepted' : 'done'
  return withdrawnOn === undefined ? 'waiting' : 'withdrawn'
}

/** What the sender has taken note of so far, of a referral in this state: another word is an answer to be read. */
export function notedAs(state: ReferralState, feedback: number): string {
  return `${state} ${feedback}`
}

/** What a referral asks for: answers of form 5A. */
export interface ReferralRequest {
  readonly referral_priority: string
  readonly service_type: string
  readonly service_type_other?: string
  readonly referral_reason: string
}

/** What the ledger must write to refer a child. @param form id of the form 5A that it fills in at the sender */
export function referralDrafts(
  record: Id,
  caseId: Id,
  given: {
    readonly to: Id
    readonly form: Id
    readonly code: string
    readonly today: string
    readonly request: ReferralRequest
    readonly parts: Readonly<Partial<Record<ReferralPart, { readonly [key: string]: Json }>>>
  },
): Draft[] {
  const { referral_reason, service_type_other, ...coded } = given.request
  const set = (g: string, value: Json): Draft => ({ t: 'set', r: record, g, value })
  return [
    { t: 'new', r: record, k: 'referral', p: caseId },
    set('to', { office: given.to }),
    set('form', { form: given.form }),
    set('code', { code: given.code }),
    set('request', { ...coded, referral_date: { precision: 'exact', date: given.today } }),
    set('reason', { referral_reason, ...(service_type_other === undefined ? {} : { service_type_other }) }),
    ...Object.entries(given.parts).map(([g, value]) => set(g, value)),
  ]
}
