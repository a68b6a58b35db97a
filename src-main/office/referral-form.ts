import type { ReferralPart } from '../contract/referrals.ts'
import { formDrafts } from '../domain/cases/form-drafts.ts'
import type { ReferralRequest } from '../domain/cases/referral.ts'
import { formByName } from '../domain/forms/definitions.ts'
import type { FieldValue, FormValues } from '../domain/forms/types.ts'
import type { Draft } from '../domain/ledger/types.ts'
import { CaseFiles } from '../store/case-file.ts'
import type { ReferralRow } from '../store/referrals.ts'
import type { OpenOffice } from './context.ts'
import { feedbackRows } from './referral-line.ts'

/** What form 5A calls the parts of a referral. */
const shared: Readonly<Record<ReferralPart, string>> = {
  name: 'identity',
  sex: 'identity',
  birth: 'identity',
  address: 'contact',
  caregiver: 'caregiver',
  contact: 'contact',
}

const day = (date: string): FieldValue => ({ precision: 'exact', date })

/** Form 5A of a referral that goes by key: nothing is typed twice. @param given `to`: name of the receiver; `agreed`: may words about the child go there? */
export function requestInForm(
  given: ReferralRequest & {
    readonly to: string
    readonly parts: readonly ReferralPart[]
    readonly agreed: boolean
    readonly today: string
  },
  { self, person }: OpenOffice,
): Record<string, string | string[] | { precision: 'exact'; date: string }> {
  const { to, parts, agreed, today, ...request } = given
  const told = parts.some((part) => part === 'name')
    ? parts.map((part) => shared[part])
    : ['code_only', ...parts.map((part) => shared[part]).filter((each) => each !== 'identity')]
  return {
    ...request,
    referral_date: { precision: 'exact', date: today },
    from_office: self.office.name,
    from_person: person.name,
    provider_name: to,
    consent_to_share: agreed ? 'yes' : 'no',
    shared_information: [...new Set([...told, 'needs'])],
    handover_mean: 'encrypted_usb',
    referral_status: 'in_progress',
  }
}

/** What the receiver has answered, as form 5A says it. Nothing where that form is not there any more. */
export function answerInForm(row: ReferralRow, office: OpenOffice): Draft[] {
  const { answered_on: answeredOn, why } = row.values
  const feedback = feedbackRows(row.values)
  const lines = (of: 'did' | 'next'): string =>
    feedback
      .filter((each) => each[of] !== '')
      .map((each) => `${(each.on ?? '').split('-').reverse().join('/')} : ${each[of]}`)
      .join('\n')
  const status = row.state === 'refused' ? 'rejected' : row.state
  const said = [why, row.state === 'done' ? '' : lines('did')].filter((text) => typeof text === 'string' && text !== '')
  const last = feedback.at(-1)?.on
  return inForm(row, office, {
    referral_status: status,
    ...(typeof answeredOn === 'string' ? { answer_date: day(answeredOn) } : {}),
    ...(row.state === 'refused'
      ? { refusal_reason: 'other', refusal_reason_other: String(why ?? '').slice(0, 200) }
      : {}),
    ...(said.length > 0 ? { provider_note: said.join('\n') } : {}),
    ...(lines('next') === '' ? {} : { provider_recommendations: lines('next') }),
    ...(last ? { feedback_date: day(last) } : {}),
    ...(row.state === 'done' ? { service_provided: 'yes', service_details: lines('did') } : {}),
    ...(row.state === 'done' && last ? { service_provided_date: day(last) } : {}),
  })
}

export function withdrawnInForm(row: ReferralRow, office: OpenOffice): Draft[] {
  return inForm(row, office, { referral_status: 'revoked' })
}

function inForm({ caseId, values }: ReferralRow, { db }: OpenOffice, written: FormValues): Draft[] {
  const definition = formByName('referral')
  const form = new CaseFiles(db).forms(caseId).find(({ id }) => id === values.form)
  return form && definition ? formDrafts(definition, form.id, form.values, { ...form.values, ...written }) : []
}
