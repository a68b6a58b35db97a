import type { CallOutput, CallParsed } from '../contract/index.ts'
import { type CaseSight, formLevel, seenForm, tellsAll } from '../domain/access/fields.ts'
import { seenValue, seenValues } from '../domain/access/values.ts'
import type { FormOf } from '../domain/forms/definitions.ts'
import { fieldsOf, isFilled } from '../domain/forms/fields.ts'
import type { Field, FieldValue, FormDefinition } from '../domain/forms/types.ts'
import { groupOf } from '../domain/forms/visible.ts'
import { sameValue } from '../domain/ledger/canonical.ts'
import type { Json } from '../domain/ledger/types.ts'
import { CaseFiles } from '../store/case-file.ts'
import { CaseHistory, type HistoryEntry, type HistoryItem } from '../store/history.ts'
import { namesOfPeople } from '../store/people.ts'
import { officeOfReplica } from '../store/replicas.ts'
import { readOffice } from '../store/self.ts'
import { caseSight } from './case-sight.ts'
import { formsHere } from './catalogue.ts'
import type { OpenOffice } from './context.ts'

/** What happened to a case, as far as this person may know: the rest is counted. */
export function caseHistory(
  { id, offset, limit }: CallParsed<'cases.history'>,
  office: OpenOffice,
): CallOutput<'cases.history'> {
  const { total, entries } = new CaseHistory(office.db).page(id, offset, limit)
  return { total, entries: toldEntries(id, entries, office) }
}

/** These entries of a case's history as this person may have them, with names. */
export function toldEntries(
  id: string,
  entries: readonly HistoryEntry[],
  office: OpenOffice,
): CallOutput<'cases.history'>['entries'] {
  const sight = caseSight(new CaseFiles(office.db).forms(id), office)
  const formHere = formsHere(office)
  const names = namesOfPeople(
    office.db,
    entries.flatMap((entry) => [entry.person, ...entry.items.flatMap(peopleIn)]),
  )
  return entries.map((entry) => {
    const items = entry.items
      .flatMap((item) => seenItem(item, sight, formHere))
      .map((item) => withNames(item, names, office))
    return {
      ...entry,
      items,
      reserved: entry.items.length - items.length,
      person: names.get(entry.person) ?? '',
      office: officeOfReplica(office.db, entry.replica, office.self),
    }
  })
}

function seenItem(item: HistoryItem, sight: CaseSight, formHere: FormOf): HistoryItem[] {
  // Reasons are free words, as notes are.
  const step = tellsAll(sight) ? item : { ...item, reason: null }
  if (step.kind === 'note') return [tellsAll(sight) ? step : { ...step, from: null, to: null }]
  // Why a case was handed over may tell of the child, too.
  if (step.form === null) return (step.field === 'reason' || step.field === 'refusal') && !tellsAll(sight) ? [] : [step]
  const definition = formHere(step.form)
  if (!definition || formLevel(sight, step.form) === 'none') return []
  if (step.field === null) return [step]
  const seen = seenForm(definition, sight)
  if (step.withheld) return withheldStep(step, seen)
  if (step.kind === 'taken-back') return seenTakingBack(step, seen)
  const field = fieldsOf(seen).get(step.field)
  const told = step.cell === null ? field : field?.fields?.find(({ id }) => id === step.cell)
  if (!told) return []
  const [from, to] = [seenStep(told, step.from, sight), seenStep(told, step.to, sight)]
  // A change that looks like none once its reserved answers are gone is kept back whole.
  const silent = sameValue(from, to) && !sameValue(step.from as Json, step.to as Json)
  return silent ? [] : [{ ...step, from, to }]
}

/** Told by the first question of its group that the person sees. */
function seenTakingBack(step: HistoryItem, form: FormDefinition): HistoryItem[] {
  const field = [...fieldsOf(form).values()].find((each) => groupOf(each) === step.field)
  return field ? [{ ...step, field: field.id }] : []
}

/** The same where the value itself is not here. */
function withheldStep(step: HistoryItem, form: FormDefinition): HistoryItem[] {
  if (step.cell === null) return seenTakingBack(step, form)
  const cell = fieldsOf(form)
    .get(step.field ?? '')
    ?.fields?.find((each) => groupOf(each) === step.cell)
  return cell ? [{ ...step, cell: cell.id }] : []
}

function seenStep(field: Field, value: unknown, sight: CaseSight): Json {
  const seen = value === null ? null : (seenValue(field, value as FieldValue, sight) ?? null)
  return isFilled(seen) ? (seen as Json) : null
}

/** People whom a line of the history is about: who had the case and who got it, or a co-worker. */
function peopleIn({ kind, form, field, from, to, row }: HistoryItem): string[] {
  if (form !== null || kind === 'referral' || kind === 'word') return []
  if (field === 'worker') return [from, to].filter((each) => typeof each === 'string')
  return field === 'coworkers' && row !== null ? [row] : []
}

function withNames(item: HistoryItem, names: ReadonlyMap<string, string>, office: OpenOffice): HistoryItem {
  if (item.kind === 'word')
    return { ...item, to: typeof item.to === 'string' ? officeOfReplica(office.db, item.to, office.self) : '' }
  const { db } = office
  if (item.kind === 'referral' && item.field === 'to')
    return { ...item, to: typeof item.to === 'string' ? (readOffice(db, item.to)?.name ?? '') : null }
  if (item.form === null && item.field === 'office') {
    const called = (id: unknown): string | null => (typeof id === 'string' ? (readOffice(db, id)?.name ?? '') : null)
    return { ...item, from: called(item.from), to: called(item.to) }
  }
  if (peopleIn(item).length === 0) return item
  if (item.field === 'coworkers') return { ...item, to: names.get(item.row ?? '') ?? '' }
  const name = (id: unknown): string | null => (typeof id === 'string' ? (names.get(id) ?? '') : null)
  return { ...item, from: name(item.from), to: name(item.to) }
}

/** Does this person see a file where a form of the case names it, now or in a step of its history? */
export function seesFile(caseId: string, sha256: string, office: OpenOffice): boolean {
  const forms = new CaseFiles(office.db).forms(caseId)
  const sight = caseSight(forms, office)
  const formHere = formsHere(office)
  const names = (value: unknown): boolean => JSON.stringify(value).includes(sha256)
  const seen = forms.flatMap(({ form, values }) => {
    const definition = formLevel(sight, form) === 'none' ? undefined : formHere(form)
    return definition ? [seenValues(definition, values, sight).values] : []
  })
  if (seen.some(names)) return true
  const { entries } = new CaseHistory(office.db).page(caseId, 0, Number.MAX_SAFE_INTEGER)
  return entries.some(({ items }) => items.some((item) => names(item) && seenItem(item, sight, formHere).some(names)))
}
