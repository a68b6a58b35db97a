import type { CaseFile } from '../contract/cases.ts'
import { addDays } from '../domain/dates/days.ts'
import { boundsOf, isPartialDate } from '../domain/dates/partial-date.ts'
import { isRiskLevel, overdueBy, stepDays } from '../domain/deadlines.ts'
import type { FormValues } from '../domain/forms/types.ts'
import type { CaseRow } from '../store/cases.ts'
import type { FormRecord } from '../store/case-file.ts'

/** What comes next in a case and by when: the first response, then assessment, plan and review by the risk level. */
export function schedule(row: CaseRow, registration: FormValues, forms: readonly FormRecord[], today: string): CaseFile['schedule'] {
  const step = (name: string, dueOn: string, done: boolean): CaseFile['schedule'][number] => ({
    step: name,
    dueOn,
    overdueDays: done ? 0 : overdueBy(dueOn, today),
    done,
  })
  const steps = row.due_on ? [step('first_response', row.due_on, row.answered === 1)] : []
  const { registration_date: registered, risk_level: risk } = registration
  if (!isPartialDate(registered) || row.status === 'closed') return steps
  const level = typeof risk === 'string' && isRiskLevel(risk) ? risk : 'medium'
  const since = boundsOf(registered).from
  const has = (name: string): boolean => forms.some((form) => form.form === name)
  for (const name of ['assessment', 'case_plan', 'review'] as const) {
    steps.push(step(name, addDays(since, stepDays[name][level]), has(name)))
  }
  return steps
}
