import { formDefinitions, optionLists } from '../forms/definitions.ts'
import type { FormDefinition, FormName, Option, OptionList } from '../forms/types.ts'
import { communeIndex, indexPlaces, type PlaceIndex } from '../places.ts'
import { type AddedOption, type AddedPlace, keyOf, type ListsContent, type Spelling } from './content.ts'
import { whyFixed } from './fixed.ts'
import { addedClass } from './ids.ts'
import { type AddedQuestion, formsWith } from './questions.ts'

/** What one office has laid down. */
export interface Layer {
  /** Name of the office. */
  readonly from: string
  readonly content: ListsContent
}

/** Everything that is known of an addition, in force or not. */
export interface Additions {
  readonly options: readonly AddedOption[]
  readonly places: readonly AddedPlace[]
  readonly questions: readonly AddedQuestion[]
}

/** Forms, lists and places as they are in force in an office. */
export interface Catalogue {
  /** All forms in the order of the paper, with the questions added to them. */
  readonly forms: ReadonlyMap<FormName, FormDefinition>
  readonly questions: ReadonlyMap<string, AddedQuestion>
  /** All lists in their order, with what was added and is retired. */
  readonly lists: readonly OptionList[]
  readonly places: ReadonlyMap<string, AddedPlace>
  readonly spellings: readonly Spelling[]
  /** The places that are offered, shipped and added. */
  readonly index: PlaceIndex
  /** `keyOf` an option, or id of a place or a question, and the name of the office that retired it; empty where it is laid down no more. */
  readonly retired: ReadonlyMap<string, string>
  /** Name of the office that added an option, a place or a question. */
  readonly from: ReadonlyMap<string, string>
}

export const shippedCatalogue: Catalogue = {
  forms: byName(formDefinitions),
  questions: new Map(),
  lists: optionLists,
  places: new Map(),
  spellings: [],
  index: communeIndex,
  retired: new Map(),
  from: new Map(),
}

/**
 * The shipped lists with what the offices above have laid down, all of them together: a region takes nothing away from what the national level adds.
 * @param layers from the top down: of two about one id the higher counts
 * @param known what any office was ever heard to add: what is laid down no longer stays readable, retired
 */
export function catalogueOf(layers: readonly Layer[], known: Additions): Catalogue {
  const options = new Map<string, AddedOption>()
  const places = new Map<string, AddedPlace>()
  const questions = new Map<string, AddedQuestion>()
  const from = new Map<string, string>()
  const retired = new Map<string, string>()
  for (const { from: office, content } of layers) {
    for (const each of content.options)
      if (!options.has(each.id)) from.set(each.id, office) && options.set(each.id, each)
    for (const each of content.places) if (!places.has(each.id)) from.set(each.id, office) && places.set(each.id, each)
    for (const each of content.questions)
      if (!questions.has(each.id)) from.set(each.id, office) && questions.set(each.id, each)
    for (const key of content.retired) if (!retired.has(key)) retired.set(key, office)
  }
  for (const each of known.options) {
    if (options.has(each.id)) continue
    options.set(each.id, each)
    retired.set(keyOf(each.list, each.id), '')
  }
  for (const each of known.places) {
    if (places.has(each.id)) continue
    places.set(each.id, each)
    retired.set(each.id, '')
  }
  for (const each of known.questions) {
    if (questions.has(each.id)) continue
    questions.set(each.id, each)
    retired.set(each.id, '')
  }
  const spellings = layers.flatMap(({ content }) => content.spellings)
  let index: PlaceIndex | null = null
  return {
    forms: byName(formsWith([...questions.values()], from, retired)),
    questions,
    lists: optionLists.map((list) => withAdded(list, [...options.values()], retired)),
    places,
    spellings,
    retired,
    from,
    // Thousands of names are folded for it: only where somebody looks for a place.
    get index() {
      index ??= indexPlaces(
        [...places.values()].filter(({ id }) => !retired.has(id)),
        spellings,
      )
      return index
    },
  }
}

function byName(forms: readonly FormDefinition[]): ReadonlyMap<FormName, FormDefinition> {
  return new Map(forms.map((form) => [form.form, form]))
}

/** Answers that stand last in their list, whatever else it has. */
const last: ReadonlySet<string> = new Set(['other', 'other_please_specify', 'others', 'none', 'not_stated', 'unknown'])

/** Added answers come after those of the program, before "other" and "unknown". */
function withAdded(list: OptionList, all: readonly AddedOption[], retired: ReadonlyMap<string, string>): OptionList {
  if (whyFixed(list.list)) return list
  const added = all.filter((each) => each.list === list.list).map(asOption)
  const end = list.options.findLastIndex(({ id }) => !last.has(id)) + 1
  const options = [...list.options.slice(0, end), ...added, ...list.options.slice(end)]
  const marked = options.map((option) =>
    retired.has(keyOf(list.list, option.id)) ? { ...option, retired: true } : option,
  )
  return { ...list, options: marked }
}

function asOption({ id, fr, en }: AddedOption): Option {
  const sensitive = addedClass(id)
  return { id, label: { fr, en: en || fr }, ...(sensitive ? { sensitive } : {}) }
}
