import type { CaseFile } from '../contract/cases.ts'
import { decide } from '../domain/access/decide.ts'
import type { CaseSight } from '../domain/access/fields.ts'
import { reaches } from '../domain/access/scope.ts'
import { sightOn } from '../domain/access/values.ts'
import { caseFacts } from '../store/case-facts.ts'
import type { FormRecord } from '../store/case-file.ts'
import type { CaseRow } from '../store/cases.ts'
import { formsHere } from './catalogue.ts'
import type { OpenOffice } from './context.ts'

/** What this person sees of a case that holds these forms. */
export function caseSight(forms: readonly FormRecord[], office: OpenOffice): CaseSight {
  const formHere = formsHere(office)
  return sightOn(
    office.access.role,
    forms.flatMap(({ form, values }) => {
      const definition = formHere(form)
      return definition ? [{ definition, values }] : []
    }),
  )
}

/** Why this person cannot write this case; null when he can. */
export function readOnly(row: CaseRow, sight: CaseSight, { access, self, db }: OpenOffice): CaseFile['readOnly'] {
  if (row.office !== self.office.id) return 'custodian'
  if (!decide(access.role, access.scope, 'case.write').allowed) return 'role'
  const facts = caseFacts(db, row.id)
  if (!facts || !reaches(access.scope, facts)) return 'opened'
  // Writing a story of which one does not know the main part would make it false.
  return sight.narratives ? null : 'reserved'
}
