import { LakanaError } from '../contract/errors.ts'
import type { CallOutput } from '../contract/index.ts'
import type { Catalogue } from '../domain/lists/catalogue.ts'
import { keyOf } from '../domain/lists/content.ts'
import { type ListEdit, subjectOf } from '../domain/lists/edits.ts'
import { whyFixed } from '../domain/lists/fixed.ts'
import { addedQuestionClass, communeOf, isAddedOption, isAddedPlace, isAddedQuestion } from '../domain/lists/ids.ts'
import { mayAsk } from '../domain/lists/questions.ts'
import { type Division, placeByCode, placeLabel, places } from '../domain/places.ts'
import { readOffice } from '../store/self.ts'
import { readSetting } from '../store/settings.ts'
import { layersOf } from './catalogue.ts'
import type { Handlers, OpenOffice } from './context.ts'
import { type ListDraft, listDraft } from './list-draft.ts'
import { editLists, takeBackEdit } from './list-edits.ts'

type ListsCall = 'lists.get' | 'lists.options' | 'lists.places' | 'lists.questions' | 'lists.edit' | 'lists.takeBack'
type Told = CallOutput<'lists.get'>

export const listsHandlers: Handlers<ListsCall> = {
  'lists.get': (_input, _context, office) => {
    const draft = listDraft(office)
    const { id, level } = office.self.office
    return {
      above: level !== 'district',
      laid: layersOf(office).map((each) => ({
        from: each.from,
        level: readOffice(office.db, each.office)?.level ?? level,
        version: each.version,
        at: each.issuedAt,
        own: each.office === id,
      })),
      lists: draft.draft.lists.map(({ list, options }) => ({
        list,
        options: options.length,
        added: options.filter((each) => isAddedOption(each.id)).length,
        retired: options.filter((each) => each.retired).length,
        fixed: whyFixed(list),
      })),
      forms: [...draft.draft.forms.keys()].map((form) => ({
        form,
        questions: [...draft.draft.questions.values()].filter((each) => each.form === form).length,
        open: mayAsk(form),
      })),
      communes: communesOf(draft.draft, office),
      edits: draft.edits.map((edit) => told(edit, draft, divisionOf(office))),
    }
  },

  'lists.options': ({ list }, _context, office) => {
    const all = listDraft(office)
    const found = all.draft.lists.find((each) => each.list === list)
    if (!found) throw new LakanaError('call.input', { fields: ['list'] })
    return found.options.map(({ id, label, sensitive }) => ({
      id,
      fr: label.fr,
      en: label.en,
      reserved: sensitive !== undefined,
      own: all.next.options.some((each) => each.id === id),
      from: isAddedOption(id) ? (all.draft.from.get(id) ?? '') : null,
      ...standing(keyOf(list, id), `option ${keyOf(list, id)}`, all),
    }))
  },

  'lists.places': ({ commune }, _context, office) => {
    if (!placeByCode(commune)) throw new LakanaError('call.input', { fields: ['commune'] })
    const all = listDraft(office)
    const { draft, next } = all
    const spelt = (place: string) => draft.spellings.filter((each) => each.place === place)
    return {
      places: [...draft.places.values()]
        .filter(({ id }) => communeOf(id) === commune)
        .sort((a, b) => a.name.localeCompare(b.name, 'fr'))
        .map(({ id, kind, name }) => ({
          id,
          kind,
          name,
          spellings: spelt(id).map((each) => each.name),
          own: next.places.some((each) => each.id === id),
          from: draft.from.get(id) ?? '',
          ...standing(id, `place ${id}`, all),
        })),
      spellings: spelt(commune).map(({ name }) => ({
        name,
        own: next.spellings.some((each) => each.place === commune && each.name === name),
        pending: all.edits.some((each) => each.what === 'spelling' && each.place === commune && each.name === name),
      })),
    }
  },

  'lists.questions': ({ form }, _context, office) => {
    const all = listDraft(office)
    const definition = all.draft.forms.get(form)
    if (!definition) throw new LakanaError('call.input', { fields: ['form'] })
    const fields = definition.sections.flatMap(({ id: section, fields }) => fields.map(({ id }) => ({ section, id })))
    return fields.flatMap(({ section, id }) => {
      const asked = all.draft.questions.get(id)
      if (!asked) return []
      return {
        ...asked,
        section,
        reserved: addedQuestionClass(id) ?? null,
        own: all.next.questions.some((each) => each.id === id),
        from: all.draft.from.get(id) ?? '',
        ...standing(id, `question ${id}`, all),
      }
    })
  },

  'lists.edit': (input, _context, office) => editLists(input, office),
  'lists.takeBack': ({ subject }, _context, office) => takeBackEdit(subject, office),
}

function standing(key: string, subject: string, { draft, next, edits }: ListDraft) {
  return {
    retiredBy: draft.retired.get(key) ?? null,
    retiredHere: next.retired.includes(key),
    pending: edits.some((edit) => subjectOf(edit) === subject || (edit.what === 'state' && edit.key === key)),
  }
}

function communesOf({ places: added }: Catalogue, office: OpenOffice): Told['communes'] {
  const division = divisionOf(office)
  const counts = Map.groupBy(added.keys(), communeOf)
  const home = placeByCode(office.self.office.place)
  return places.map((place) => ({
    code: place.pcode,
    name: place.name,
    province: place.province[division].name,
    region: place.region[division].name,
    near: place.region[division].code === home?.region[division].code,
    places: counts.get(place.pcode)?.length ?? 0,
  }))
}

/** An edit in words. */
function told(edit: ListEdit, { laid, draft }: ListDraft, division: Division): Told['edits'][number] {
  const about = { subject: subjectOf(edit), list: null, form: null, where: '' }
  const at = (code: string): string => placeLabel(code, division, draft.places.get(code)?.name)
  switch (edit.what) {
    case 'option': {
      const state = laid.options.some(({ id }) => id === edit.id) ? 'corrected' : 'new'
      return { ...about, state, fr: edit.fr, en: edit.en, list: edit.list }
    }
    case 'place': {
      const state = laid.places.some(({ id }) => id === edit.id) ? 'corrected' : 'new'
      return { ...about, state, fr: edit.name, en: edit.name, where: at(communeOf(edit.id)) }
    }
    case 'question': {
      const state = laid.questions.some(({ id }) => id === edit.id) ? 'corrected' : 'new'
      return { ...about, state, fr: edit.fr, en: edit.en, form: edit.form }
    }
    case 'spelling': {
      const state = edit.gone ? 'spelling-gone' : 'spelling'
      return { ...about, state, fr: edit.name, en: edit.name, where: at(edit.place) }
    }
    case 'state': {
      const state = edit.retired ? 'retired' : 'back'
      if (isAddedPlace(edit.key)) {
        const name = draft.places.get(edit.key)?.name ?? ''
        return { ...about, state, fr: name, en: name, where: at(communeOf(edit.key)) }
      }
      const asked = isAddedQuestion(edit.key) ? draft.questions.get(edit.key) : undefined
      if (asked) return { ...about, state, fr: asked.fr, en: asked.en, form: asked.form }
      const [list = '', id] = edit.key.split('/')
      const label = draft.lists.find((each) => each.list === list)?.options.find((each) => each.id === id)?.label
      return { ...about, state, fr: label?.fr ?? '', en: label?.en ?? '', list }
    }
  }
}

function divisionOf({ db }: OpenOffice): Division {
  return readSetting<Division>(db, 'division', 'post_2025')
}
