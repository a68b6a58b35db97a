import { LakanaError } from '../contract/errors.ts'
import type { CallOutput, CallParsed } from '../contract/index.ts'
import { type CaseSight, formLevel, mayRegister, seenForm } from '../domain/access/fields.ts'
import { seenValues, withUnseen, writesReserved, writtenForm } from '../domain/access/values.ts'
import { formatCaseCode } from '../domain/case-code.ts'
import { formDrafts } from '../domain/cases/form-drafts.ts'
import { linkDrafts } from '../domain/cases/link-drafts.ts'
import { openingDrafts } from '../domain/cases/opening-drafts.ts'
import { knownOf } from '../domain/forms/known.ts'
import type { FormDefinition, FormValues } from '../domain/forms/types.ts'
import { normaliseText, validateForm } from '../domain/forms/validate.ts'
import { droppedValues, keptValues } from '../domain/forms/visible.ts'
import type { Draft } from '../domain/ledger/types.ts'
import type { Catalogue } from '../domain/lists/catalogue.ts'
import { newlyRetired } from '../domain/lists/retired.ts'
import { CaseFiles } from '../store/case-file.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists } from '../store/cases.ts'
import type { Author } from '../store/compose.ts'
import { dropDraft } from '../store/drafts.ts'
import { pcLetter } from '../store/incarnation.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { registrationOf } from './case-file.ts'
import { caseSight, readOnly } from './case-sight.ts'
import { catalogue } from './catalogue.ts'
import type { Machine, OpenOffice } from './context.ts'
import { newId } from './new-id.ts'
import { timeOf, todayOf } from './today.ts'

type Register = CallParsed<'cases.register'>
type Save = CallParsed<'cases.saveForm'>

/** Opens a case: its record, consent 1A and registration 1B, in one change. */
export function registerCase(input: Register, machine: Machine, office: OpenOffice): CallOutput<'cases.register'> {
  const today = todayOf(machine)
  const { role } = office.access
  if (!mayRegister(role)) throw new LakanaError('form.read-only', { form: 'registration' })
  const typed = { registration: input.registration as FormValues, consent: input.consent as FormValues }
  const sight = { ...role, narratives: true }
  const known = catalogue(office)
  const written = (name: 'registration' | 'consent'): FormDefinition => {
    const definition = seenForm(form(name, known), sight)
    if (writesReserved(definition, typed[name], sight)) throw new LakanaError('form.reserved', { form: name })
    return definition
  }
  const registration = accept(written('registration'), typed.registration, typed.registration, today)
  const consent = accept(written('consent'), typed.consent, registration.values, today)
  refuseRetired(form('registration', known), {}, registration.values, known)
  refuseRetired(form('consent', known), {}, consent.values, known)
  const ids = { case: newId(), consent: newId(), registration: newId() }
  const code = takeCode(office, today)
  const drafts = openingDrafts({
    ids,
    code,
    office: office.self.office.id,
    worker: office.person.id,
    today,
    consent: consent.values,
    registration: registration.values,
    definitions: (name) => known.forms.get(name),
  })
  const apart = input.notSame.flatMap((other) => linkDrafts(newId(), ids.case, other, 'different', ''))
  office.ledger.append(author(machine, office), [...drafts, ...apart], () => {
    countCode(office, today)
    if (input.draft) dropDraft(office.db, office.person.id, input.draft)
  })
  return { id: ids.case, code, dropped: [...consent.dropped, ...registration.dropped] }
}

/**
 * Saves a form whole: writes only the field groups that differ from what is there. What the person may not see stays as it is; an attempt
 * to write it is refused. Nothing that he sees depends on it (`seenForm`), so that the checks of the seen form are those of the whole.
 */
export function saveForm(input: Save, machine: Machine, office: OpenOffice): CallOutput<'cases.saveForm'> {
  const files = new CaseFiles(office.db)
  const forms = files.forms(input.caseId)
  const sight = caseSight(forms, office)
  refuseReadOnly(input, sight, office)
  const existing = input.formId === null ? null : files.form(input.formId)
  if (input.formId !== null && (existing?.caseId !== input.caseId || existing.form !== input.form)) {
    throw new LakanaError('case.not-found')
  }
  if (existing && existing.revision !== input.revision) throw new LakanaError('case.changed-since')
  const known = catalogue(office)
  const definition = form(input.form, known)
  const before = existing?.values ?? {}
  const written = writtenForm(definition, seenValues(definition, before, sight), sight)
  const values = input.values as FormValues
  if (writesReserved(written, values, sight)) throw new LakanaError('form.reserved', { form: input.form })
  const today = todayOf(machine)
  const registration =
    input.form === 'registration' ? withUnseen(definition, before, values, sight) : registrationOf(forms)
  const accepted = accept(written, values, registration, today)
  refuseRetired(definition, before, accepted.values, known)
  const formId = input.formId ?? newId()
  const opening: Draft[] = existing ? [] : [{ t: 'new', r: formId, k: 'form', p: input.caseId, f: input.form }]
  const drafts = formDrafts(definition, formId, before, withUnseen(definition, before, accepted.values, sight))
  office.ledger.append(author(machine, office), [...opening, ...drafts])
  if (input.draft) dropDraft(office.db, office.person.id, input.draft)
  const saved = files.form(formId)
  return {
    formId,
    revision: saved?.revision ?? '',
    savedAt: timeOf(machine),
    changed: drafts.length,
    dropped: accepted.dropped,
  }
}

function refuseReadOnly({ caseId, form: name }: Save, sight: CaseSight, office: OpenOffice): void {
  const row = new CaseLists(office.db, wholeFile).one(caseId)
  if (!row) throw new LakanaError('case.not-found')
  const why = readOnly(row, sight, office)
  if (why === 'custodian') throw new LakanaError('case.not-yours-to-edit')
  if (why === 'reserved') throw new LakanaError('form.reserved', { form: name })
  if (why !== null || formLevel(sight, name) !== 'write') throw new LakanaError('form.read-only', { form: name })
}

export function addNote(
  input: CallParsed<'cases.addNote'>,
  machine: Machine,
  office: OpenOffice,
): CallOutput<'cases.addNote'> {
  const row = new CaseLists(office.db, wholeFile).one(input.caseId)
  if (!row) throw new LakanaError('case.not-found')
  if (row.office !== office.self.office.id) throw new LakanaError('case.not-yours-to-edit')
  const text = normaliseText(input.text, { multiline: true })
  if (text === '') throw new LakanaError('note.empty')
  const id = newId()
  office.ledger.append(author(machine, office), [
    { t: 'new', r: id, k: 'note', p: input.caseId },
    { t: 'set', r: id, g: 'text', value: { text } },
  ])
  return { id }
}

function form(name: string, { forms }: Catalogue): FormDefinition {
  const definition = forms.get(name)
  if (!definition) throw new LakanaError('form.unknown')
  return definition
}

/** The same validator as the window's: what it refused there is refused here. Hidden values are dropped. */
function accept(
  definition: FormDefinition,
  values: FormValues,
  registration: FormValues,
  today: string,
): { values: FormValues; dropped: string[] } {
  const known = knownOf(registration, today)
  const checked = validateForm(definition, values, { today, known })
  const errors = checked.problems.filter((problem) => problem.severity === 'error')
  if (errors.length > 0) {
    throw new LakanaError('form.invalid', {
      form: definition.form,
      fields: errors.slice(0, 20).map((problem) => problem.field),
      problems: errors.slice(0, 20).map((problem) => problem.code),
    })
  }
  const kept = keptValues(definition, checked.values, known)
  return { values: kept, dropped: [...droppedValues(definition, checked.values, known, kept)] }
}

/** An answer that is offered no longer stays where it was, and is not given anew. */
function refuseRetired(
  definition: FormDefinition,
  before: FormValues,
  after: FormValues,
  { retired }: Catalogue,
): void {
  const fields = newlyRetired(definition, before, after, retired)
  if (fields.length > 0) throw new LakanaError('form.retired', { form: definition.form, fields: fields.slice(0, 20) })
}

export function author(machine: Machine, office: OpenOffice): Author {
  const { id, role } = office.person
  return { person: id, role, time: timeOf(machine), doubt: machine.correction.doubt }
}

/** The next case code of the year that `today` lies in; `countCode` counts it as used. */
export function takeCode(office: OpenOffice, today: string): string {
  const year = Number(today.slice(0, 4))
  const number = readSetting(office.db, counter(today), 0) + 1
  return formatCaseCode(office.self.office.code, year, number, pcLetter(office.db))
}

export function countCode(office: OpenOffice, today: string): void {
  writeSetting(office.db, counter(today), readSetting(office.db, counter(today), 0) + 1)
}

function counter(today: string): string {
  return `case-number-${today.slice(0, 4)}`
}
