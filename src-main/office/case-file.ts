import type { CaseFile } from '../contract/cases.ts'
import { LakanaError } from '../contract/errors.ts'
import { type CaseSight, formLevel, seenForm, tellsAll } from '../domain/access/fields.ts'
import { seenValues } from '../domain/access/values.ts'
import { completeness } from '../domain/forms/completeness.ts'
import type { Known } from '../domain/forms/conditions.ts'
import type { FormOf } from '../domain/forms/definitions.ts'
import { fieldsOf, holdsValue } from '../domain/forms/fields.ts'
import { knownOf } from '../domain/forms/known.ts'
import type { FormDefinition, FormValues } from '../domain/forms/types.ts'
import { groupOf } from '../domain/forms/visible.ts'
import { CaseFiles, type FormRecord } from '../store/case-file.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists } from '../store/cases.ts'
import { namesOfPeople } from '../store/people.ts'
import { readOffice } from '../store/self.ts'
import { caseItems } from './case-rows.ts'
import { schedule } from './case-schedule.ts'
import { caseSight, readOnly } from './case-sight.ts'
import { formsHere } from './catalogue.ts'
import type { OpenOffice } from './context.ts'
import { coworkersOf } from './coworkers.ts'
import { transferLine } from './transfer-line.ts'

/** The file of one child as this person may have it: what he may not see does not leave the worker. */
export function caseFile(id: string, office: OpenOffice, today: string): CaseFile {
  const row = new CaseLists(office.db, wholeFile).one(id)
  const files = new CaseFiles(office.db)
  const forms = files.forms(id)
  const notes = files.notes(id)
  const registration = registrationOf(forms)
  const known = knownOf(registration, today)
  const sight = caseSight(forms, office)
  const readable = forms.filter(({ form }) => formLevel(sight, form) !== 'none')
  const mayReadNotes = tellsAll(sight)
  const names = namesOfPeople(office.db, [...readable.map((form) => form.savedBy), ...notes.map((note) => note.person)])
  const [item] = row ? caseItems([row], office, today) : []
  if (!row || !item) throw new LakanaError('case.not-found')
  const why = readOnly(row, sight, office)
  const formHere = formsHere(office)
  return {
    item,
    officeName: readOffice(office.db, row.office)?.name ?? '',
    transfer: seenTransfer(transferLine(id, office), mayReadNotes),
    coworkers: coworkersOf(office, id),
    openedAt: files.openedAt(id),
    editable: why === null,
    readOnly: why,
    known,
    forms: readable.map((form) => ({
      ...seenRecord(form, sight, known, formHere),
      savedBy: names.get(form.savedBy) ?? '',
    })),
    reservedForms: [...new Set(forms.filter((form) => !readable.includes(form)).map(({ form }) => form))],
    notes: mayReadNotes ? notes.map(({ person, ...note }) => ({ ...note, author: names.get(person) ?? '' })) : [],
    reservedNotes: mayReadNotes ? 0 : notes.length,
    narratives: sight.narratives,
    schedule: schedule(row, registration, forms, office, today),
  }
}

/** Reasons are free words, as notes are. */
function seenTransfer(line: CaseFile['transfer'], tells: boolean): CaseFile['transfer'] {
  return line === null || tells ? line : { ...line, refusal: '' }
}

export function registrationOf(forms: readonly FormRecord[]): FormValues {
  return forms.find((form) => form.form === 'registration')?.values ?? {}
}

type SeenRecord = Omit<CaseFile['forms'][number], 'savedBy'>

function seenRecord(
  { id, form, values, withheld, revision, savedAt }: FormRecord,
  sight: CaseSight,
  known: Known,
  formHere: FormOf,
): SeenRecord {
  const definition = formHere(form)
  const base = { id, form, revision, savedAt }
  if (!definition)
    return { ...base, values: {}, completeness: 0, reserved: Object.keys(values).length, partly: [], withheld: [] }
  const seen = seenValues(definition, values, sight)
  return {
    ...base,
    values: seen.values as SeenRecord['values'],
    completeness: Math.round(completeness(seenForm(definition, sight), seen.values, known).ratio * 100),
    reserved: seen.reserved,
    partly: [...seen.partly],
    withheld: fieldsIn(seenForm(definition, sight), withheld),
  }
}

/** The seen questions of these groups, as `RecordValues.withheld` names them. */
function fieldsIn(form: FormDefinition, groups: readonly string[]): string[] {
  return [...fieldsOf(form).values()].filter(holdsValue).flatMap((field) => {
    if (groups.includes(groupOf(field))) return [field.id]
    const cells = (field.fields ?? []).filter((cell) => groups.includes(`${field.id}.${groupOf(cell)}`))
    return cells.map((cell) => `${field.id}.${cell.id}`)
  })
}
