import { formByName } from '../forms/definitions.ts'
import type { FormDefinition, FormValues } from '../forms/types.ts'
import type { Draft, Id } from '../ledger/types.ts'
import { formDrafts } from './form-drafts.ts'

export interface Opening {
  /** New ids of the case's record and of its first two forms. */
  readonly ids: { readonly case: Id; readonly consent: Id; readonly registration: Id }
  readonly code: string
  readonly office: Id
  readonly worker: Id
  /** Day the case opens. */
  readonly today: string
  readonly consent: FormValues
  readonly registration: FormValues
}

/** What the ledger must write to open a case: its record, consent 1A and registration 1B, for one change. */
export function openingDrafts({ ids, code, office, worker, today, consent, registration }: Opening): Draft[] {
  return [
    { t: 'new', r: ids.case, k: 'case' },
    { t: 'set', r: ids.case, g: 'code', value: { code } },
    { t: 'set', r: ids.case, g: 'office', value: { office } },
    { t: 'set', r: ids.case, g: 'status', value: { status: 'open', status_on: today } },
    { t: 'set', r: ids.case, g: 'worker', value: { worker } },
    ...newForm(ids.case, ids.consent, 'consent', consent),
    ...newForm(ids.case, ids.registration, 'registration', registration),
  ]
}

/** A form's record and what it holds, in a case that is already there. Throws a RangeError for a form that does not exist. */
export function newForm(caseId: Id, formId: Id, name: string, values: FormValues): Draft[] {
  return [{ t: 'new', r: formId, k: 'form', p: caseId, f: name }, ...formDrafts(definition(name), formId, {}, values)]
}

function definition(name: string): FormDefinition {
  const form = formByName(name)
  if (!form) throw new RangeError(`no form ${name}`)
  return form
}
