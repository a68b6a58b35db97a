import { randomBytes } from 'node:crypto'
import { LakanaError } from '../contract/errors.ts'
import type { CallParsed } from '../contract/index.ts'
import { normaliseName } from '../domain/forms/normalise.ts'
import { keyOf, mayRetire } from '../domain/lists/content.ts'
import { type ListEdit, withEdits, withoutEdit } from '../domain/lists/edits.ts'
import { whyFixed } from '../domain/lists/fixed.ts'
import { communeOf, isAddedOption, optionId, placeId, questionId } from '../domain/lists/ids.ts'
import { mayAsk, readQuestion } from '../domain/lists/questions.ts'
import { foldName } from '../domain/names/fold.ts'
import { placeByCode } from '../domain/places.ts'
import type { OpenOffice } from './context.ts'
import { type ListDraft, listDraft, listEdits, writeListEdits } from './list-draft.ts'

type Input = CallParsed<'lists.edit'>
type Of<W extends Input['what']> = Extract<Input, { what: W }>

/** Means to lay something down. @throws lists.only-above, lists.fixed, lists.taken, lists.not-yours, call.input */
export function editLists(input: Input, office: OpenOffice): Record<string, never> {
  if (office.self.office.level === 'district') throw new LakanaError('lists.only-above')
  const draft = listDraft(office)
  writeListEdits(office.db, withEdits(draft.edits, meant(input, draft), draft.laid))
  return {}
}

export function takeBackEdit(subject: string | null, { db }: OpenOffice): Record<string, never> {
  writeListEdits(db, subject === null ? [] : withoutEdit(listEdits(db), subject))
  return {}
}

function meant(input: Input, draft: ListDraft): ListEdit[] {
  switch (input.what) {
    case 'option':
      return [anOption(input, draft)]
    case 'places':
      return newPlaces(input, draft)
    case 'place':
      return [correctedPlace(input, draft)]
    case 'question':
      return [aQuestion(input, draft)]
    case 'spelling':
      return [aSpelling(input, draft)]
    case 'state':
      return [aState(input, draft)]
  }
}

function anOption({ list, id, fr, en, reserved }: Of<'option'>, { draft, next }: ListDraft): ListEdit {
  const found = draft.lists.find((each) => each.list === list)
  if (!found) throw new LakanaError('call.input', { fields: ['list'] })
  if (whyFixed(list)) throw new LakanaError('lists.fixed', { list })
  if (id !== null && !next.options.some((each) => each.id === id && each.list === list)) {
    throw new LakanaError('lists.not-yours')
  }
  const label = { fr: aName(fr, 'fr'), en: en.trim() === '' ? '' : aName(en, 'en') }
  refuseTaken(
    [label.fr],
    found.options.flatMap((each) => (each.id === id ? [] : [each.label.fr])),
  )
  return { what: 'option', list, id: id ?? optionId(newRandom(), reserved ?? undefined), ...label }
}

function newPlaces({ commune, kind, names }: Of<'places'>, { draft }: ListDraft): ListEdit[] {
  if (!placeByCode(commune)) throw new LakanaError('call.input', { fields: ['commune'] })
  const written = names.filter((each) => each.trim() !== '').map((each) => aName(each, 'names'))
  if (written.length === 0) throw new LakanaError('call.input', { fields: ['names'] })
  const there = [...draft.places.values()].filter(({ id }) => communeOf(id) === commune).map(({ name }) => name)
  refuseTaken(written, there)
  return written.map((name) => ({ what: 'place', id: placeId(commune, newRandom()), kind, name }))
}

function correctedPlace({ id, kind, name }: Of<'place'>, { draft, next }: ListDraft): ListEdit {
  if (!next.places.some((each) => each.id === id)) throw new LakanaError('lists.not-yours')
  const others = [...draft.places.values()].filter((each) => each.id !== id && communeOf(each.id) === communeOf(id))
  const corrected = aName(name, 'name')
  refuseTaken(
    [corrected],
    others.map((each) => each.name),
  )
  return { what: 'place', id, kind, name: corrected }
}

/** A question once asked keeps its kind: what was answered would be none to another one. */
function aQuestion({ form, section, id, type, fr, en, answers, reserved }: Of<'question'>, all: ListDraft): ListEdit {
  const definition = all.draft.forms.get(form)
  if (!definition?.sections.some((each) => each.id === section))
    throw new LakanaError('call.input', { fields: ['section'] })
  if (!mayAsk(form)) throw new LakanaError('lists.fixed', { form })
  const before = all.next.questions.find((each) => each.id === id && each.form === form)
  if (id !== null && !before) throw new LakanaError('lists.not-yours')
  const label = { fr: aName(fr, 'fr'), en: en.trim() === '' ? '' : aName(en, 'en') }
  const others = definition.sections.flatMap(({ fields }) => fields.filter((each) => each.id !== id))
  refuseTaken(
    [label.fr],
    others.map((each) => each.label.fr),
  )
  const kind = before ?? { id: questionId(newRandom(), reserved ?? undefined), type, answers }
  const asked = readQuestion({ ...kind, form, section, ...label })
  if (!asked) throw new LakanaError('call.input', { fields: ['answers'] })
  return { what: 'question', ...asked }
}

function aSpelling({ place, name, gone }: Of<'spelling'>, { draft, next }: ListDraft): ListEdit {
  const known = placeByCode(place)
  const names = known
    ? [known.name, ...known.aliases]
    : [draft.places.get(place)?.name].filter((each) => each !== undefined)
  if (names.length === 0) throw new LakanaError('call.input', { fields: ['place'] })
  const spelt = aName(name, 'name')
  if (gone && !next.spellings.some((each) => each.place === place && each.name === spelt)) {
    throw new LakanaError('lists.not-yours')
  }
  if (!gone)
    refuseTaken([spelt], [...names, ...draft.spellings.flatMap((each) => (each.place === place ? [each.name] : []))])
  return { what: 'spelling', place, name: spelt, gone }
}

/** Only who has retired something brings it back; answers that are reserved by the program stay, since rights are given by them. */
function aState({ key, retired }: Of<'state'>, { draft, next }: ListDraft): ListEdit {
  const [list = '', id] = key.split('/')
  const option = draft.lists.find((each) => each.list === list)?.options.find((each) => keyOf(list, each.id) === key)
  const isKnown = id === undefined ? draft.places.has(key) || draft.questions.has(key) : option !== undefined
  if (!isKnown) throw new LakanaError('call.input', { fields: ['key'] })
  const isRight = option?.sensitive !== undefined && !isAddedOption(option.id)
  if (!mayRetire(key) || isRight) throw new LakanaError('lists.fixed', { list })
  if (!retired && !next.retired.includes(key)) throw new LakanaError('lists.not-yours')
  return { what: 'state', key, retired }
}

function aName(typed: string, field: string): string {
  const name = normaliseName(typed)
  if (name === '') throw new LakanaError('call.input', { fields: [field] })
  return name
}

/** Names that differ in accents, case and spaces only are one: among `others`, or twice among `names`. */
function refuseTaken(names: readonly string[], others: readonly string[]): void {
  const known = new Set(others.map(foldName))
  const taken = names.filter((each) => {
    const folded = foldName(each)
    const isTaken = known.has(folded)
    known.add(folded)
    return isTaken
  })
  if (taken.length > 0) throw new LakanaError('lists.taken', { names: taken.slice(0, 20) })
}

/** No two offices ever draw the same: 16 hex digits. */
function newRandom(): string {
  return randomBytes(8).toString('hex')
}
