import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seenForm } from '../../../src-main/domain/access/fields.ts'
import { seenValues } from '../../../src-main/domain/access/values.ts'
import { isSensitive } from '../../../src-main/domain/conflicts/sensitive.ts'
import fixed from '../../../src-main/domain/data/fixed-lists.json' with { type: 'json' }
import { checkValue } from '../../../src-main/domain/forms/check-value.ts'
import { formByName, formDefinitions, optionLists } from '../../../src-main/domain/forms/definitions.ts'
import { fieldsOf } from '../../../src-main/domain/forms/fields.ts'
import type { Field, FormValues } from '../../../src-main/domain/forms/types.ts'
import { visibleFields } from '../../../src-main/domain/forms/visible.ts'
import { catalogueOf, shippedCatalogue } from '../../../src-main/domain/lists/catalogue.ts'
import { emptyLists, type ListsContent, readLists } from '../../../src-main/domain/lists/content.ts'
import { applyEdits, type ListEdit, subjectOf, withEdits, withoutEdit } from '../../../src-main/domain/lists/edits.ts'
import { fixedReasons, whyFixed } from '../../../src-main/domain/lists/fixed.ts'
import {
  addedClass,
  communeOf,
  isAddedOption,
  isAddedPlace,
  isAddedQuestion,
  optionId,
  placeId,
  questionId,
} from '../../../src-main/domain/lists/ids.ts'
import type { AddedQuestion } from '../../../src-main/domain/lists/questions.ts'
import { newlyRetired } from '../../../src-main/domain/lists/retired.ts'
import { places, searchPlaces } from '../../../src-main/domain/places.ts'
import { sharingPolicy } from '../../../src-main/domain/sharing/policy.ts'
import { whyWithheld } from '../../../src-main/domain/sharing/withheld.ts'

const hex = (n: number): string => n.toString(16).padStart(16, '0')
const option = (n: number, fr: string, list = 'religion') => ({ list, id: optionId(hex(n)), fr, en: '' })
const question = (n: number, more: Partial<AddedQuestion> = {}): AddedQuestion => ({
  id: questionId(hex(n)),
  form: 'registration',
  section: 'situation',
  type: 'yesNoUnknown',
  fr: `Question ${n} ?`,
  en: '',
  answers: '',
  ...more,
})
const content = (more: Partial<ListsContent>): ListsContent => ({ ...emptyLists, ...more })
const none = { options: [], places: [], questions: [] }
const religion = ({ lists }: typeof shippedCatalogue) => lists.find(({ list }) => list === 'religion')!.options

describe('ids of what is added', () => {
  test('are none of the program’s, and say commune and class by themselves', () => {
    const shipped = [
      ...optionLists.flatMap(({ options }) => options.map(({ id }) => id)),
      ...places.map((each) => each.pcode),
    ]
    expect(shipped.filter((id) => isAddedOption(id) || isAddedPlace(id))).toEqual([])
    expect(optionId(hex(1))).toMatch(/^x-/)
    expect([undefined, 'sexual', 'armed'].map((of) => addedClass(optionId(hex(1), of as never)))).toEqual([
      undefined,
      'sexual',
      'armed',
    ])
    const village = placeId('BF490202', hex(255 * 2 ** 24))
    expect([isAddedPlace(village), communeOf(village), communeOf('BF490202'), village.length]).toEqual([
      true,
      'BF490202',
      'BF490202',
      19,
    ])
  })
})

describe('lists to which nothing is added', () => {
  test('exist, none twice, and every list that conditions of risk and consent read is one', () => {
    const all = fixedReasons.flatMap((reason) => fixed[reason])
    expect(new Set(all).size).toBe(all.length)
    expect(all.filter((name) => !optionLists.some(({ list }) => list === name))).toEqual([])
    for (const list of ['sex', 'risk_level', 'consent_answer', 'lawful_basis', 'closure_reason', 'case_status']) {
      expect([list, whyFixed(list)]).toEqual([list, 'rule'])
    }
    expect(['provider_type', 'service_type', 'placement_type', 'incident_place'].map(whyFixed)).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})

describe('offices above', () => {
  test('count together: additions stand before “other”, the higher one counts for one id, either retires', () => {
    const high = { from: 'N', content: content({ options: [option(1, 'Haute')], retired: ['religion/catholic'] }) }
    const low = {
      from: 'R',
      content: content({ options: [option(1, 'Basse'), option(2, 'Deux')], retired: ['religion/muslim'] }),
    }
    const all = catalogueOf([high, low], none)
    const labels = religion(all).map(({ label }) => label.fr)
    expect(labels.slice(labels.indexOf('Haute'))).toEqual([
      'Haute',
      'Deux',
      ...labels.slice(labels.indexOf('Deux') + 1),
    ])
    expect(religion(all).at(-1)).toEqual(religion(shippedCatalogue).at(-1))
    expect(religion(all).flatMap(({ id, retired }) => (retired ? [id] : []))).toEqual(
      religion(shippedCatalogue).flatMap(({ id }) => (['catholic', 'muslim'].includes(id) ? [id] : [])),
    )
    expect([all.from.get(option(1, '').id), all.retired.get('religion/muslim')]).toEqual(['N', 'R'])
  })

  test('what is laid down no longer stays readable, retired', () => {
    const known = {
      options: [option(3, 'Ancienne')],
      places: [{ id: placeId('BF490202', hex(7 * 2 ** 24)), kind: 'site', name: 'Site A' } as const],
      questions: [],
    }
    const all = catalogueOf([], known)
    expect(religion(all).find(({ label }) => label.fr === 'Ancienne')).toMatchObject({ retired: true })
    expect(all.places.size).toBe(1)
    expect(searchPlaces('Site A', 5, all.index)).toEqual([])
  })

  test('5,000 places are made ready and searched at once', () => {
    const many = places.slice(0, 350).flatMap((place, at) =>
      Array.from({ length: 15 }, (_each, n) => ({
        id: placeId(place.pcode, hex((at * 15 + n) * 2 ** 24)),
        kind: 'village' as const,
        name: `Village ${n} de ${place.name}`,
      })),
    )
    expect(new Set(many.map(({ id }) => id)).size).toBe(5250)
    const started = performance.now()
    const { index } = catalogueOf([{ from: 'N', content: content({ places: many }) }], none)
    expect(searchPlaces('village 3 de boulsa', 5, index)[0]?.name).toBe('Village 3 de Boulsa')
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('a document', () => {
  test('is read as far as it is understood', () => {
    const good = {
      options: [option(1, 'Un')],
      places: [{ id: placeId('BF490202', hex(0)), kind: 'village', name: 'Bonam' }],
      spellings: [{ place: 'BF490202', name: 'Bulsa' }],
      questions: [question(1), question(2, { type: 'severalOf', answers: 'religion' })],
      retired: ['religion/catholic', question(1).id],
    }
    const bad = {
      options: [
        option(2, 'Très élevé', 'risk_level'),
        { ...option(3, 'x'), id: 'catholic' },
        { ...option(4, ' mal\u0000 ') },
        null,
        7,
      ],
      places: [
        { id: 'BF490202', kind: 'village', name: 'Boulsa' },
        { ...good.places[0], kind: 'star' },
      ],
      spellings: [{ place: 'elsewhere', name: 'X' }],
      questions: [
        question(3, { form: 'consent' }),
        question(4, { form: 'unheard' }),
        question(5, { type: 'oneOf' }),
        question(6, { answers: 'religion' }),
        { ...question(7), type: 'personName' },
        { ...question(8), id: 'family_name' },
        { ...question(9), fr: '' },
      ],
      retired: ['risk_level/high', 'BF490202', 3],
    }
    const both = Object.fromEntries(
      Object.entries(good).map(([key, value]) => [key, [...bad[key as keyof typeof bad], ...value]]),
    )
    expect(readLists(both as never)).toEqual(good)
    fc.assert(
      fc.property(fc.jsonValue(), (value) => void readLists(value as never)),
      { numRuns: 300 },
    )
  })
})

describe('what is meant', () => {
  const subjects = [option(1, 'Un'), option(2, 'Deux')]
  const edits = fc.array(
    fc.oneof(
      fc
        .constantFrom(...subjects)
        .chain((each) => fc.constantFrom('A', 'B').map((fr): ListEdit => ({ what: 'option', ...each, fr }))),
      fc.record({
        what: fc.constant('state' as const),
        key: fc.constantFrom('religion/catholic', 'religion/muslim'),
        retired: fc.boolean(),
      }),
      fc.constantFrom('Une ?', 'Autre ?').map((fr): ListEdit => ({ what: 'question', ...question(1), fr })),
      fc.record({
        what: fc.constant('spelling' as const),
        place: fc.constant('BF490202'),
        name: fc.constantFrom('Bulsa', 'Boulza'),
        gone: fc.boolean(),
      }),
    ),
    { maxLength: 12 },
  )

  test('says the same in whatever steps, never drops what was laid down, and is nothing once it is laid down', () => {
    fc.assert(
      fc.property(edits, edits, (before, then) => {
        const laid = applyEdits(emptyLists, before)
        const kept = withEdits([], then, laid)
        const sorted = (all: ListsContent) =>
          Object.values(all).map((each) =>
            JSON.stringify([...each].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))),
          )
        const next = applyEdits(laid, kept)
        expect(sorted(next)).toEqual(sorted(applyEdits(laid, then)))
        for (const what of ['options', 'questions'] as const) {
          expect(next[what].map(({ id }) => id)).toEqual(expect.arrayContaining(laid[what].map(({ id }) => id)))
        }
        expect(withEdits([], kept, next)).toEqual([])
        const taken = kept.reduce((all, each) => withoutEdit(all, subjectOf(each)), kept)
        expect(taken).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test('goes with the thing it is said of', () => {
    const added: ListEdit = { what: 'place', id: placeId('BF490202', hex(0)), kind: 'site', name: 'Site A' }
    const spelt: ListEdit = { what: 'spelling', place: added.id, name: 'Camp A', gone: false }
    expect(withoutEdit([added, spelt], subjectOf(added))).toEqual([])
  })
})

describe('answers of a child', () => {
  const field = (id: string): Field =>
    formByName('registration')!
      .sections.flatMap(({ fields }) => fields)
      .find((each) => each.id === id)!
  const [a, b] = [option(1, '').id, option(2, '').id]

  test('are valid and in the same order in every office, whichever documents it has', () => {
    expect(checkValue(field('languages'), [b, 'moore', a], '2026-01-01')).toEqual({
      value: ['moore', a, b],
      findings: [],
    })
    expect(checkValue(field('risk_level'), a, '2026-01-01').findings).toMatchObject([{ code: 'not-in-list' }])
    expect(checkValue(field('address_place'), 'BF490202-00000000ff', '2026-01-01').findings).toEqual([])
    expect(checkValue(field('address_place'), 'BF990202-00000000ff', '2026-01-01').findings).toMatchObject([
      { code: 'unknown-place' },
    ])
  })

  test('a reserved one is kept from who may not see such answers, even where nobody knows it', () => {
    const form = formByName('assessment')!
    const sight = { forms: { others: 'read' }, names: true, sensitive: [], narratives: true } as never
    const secret = optionId(hex(9), 'sexual')
    const seen = seenValues(seenForm(form, sight), { risk_codes: [a, secret] }, sight)
    expect([seen.values.risk_codes, seen.reserved]).toEqual([[a], 1])
  })

  test('one that is offered no longer is not given anew, in a row either', () => {
    const form = formByName('registration')!
    const retired = new Map([
      ['religion/catholic', 'R'],
      ['relation_to_child/friend', 'R'],
    ])
    const row = (id: string) => ({ id, values: { member_relation: 'friend' } })
    const held = { religion: 'catholic', household_members: [row('1')] }
    expect(newlyRetired(form, held, { ...held, household_members: [row('1'), row('2')] }, retired)).toEqual([])
    expect(newlyRetired(form, {}, held, retired).sort()).toEqual(['household_members', 'religion'])
  })

  test('a village tells who a child is where a commune does not', () => {
    const policy = {
      identifying: { types: [], classes: [] },
      counted: { custody: [], case: [], types: [], fields: {} },
      ownConsent: {},
    } as never
    const verdict = {
      identity: { allowed: false, why: 'refused' },
      facts: { allowed: true, why: 'counted' },
      own: () => null,
    } as never
    const why = (place: string) =>
      whyWithheld(
        { kind: 'form', form: 'incident', group: 'incident_location' },
        { incident_location: place },
        verdict,
        policy,
      )
    expect([why('BF490202'), why('BF490202-00000000ff')]).toEqual([null, 'refused'])
  })
})

describe('questions that offices above add', () => {
  const layer = (more: Partial<ListsContent>) => ({ from: 'Région', content: content(more) })
  const asked = (all: typeof shippedCatalogue, form = 'registration') => fieldsOf(all.forms.get(form)!)

  test('stand at the end of their section, say who asks, and are none of the program’s', () => {
    const all = catalogueOf(
      [layer({ questions: [question(1), question(2, { section: 'unheard', en: 'Two?' })] })],
      none,
    )
    const { sections } = all.forms.get('registration')!
    expect(sections.find(({ id }) => id === 'situation')?.fields.at(-1)).toMatchObject({
      id: question(1).id,
      label: { fr: 'Question 1\u202f?', en: 'Question 1\u202f?' },
      help: { fr: 'Question ajoutée\u202f: Région' },
    })
    expect(sections.at(-1)?.fields.at(-1)?.label.en).toBe('Two?')
    expect(all.forms.get('assessment')).toBe(formByName('assessment'))
    const ids = formDefinitions.flatMap((form) => [...fieldsOf(form).keys()])
    expect(ids.filter(isAddedQuestion)).toEqual([])
  })

  test('one that is asked no longer is shown where it was answered, and not answered anew', () => {
    const { id } = question(1)
    const all = catalogueOf([layer({ questions: [question(1)], retired: [id] })], none)
    const form = all.forms.get('registration')!
    const known = { child_age: null, child_sex: null, risk_level: null } as never
    const shown = (values: FormValues): boolean => visibleFields(form, values, known).some((each) => each.id === id)
    expect([shown({}), shown({ [id]: 'yes' })]).toEqual([false, true])
    expect(newlyRetired(form, {}, { [id]: 'yes' }, all.retired)).toEqual([id])
    expect(newlyRetired(form, { [id]: 'no' }, { [id]: 'yes' }, all.retired)).toEqual([])
    expect(asked(catalogueOf([], { ...none, questions: [question(1)] })).get(id)?.showIf).toEqual({ filled: id })
  })

  test('a reserved one is hidden from who has not the right, and every one goes where the name may go only', () => {
    const secret = question(3, { id: questionId(hex(3), 'hiv') })
    const form = catalogueOf([layer({ questions: [question(1), secret] })], none).forms.get('registration')!
    const sight = { forms: { others: 'read' }, names: true, sensitive: [], narratives: true } as never
    expect([...fieldsOf(seenForm(form, sight)).keys()].filter(isAddedQuestion)).toEqual([question(1).id])
    const verdict = {
      identity: { allowed: false, why: 'refused' },
      facts: { allowed: true, why: 'agreed' },
      own: () => null,
    }
    const { id: group } = question(1)
    const place = { kind: 'form', form: 'registration', group } as const
    expect(whyWithheld(place, { [group]: 'yes' }, verdict as never, sharingPolicy)).toBe('refused')
    expect(isSensitive('form', 'registration', group, '')).toBe(true)
  })
})
