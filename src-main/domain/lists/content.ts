import type { Json } from '../ledger/types.ts'
import { isText } from './content-text.ts'
import { whyFixed } from './fixed.ts'
import { communeOf, isAddedOption, isAddedPlace, isAddedQuestion } from './ids.ts'
import { type AddedQuestion, readQuestion } from './questions.ts'

export const placeKinds = ['village', 'sector', 'site'] as const
export type PlaceKind = (typeof placeKinds)[number]

/** An answer added to a list. `en` is empty where nobody has translated it. */
export interface AddedOption {
  readonly list: string
  readonly id: string
  readonly fr: string
  readonly en: string
}

/** A place added to a commune; its id says to which. */
export interface AddedPlace {
  readonly id: string
  readonly kind: PlaceKind
  readonly name: string
}

/** Another name by which a place, shipped or added, is found. */
export interface Spelling {
  readonly place: string
  readonly name: string
}

/** What one office lays down, whole: its own additions, and what is offered or asked no longer (`keyOf` an option, id of a place or a question). */
export interface ListsContent {
  readonly options: readonly AddedOption[]
  readonly places: readonly AddedPlace[]
  readonly spellings: readonly Spelling[]
  readonly questions: readonly AddedQuestion[]
  readonly retired: readonly string[]
}

export const emptyLists: ListsContent = { options: [], places: [], spellings: [], questions: [], retired: [] }

/** Characters of a label or a name, at most. */
export const maxLabel = 120

/** An option among those of all lists. */
export function keyOf(list: string, id: string): string {
  return `${list}/${id}`
}

/** What a document says, as far as this program understands it: the rest is left out, so that one word of a later version holds nothing up. */
export function readLists(content: Json): ListsContent {
  const all = { ...(content as object | null) } as Readonly<Record<keyof ListsContent, unknown>>
  return {
    options: objects(all.options).flatMap((each) => readOption(each) ?? []),
    places: objects(all.places).flatMap((each) => readPlace(each) ?? []),
    spellings: objects(all.spellings).flatMap((each) => readSpelling(each) ?? []),
    questions: objects(all.questions).flatMap((each) => readQuestion(each) ?? []),
    retired: array(all.retired).flatMap((each) => (isText(each, 200) && mayRetire(each) ? [each] : [])),
  }
}

function readOption({ list, id, fr, en }: Partial<Record<keyof AddedOption, unknown>>): AddedOption | null {
  if (typeof list !== 'string' || whyFixed(list) || typeof id !== 'string' || !isAddedOption(id)) return null
  return isText(fr, maxLabel) && (en === '' || isText(en, maxLabel)) ? { list, id, fr, en } : null
}

function readPlace({ id, kind, name }: Partial<Record<keyof AddedPlace, unknown>>): AddedPlace | null {
  const known = placeKinds.find((each) => each === kind)
  return typeof id === 'string' && isAddedPlace(id) && known && isText(name, maxLabel)
    ? { id, kind: known, name }
    : null
}

function readSpelling({ place, name }: Partial<Record<keyof Spelling, unknown>>): Spelling | null {
  return typeof place === 'string' && /^BF\d{6}$/.test(communeOf(place)) && isText(name, maxLabel)
    ? { place, name }
    : null
}

function array(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function objects(value: unknown): readonly object[] {
  return array(value).filter((each) => typeof each === 'object' && each !== null)
}

/** Communes, and the answers by which rules decide, are offered always. */
export function mayRetire(key: string): boolean {
  const [list = '', id] = key.split('/')
  return id === undefined ? isAddedPlace(key) || isAddedQuestion(key) : whyFixed(list) === null
}
