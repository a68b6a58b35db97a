import { canonical } from '../ledger/canonical.ts'
import type { Json } from '../ledger/types.ts'
import type { AddedOption, AddedPlace, ListsContent, Spelling } from './content.ts'
import type { AddedQuestion } from './questions.ts'

/** One thing that an office means to lay down, beside what it has laid down already. */
export type ListEdit =
  | ({ readonly what: 'option' } & AddedOption)
  | ({ readonly what: 'place' } & AddedPlace)
  | ({ readonly what: 'question' } & AddedQuestion)
  /** `gone`: it is a spelling no longer. */
  | ({ readonly what: 'spelling'; readonly gone: boolean } & Spelling)
  /** `key`: of an option (`keyOf`), or the id of a place or a question. */
  | { readonly what: 'state'; readonly key: string; readonly retired: boolean }

/** What an edit is about: a later one about the same takes its place. */
export function subjectOf(edit: ListEdit): string {
  switch (edit.what) {
    case 'option':
      return `option ${edit.list}/${edit.id}`
    case 'place':
      return `place ${edit.id}`
    case 'question':
      return `question ${edit.id}`
    case 'spelling':
      return `spelling ${edit.place} ${edit.name}`
    case 'state':
      return `state ${edit.key}`
  }
}

/** The edits with some more; none is left about a thing that is again as `laid` has it. */
export function withEdits(edits: readonly ListEdit[], more: readonly ListEdit[], laid: ListsContent): ListEdit[] {
  const all = new Map([...edits, ...more].map((edit) => [subjectOf(edit), edit]))
  return [...all.values()].filter((edit) => !changesNothing(edit, laid))
}

/** The edits without one, and without what was said of a thing that came with it. */
export function withoutEdit(edits: readonly ListEdit[], subject: string): ListEdit[] {
  const taken = edits.find((each) => subjectOf(each) === subject)
  const about = taken === undefined ? null : keyIn(taken)
  return edits.filter((each) => {
    if (subjectOf(each) === subject) return false
    return (
      about === null ||
      !((each.what === 'state' && each.key === about) || (each.what === 'spelling' && each.place === about))
    )
  })
}

/** Of what comes with an edit, the key by which others speak of it. */
function keyIn(edit: ListEdit): string | null {
  if (edit.what === 'option') return `${edit.list}/${edit.id}`
  return edit.what === 'place' || edit.what === 'question' ? edit.id : null
}

/** What an office would lay down now: nothing that it has laid down before is ever left out, retired at most. */
export function applyEdits(laid: ListsContent, edits: readonly ListEdit[]): ListsContent {
  const options = new Map(laid.options.map((each) => [each.id, each]))
  const places = new Map(laid.places.map((each) => [each.id, each]))
  const questions = new Map(laid.questions.map((each) => [each.id, each]))
  const spellings = new Map(laid.spellings.map((each) => [`${each.place} ${each.name}`, each]))
  const retired = new Set(laid.retired)
  for (const edit of edits) {
    switch (edit.what) {
      case 'option':
        options.set(edit.id, { list: edit.list, id: edit.id, fr: edit.fr, en: edit.en })
        break
      case 'place':
        places.set(edit.id, { id: edit.id, kind: edit.kind, name: edit.name })
        break
      case 'question':
        questions.set(edit.id, questionIn(edit))
        break
      case 'spelling':
        if (edit.gone) spellings.delete(`${edit.place} ${edit.name}`)
        else spellings.set(`${edit.place} ${edit.name}`, { place: edit.place, name: edit.name })
        break
      case 'state':
        if (edit.retired) retired.add(edit.key)
        else retired.delete(edit.key)
    }
  }
  return {
    options: [...options.values()],
    places: [...places.values()],
    spellings: [...spellings.values()],
    questions: [...questions.values()],
    retired: [...retired],
  }
}

function changesNothing(edit: ListEdit, laid: ListsContent): boolean {
  switch (edit.what) {
    case 'option':
      return laid.options.some(({ id, fr, en }) => id === edit.id && fr === edit.fr && en === edit.en)
    case 'place':
      return laid.places.some(({ id, kind, name }) => id === edit.id && kind === edit.kind && name === edit.name)
    case 'question':
      return laid.questions.some(
        (each) => canonical({ ...each } as Json) === canonical({ ...questionIn(edit) } as Json),
      )
    case 'spelling':
      return laid.spellings.some(({ place, name }) => place === edit.place && name === edit.name) !== edit.gone
    case 'state':
      return laid.retired.includes(edit.key) === edit.retired
  }
}

function questionIn({ id, form, section, type, fr, en, answers }: AddedQuestion): AddedQuestion {
  return { id, form, section, type, fr, en, answers }
}
