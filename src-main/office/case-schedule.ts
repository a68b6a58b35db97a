import type { CaseFile } from '../contract/cases.ts'
import { boundsOf, isPartialDate } from '../domain/dates/partial-date.ts'
import { dueDays, overdueBy, type Step } from '../domain/deadlines.ts'
import type { FormValues } from '../domain/forms/types.ts'
import type { FormRecord } from '../store/case-file.ts'
import type { CaseRow } from '../store/cases.ts'
import { readStandards } from '../store/settings.ts'
import type { OpenOffice } from './context.ts'

/** The form whose first record shows that a step was taken. */
const formOfStep: Readonly<Partial<Record<Step, string>>> = {
  assessment: 'assessment',
  'case-plan': 'case_plan',
  'follow-up': 'follow_up',
  review: 'review',
}

/** What comes next in an open case and by when, by its risk level and the office's time standards. */
export function schedule(
  row: CaseRow,
  registration: FormValues,
  forms: readonly FormRecord[],
  office: OpenOffice,
  today: string,
): CaseFile['schedule'] {
  const registered = dayOf(registration.registration_date)
  if (registered === null || row.status === 'closed') return []
  const risk = typeof registration.risk_level === 'string' ? registration.risk_level : null
  const identified = dayOf(registration.identification_date) ?? registered
  const due = dueDays(risk, { identified, registered }, readStandards(office.db))
  return [...due].map(([step, dueOn]) => {
    const form = formOfStep[step]
    const done = form === undefined ? row.answered === 1 : forms.some((each) => each.form === form)
    return { step, dueOn, overdueDays: done ? 0 : overdueBy(dueOn, today), done }
  })
}

function dayOf(value: unknown): string | null {
  return isPartialDate(value) ? boundsOf(value).from : null
}
