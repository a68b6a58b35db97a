import type { CallName } from '../contract/index.ts'
import { placeLabel } from '../domain/places.ts'
import { CaseLists } from '../store/cases.ts'
import { namesOfPeople } from '../store/people.ts'
import { readOffice } from '../store/self.ts'
import { listsFor } from './access.ts'
import { caseFile } from './case-file.ts'
import { caseHistory } from './case-history.ts'
import { caseItems } from './case-rows.ts'
import { addNote, registerCase, saveForm } from './case-writes.ts'
import type { Handlers } from './context.ts'
import { likelyChildren } from './likely.ts'
import { todayOf } from './today.ts'

type CasesCall = Extract<CallName, `cases.${string}`>

export const casesHandlers: Handlers<CasesCall> = {
  'cases.list': ({ filters, sort, offset, limit }, { machine }, office) => {
    const today = todayOf(machine)
    const { total, rows } = new CaseLists(office.db, listsFor(office)).page(
      filters,
      office.person.id,
      today,
      sort,
      offset,
      limit,
    )
    return { total, items: caseItems(rows, office, today) }
  },
  'cases.search': ({ text, limit }, { machine }, office) => ({
    items: caseItems(new CaseLists(office.db, listsFor(office)).search(text, limit), office, todayOf(machine)),
  }),
  'cases.get': ({ id }, { machine }, office) => caseFile(id, office, todayOf(machine)),
  'cases.history': (input, _context, office) => caseHistory(input, office),
  'cases.likely': ({ sketch, except }, { machine }, office) => ({
    items: likelyChildren(office, sketch, except ?? null, todayOf(machine)),
  }),
  'cases.register': (input, { machine }, office) => registerCase(input, machine, office),
  'cases.saveForm': (input, { machine }, office) => saveForm(input, machine, office),
  'cases.addNote': (input, { machine }, office) => addNote(input, machine, office),
  'cases.facets': (_input, _context, office) => {
    const { total, workers, communes, offices } = new CaseLists(office.db, listsFor(office)).facets()
    const names = namesOfPeople(
      office.db,
      workers.map((worker) => worker.id),
    )
    return {
      total,
      workers: workers.map(({ id, cases }) => ({ id, cases, name: names.get(id) ?? '' })),
      communes: communes.map(({ id, cases }) => ({ code: id, cases, label: placeLabel(id, 'post_2025') })),
      offices: offices.map(({ id, cases }) => ({ id, cases, name: readOffice(office.db, id)?.name ?? '' })),
    }
  },
}
