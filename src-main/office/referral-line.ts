import { type Referral, referralPartNames } from '../contract/referrals.ts'
import { type CaseSight, formLevel, tellsAll } from '../domain/access/fields.ts'
import { seenValues } from '../domain/access/values.ts'
import { referralParts } from '../domain/cases/referral.ts'
import { formByName } from '../domain/forms/definitions.ts'
import { isFilled } from '../domain/forms/fields.ts'
import type { FieldValue, FormValues } from '../domain/forms/types.ts'
import { CaseFiles } from '../store/case-file.ts'
import type { ReferralRow } from '../store/referrals.ts'
import { officeOfReplica } from '../store/replicas.ts'
import { readOffice } from '../store/self.ts'
import { caseSight } from './case-sight.ts'
import type { OpenOffice } from './context.ts'
import { reached } from './reached.ts'

/** A referral as this person may have it. Reasons and feedback are free words, as notes are. */
export function referralLine(row: ReferralRow, office: OpenOffice): Referral {
  const { db, access, self } = office
  const { values, withheld } = row
  const sight = row.known
    ? caseSight(new CaseFiles(db).forms(row.caseId), office)
    : { ...access.role, narratives: true }
  const words = (name: string): string => (tellsAll(sight) ? text(values[name]) : '')
  const asked = seen('referral', ['referral_priority', 'service_type'], values, sight)
  const names = referralPartNames.flatMap((part) => referralParts[part] as readonly string[])
  const child = seen('registration', names, values, sight)
  const cut = names.some((name) => isFilled(values[name]) && !isFilled(child[name]))
  return {
    id: row.id,
    caseId: row.caseId,
    form: row.known ? text(values.form) || null : null,
    code: text(values.code),
    from: officeOfReplica(db, row.replica, self),
    to: readOffice(db, row.receiver)?.name ?? '',
    priority: text(asked.referral_priority),
    service: text(asked.service_type),
    serviceOther: words('service_type_other'),
    reason: words('referral_reason'),
    child: child as Referral['child'],
    hidden: cut || withheld.some((group) => group !== 'noted') || words('referral_reason') === '',
    sentOn: dayIn(values.referral_date),
    state: row.state,
    reached: reached(row.receiver, row, office),
    answeredOn: text(values.answered_on) || null,
    why: words('why'),
    feedback: tellsAll(sight) ? feedbackRows(values) : [],
    doneOn: text(values.done_on) || null,
    read: row.read,
  }
}

/** What the receiver has told, in its order. */
export function feedbackRows({ feedback }: FormValues): Referral['feedback'] {
  const rows = Array.isArray(feedback) ? feedback : []
  return rows.flatMap((row) =>
    typeof row === 'object' && 'values' in row
      ? [{ on: text(row.values.on) || null, did: text(row.values.did), next: text(row.values.next) }]
      : [],
  )
}

function seen(form: string, names: readonly string[], values: FormValues, sight: CaseSight): FormValues {
  const definition = formLevel(sight, form) === 'none' ? undefined : formByName(form)
  const held = Object.fromEntries(
    names.flatMap((name) => (isFilled(values[name]) ? [[name, values[name] as FieldValue]] : [])),
  )
  return definition ? seenValues(definition, held, sight).values : {}
}

function text(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

function dayIn(value: FieldValue | undefined): string | null {
  return typeof value === 'object' && value !== null && 'date' in value ? (value.date as string) : null
}
