import type { CaseFile } from '../contract/cases.ts'
import { LakanaError } from '../contract/errors.ts'
import type { CallName } from '../contract/index.ts'
import { completeness } from '../domain/forms/completeness.ts'
import { formByName } from '../domain/forms/definitions.ts'
import { knownOf } from '../domain/forms/known.ts'
import type { FormValues } from '../domain/forms/types.ts'
import { placeLabel } from '../domain/places.ts'
import { CaseFiles } from '../store/case-file.ts'
import { CaseLists, type CaseRow } from '../store/cases.ts'
import { CaseHistory } from '../store/history.ts'
import { namesOfPeople } from '../store/people.ts'
import { officeOfReplica } from '../store/replicas.ts'
import { readOffice } from '../store/self.ts'
import { caseItems } from './case-rows.ts'
import { schedule } from './case-schedule.ts'
import { addNote, registerCase, saveForm } from './case-writes.ts'
import type { Handlers, OpenOffice } from './context.ts'
import { likelyChildren } from './likely.ts'
import { todayOf } from './today.ts'

type CasesCall = Extract<CallName, `cases.${string}`>

export const casesHandlers: Handlers<CasesCall> = {
  'cases.list': ({ filters, sort, offset, limit }, { machine }, office) => {
    const today = todayOf(machine)
    const { total, rows } = new CaseLists(office.db).page(filters, office.person.id, today, sort, offset, limit)
    return { total, items: caseItems(rows, office, today) }
  },
  'cases.search': ({ text, limit }, { machine }, office) => ({
    items: caseItems(new CaseLists(office.db).search(text, limit), office, todayOf(machine)),
  }),
  'cases.get': ({ id }, { machine }, office) => caseFile(id, office, todayOf(machine)),
  'cases.history': ({ id, offset, limit }, _context, office) => {
    caseRow(id, office)
    const { total, entries } = new CaseHistory(office.db).page(id, offset, limit)
    const names = namesOfPeople(
      office.db,
      entries.map((entry) => entry.person),
    )
    return {
      total,
      entries: entries.map((entry) => ({
        ...entry,
        items: [...entry.items],
        person: names.get(entry.person) ?? '',
        office: officeOfReplica(office.db, entry.replica, office.self),
      })),
    }
  },
  'cases.likely': ({ sketch, except }, { machine }, office) => ({
    items: likelyChildren(office, sketch, except ?? null, todayOf(machine)),
  }),
  'cases.register': (input, { machine }, office) => registerCase(input, machine, office),
  'cases.saveForm': (input, { machine }, office) => saveForm(input, machine, office),
  'cases.addNote': (input, { machine }, office) => addNote(input, machine, office),
  'cases.facets': (_input, _context, office) => {
    const { total, workers, communes, offices } = new CaseLists(office.db).facets()
    const names = namesOfPeople(
      office.db,
      workers.map((worker) => worker.id),
    )
    return {
      total,
      workers: workers.map(({ id, cases }) => ({ id, cases, name: names.get(id) ?? '' })),
      communes: communes.map(({ id, cases }) => ({ code: id, cases, label: placeLabel(id, 'fr', 'post_2025') })),
      offices: offices.map(({ id, cases }) => ({ id, cases, name: readOffice(office.db, id)?.name ?? '' })),
    }
  },
}

function caseRow(id: string, office: OpenOffice): CaseRow {
  const row = new CaseLists(office.db).one(id)
  if (!row) throw new LakanaError('case.not-found')
  return row
}

function caseFile(id: string, office: OpenOffice, today: string): CaseFile {
  const row = caseRow(id, office)
  const files = new CaseFiles(office.db)
  const forms = files.forms(id)
  const notes = files.notes(id)
  const registration = forms.find((form) => form.form === 'registration')?.values ?? {}
  const names = namesOfPeople(office.db, [...forms.map((form) => form.savedBy), ...notes.map((note) => note.person)])
  const [item] = caseItems([row], office, today)
  if (!item) throw new LakanaError('case.not-found')
  return {
    item,
    officeName: readOffice(office.db, row.office)?.name ?? '',
    openedAt: files.openedAt(id),
    editable: row.office === office.self.office.id,
    forms: forms.map(({ savedBy, values, ...form }) => ({
      ...form,
      values: values as CaseFile['forms'][number]['values'],
      completeness: percent(form.form, values, registration, today),
      savedBy: names.get(savedBy) ?? '',
    })),
    notes: notes.map(({ person, ...note }) => ({ ...note, author: names.get(person) ?? '' })),
    schedule: schedule(row, registration, forms, office, today),
  }
}

function percent(name: string, values: FormValues, registration: FormValues, today: string): number {
  const form = formByName(name)
  return form ? Math.round(completeness(form, values, knownOf(registration, today)).ratio * 100) : 0
}
