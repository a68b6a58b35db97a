import type { CaseItem } from '../contract/cases.ts'
import { daysBetween } from '../domain/dates/days.ts'
import { ageRange } from '../domain/dates/partial-date.ts'
import type { PartialDate } from '../domain/forms/types.ts'
import { placeLabel } from '../domain/places.ts'
import type { CaseRow } from '../store/cases.ts'
import { conflictCounts } from '../store/conflicts.ts'
import { namesOfPeople } from '../store/people.ts'
import { readSetting } from '../store/settings.ts'
import type { OpenOffice } from './context.ts'

const risks = [null, 'low', 'medium', 'high'] as const

/** Rows of the lists as the window shows them, without names where the role has none. `today` is an ISO day. */
export function caseItems(rows: readonly CaseRow[], office: OpenOffice, today: string): CaseItem[] {
  const names = namesOfPeople(
    office.db,
    rows.flatMap((row) => (row.worker ? [row.worker] : [])),
  )
  const division = readSetting<'pre_2025' | 'post_2025'>(office.db, 'division', 'post_2025')
  const named = office.access.role.names
  const conflicts = conflictCounts(
    office.db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => {
    const birth = row.birth === null ? null : (JSON.parse(row.birth) as PartialDate)
    const dueOn = row.status === 'open' && row.answered === 0 ? row.due_on : null
    return {
      id: row.id,
      code: row.code,
      familyName: named ? row.family_name : '',
      givenNames: named ? row.given_names : '',
      nickname: named ? row.nickname : '',
      sex: row.sex,
      age: birth ? ageRange(birth, today) : null,
      birth: named ? birth : null,
      risk: risks[row.risk] ?? null,
      status: row.status,
      commune: row.commune,
      communeLabel: row.commune ? placeLabel(row.commune, division) : '',
      caregiver: named ? row.caregiver : '',
      worker: row.worker,
      workerName: row.worker ? (names.get(row.worker) ?? '') : '',
      office: row.office,
      officeCode: row.officeCode ?? '',
      registeredOn: row.registered_on,
      dueOn,
      overdueDays: dueOn ? Math.max(0, daysBetween(dueOn, today)) : 0,
      changedAt: row.changed_at,
      conflicts: conflicts.get(row.id) ?? 0,
    }
  })
}
