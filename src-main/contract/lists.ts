import * as z from 'zod'
import { level, nothing } from './common.ts'
import { call } from './define.ts'

/** As `domain/lists`. */
export const addedClasses = ['sexual', 'armed'] as const
export const questionClasses = ['sexual', 'armed', 'hiv'] as const
export const questionTypes = ['text', 'longText', 'integer', 'date', 'yesNoUnknown', 'oneOf', 'severalOf'] as const
export const placeKinds = ['village', 'sector', 'site'] as const
export const fixedReasons = ['rule', 'scale'] as const
const kind = z.enum(placeKinds)
const list = z.string().min(1).max(60)
const code = z.string().min(1).max(20)
const label = z.string().max(120)

const option = { list, id: z.string().max(100), fr: label, en: label }
const place = { id: code, kind, name: label }
const question = {
  form: z.string().min(1).max(60),
  section: z.string().min(1).max(60),
  id: z.string().max(30),
  type: z.enum(questionTypes),
  fr: z.string().max(200),
  en: z.string().max(200),
  /** The list that its answers are chosen from; empty where they are not. */
  answers: z.string().max(60),
}
const spelling = { place: code, name: label }

/** Where an answer, a place or a question stands: laid down, or only meant to be. */
const standing = {
  /** Name of the office that added it; null: it came with the program. */
  from: z.string().nullable(),
  /** This office added it, and may correct it. */
  own: z.boolean(),
  /** Name of the office that retired it, `''` where it is laid down no more; null while it is offered. */
  retiredBy: z.string().nullable(),
  retiredHere: z.boolean(),
  /** What is meant of it is not laid down yet. */
  pending: z.boolean(),
}

export const lists = {
  /** What is laid down for this office about lists, places and questions, and what it means to lay down itself. */
  'lists.get': call(
    'settings.read',
    nothing,
    z.strictObject({
      /** Lists are laid down by offices above others only. */
      above: z.boolean(),
      /** From the top down, this office too. */
      laid: z.array(z.strictObject({ from: z.string(), level, version: z.int(), at: z.string(), own: z.boolean() })),
      lists: z.array(
        z.strictObject({
          list,
          options: z.int(),
          added: z.int(),
          retired: z.int(),
          fixed: z.enum(fixedReasons).nullable(),
        }),
      ),
      /** All forms in the order of the paper. `open`: questions may be added. */
      forms: z.array(z.strictObject({ form: question.form, questions: z.int(), open: z.boolean() })),
      /** All communes in the division that the office goes by, its own province first. */
      communes: z.array(
        z.strictObject({
          code,
          name: z.string(),
          province: z.string(),
          region: z.string(),
          near: z.boolean(),
          places: z.int(),
        }),
      ),
      /** What the next laying down brings that is not laid down yet. */
      edits: z.array(
        z.strictObject({
          /** Names it for `lists.takeBack`. */
          subject: z.string(),
          state: z.enum(['new', 'corrected', 'retired', 'back', 'spelling', 'spelling-gone']),
          fr: z.string(),
          en: z.string(),
          /** The list of an answer; null for anything else. */
          list: list.nullable(),
          /** The form of a question; null for anything else. */
          form: question.form.nullable(),
          /** Where a place lies, in words; what another spelling is one of. */
          where: z.string(),
        }),
      ),
    }),
  ),
  /** The answers of one list in their order. */
  'lists.options': call(
    'settings.read',
    z.strictObject({ list }),
    z.array(z.strictObject({ id: z.string(), fr: z.string(), en: z.string(), reserved: z.boolean(), ...standing })),
  ),
  /** What was added to one commune, and the other spellings of its name. */
  'lists.places': call(
    'settings.read',
    z.strictObject({ commune: code }),
    z.strictObject({
      places: z.array(z.strictObject({ ...place, spellings: z.array(z.string()), ...standing })),
      spellings: z.array(z.strictObject({ name: z.string(), own: z.boolean(), pending: z.boolean() })),
    }),
  ),
  /** The questions added to one form, in the order in which they are asked. */
  'lists.questions': call(
    'settings.read',
    z.strictObject({ form: question.form }),
    z.array(z.strictObject({ ...question, reserved: z.enum(questionClasses).nullable(), ...standing })),
  ),
  /** Means to lay something down: nothing changes anywhere before `exchange.layDown`. */
  'lists.edit': call(
    'settings.write',
    z.discriminatedUnion('what', [
      /** `id` null: a new answer, which `reserved` keeps from who may not see answers of that class. */
      z.strictObject({
        what: z.literal('option'),
        ...option,
        id: option.id.nullable(),
        reserved: z.enum(addedClasses).nullable(),
      }),
      z.strictObject({ what: z.literal('places'), commune: code, kind, names: z.array(label).min(1).max(500) }),
      z.strictObject({ what: z.literal('place'), ...place }),
      /** `id` null: a new question; of one that is there its words and its section alone can be others. */
      z.strictObject({
        what: z.literal('question'),
        ...question,
        id: question.id.nullable(),
        reserved: z.enum(questionClasses).nullable(),
      }),
      z.strictObject({ what: z.literal('spelling'), gone: z.boolean(), ...spelling }),
      z.strictObject({ what: z.literal('state'), key: z.string().max(200), retired: z.boolean() }),
    ]),
    nothing,
  ),
  /** Forgets what was meant and is not laid down yet: one thing, or all. */
  'lists.takeBack': call('settings.write', z.strictObject({ subject: z.string().max(300).nullable() }), nothing),
}
