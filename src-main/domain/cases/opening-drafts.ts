import { type FormOf, formByName } from '../forms/definitions.ts'
import type { FormName, FormValues } from '../forms/types.ts'
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
  /** The forms as they are asked where the case is opened; as they came with the program where it is left out. */
  readonly definitions?: FormOf | undefined
}

/** What the ledger must write to open a case: its record, consent 1A and registration 1B, for one change. */
export function openingDrafts(opening: Opening): Draft[] {
  const { ids, code, office, worker, today, consent, registration, definitions } = opening
  return [
    { t: 'new', r: ids.case, k: 'case' },
    { t: 'set', r: ids.case, g: 'code', value: { code } },
    { t: 'set', r: ids.case, g: 'office', value: { office } },
    { t: 'set', r: ids.case, g: 'status', value: { status: 'open', status_on: today } },
    { t: 'set', r: ids.case, g: 'worker', value: { worker } },
    ...newForm(ids.case, ids.consent, 'consent', consent, definitions),
    ...newForm(ids.case, ids.registration, 'registration', registration, definitions),
  ]
}

/** A form's record and what it holds, in a case that is already there. Throws a RangeError for a form that does not exist. */
export function newForm(
  caseId: Id,
  formId: Id,
  name: FormName,
  values: FormValues,
  definitions: FormOf = formByName,
): Draft[] {
  const form = definitions(name)
  if (!form) throw new RangeError(`no form ${name}`)
  return [{ t: 'new', r: formId, k: 'form', p: caseId, f: name }, ...formDrafts(form, formId, {}, values)]
}
