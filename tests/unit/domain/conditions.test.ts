import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holds, type Known } from '../../../src-main/domain/forms/conditions.ts'
import { formByName, formDefinitions, listByName } from '../../../src-main/domain/forms/definitions.ts'
import { fieldsOf } from '../../../src-main/domain/forms/fields.ts'
import { knownOf, nothingKnown } from '../../../src-main/domain/forms/known.ts'
import type { Condition, Field, FieldValue, FormDefinition, FormValues } from '../../../src-main/domain/forms/types.ts'
import {
  droppedValues,
  keptValues,
  visibleCells,
  visibleFields,
  visibleSections,
} from '../../../src-main/domain/forms/visible.ts'

const age = (min: number, max = min): Known => ({ ...nothingKnown, child_age: { min, max, estimated: min !== max } })
const form = (name: string): FormDefinition => formByName(name) as FormDefinition
const ids = (name: string, values: FormValues, known: Known): string[] =>
  visibleFields(form(name), values, known).map((field) => field.id)

describe('conditions', () => {
  const says = (condition: Condition, values: FormValues = {}, known = nothingKnown, row?: FormValues): boolean =>
    holds(condition, { values, known, ...(row && { row }) })

  it('compares, looks into lists, joins and denies', () => {
    expect(says({ eq: ['a', 'x'] }, { a: 'x' })).toBe(true)
    expect(says({ eq: ['a', 'x'] })).toBe(false)
    expect(says({ in: ['a', ['x', 'y']] }, { a: 'y' })).toBe(true)
    expect(says({ not: { in: ['a', ['x', 'y']] } })).toBe(true)
    expect(says({ has: ['a', 'x'] }, { a: ['z', 'x'] })).toBe(true)
    expect(says({ has: ['a', 'x'] }, { a: 'x' })).toBe(false)
    expect(says({ filled: 'a' }, { a: [] })).toBe(false)
    expect(says({ filled: 'a' }, { a: 0 })).toBe(true)
    expect(says({ and: [{ filled: 'a' }, { lt: ['a', 3] }] }, { a: 2 })).toBe(true)
    expect(says({ or: [{ filled: 'b' }, { ge: ['a', 3] }] }, { a: 2 })).toBe(false)
  })

  it('looks at the sibling of a row first, then at the form, then at what is known', () => {
    expect(says({ eq: ['risk_level', 'low'] }, { risk_level: 'high' }, nothingKnown, { risk_level: 'low' })).toBe(true)
    expect(says({ eq: ['risk_level', 'high'] }, { risk_level: 'high' }, nothingKnown, {})).toBe(true)
    expect(says({ eq: ['risk_level', 'high'] }, {}, { ...nothingKnown, risk_level: 'high' })).toBe(true)
    expect(says({ eq: ['child_sex', 'female'] }, {}, { ...nothingKnown, child_sex: 'female' })).toBe(true)
  })

  it('with no known age, neither below nor from an age; with a range, only what is certain', () => {
    const below: Condition = { lt: ['child_age', 9] }
    const from: Condition = { ge: ['child_age', 9] }
    expect([says(below), says(from), says({ not: below })]).toEqual([false, false, true])
    expect([says(below, {}, age(8, 10)), says(from, {}, age(8, 10))]).toEqual([false, false])
    expect([says(below, {}, age(7, 8)), says(from, {}, age(9, 12))]).toEqual([true, true])
    expect(says({ filled: 'child_age' }, {}, age(9))).toBe(true)
  })

  it('knows the child from form 1B', () => {
    const known = knownOf(
      { birth_date: { precision: 'year', year: 2017 }, sex: 'female', risk_level: 'high' },
      '2026-11-23',
    )
    expect(known).toEqual({ child_age: { min: 8, max: 9, estimated: true }, child_sex: 'female', risk_level: 'high' })
    expect(knownOf({}, '2026-11-23')).toEqual(nothingKnown)
  })
})

describe('what is shown', () => {
  it('shows about 97 questions of form 1B for a ten-year-old', () => {
    const shown = ids('registration', {}, age(10))
    expect(shown).toContain('cnib_number')
    expect(ids('registration', {}, age(9))).not.toContain('cnib_number')
    expect(ids('registration', {}, nothingKnown)).toContain('cnib_number')
    expect(shown.length).toBeGreaterThan(85)
    expect(shown.length).toBeLessThan(110)
  })

  it('tells at every age, known or not, who consents: exactly one note', () => {
    const notes = (known: Known): string[] => ids('consent', {}, known).filter((id) => id.startsWith('note_age'))
    for (let years = 0; years < 26; years++) expect(notes(age(years))).toHaveLength(1)
    expect(notes(nothingKnown)).toEqual(['note_age_unknown'])
    expect(notes(age(11, 12))).toEqual(['note_age_unknown'])
    expect(notes(age(12, 14))).toEqual(['note_age_12_14'])
  })

  it('hides a section with all its fields', () => {
    const sections = (values: FormValues): string[] =>
      visibleSections(form('registration'), values, age(10)).map(({ section }) => section.id)
    expect(sections({})).toContain('caregiver')
    expect(sections({ care_arrangement: 'independent_living' })).not.toContain('caregiver')
    expect(ids('registration', { care_arrangement: 'independent_living' }, age(10))).not.toContain('caregiver_name')
  })

  it('does not let a hidden value speak', () => {
    const values = {
      care_arrangement: 'independent_living',
      caregiver_is_guardian: 'no',
      guardian_name: 'Sawadogo Paul',
    }
    expect(ids('registration', values, age(10))).not.toContain('guardian_name')
    expect(droppedValues(form('registration'), values, age(10))).toEqual(['caregiver_is_guardian', 'guardian_name'])
    expect(keptValues(form('registration'), values, age(10))).toEqual({ care_arrangement: 'independent_living' })
  })

  it('shows cells of a row by their siblings, and drops hidden cells', () => {
    const rows = fieldsOf(form('registration')).get('urgent_needs') as Field
    const cells = (row: FormValues): string[] => visibleCells(rows, row, {}, nothingKnown).map((cell) => cell.id)
    expect(cells({ need_type: 'other' })).toContain('need_other')
    expect(cells({ need_type: 'safety' })).not.toContain('need_other')
    const values = { urgent_needs: [{ id: 'r1', values: { need_type: 'safety', need_other: 'x' } }] }
    expect(droppedValues(form('registration'), values, nothingKnown)).toEqual(['urgent_needs.need_other'])
    expect(keptValues(form('registration'), values, nothingKnown)).toEqual({
      urgent_needs: [{ id: 'r1', values: { need_type: 'safety' } }],
    })
  })
})

describe('skip logic of every form, for any answers', () => {
  const valueFor = (field: Field): fc.Arbitrary<FieldValue> => {
    const options = listByName(field.options ?? '')?.options.map((option) => option.id) ?? ['x']
    if (field.type === 'yesNoUnknown') return fc.constantFrom('yes', 'no', 'unknown')
    if (field.type === 'oneOf') return fc.constantFrom(...options)
    if (field.type === 'severalOf') return fc.uniqueArray(fc.constantFrom(...options), { minLength: 1, maxLength: 4 })
    if (field.type === 'integer') return fc.integer({ min: 0, max: 30 })
    return fc.constant('texte')
  }
  const filledIn = fc.constantFrom(...formDefinitions).chain((each) =>
    fc.record({
      form: fc.constant(each),
      values: fc.record(
        Object.fromEntries(
          [...fieldsOf(each).values()]
            .filter((field) => !['rows', 'note', 'computed'].includes(field.type))
            .map((field) => [field.id, valueFor(field)]),
        ),
        { requiredKeys: [] },
      ),
      known: fc.record({
        child_age: fc.option(
          fc.tuple(fc.nat(20), fc.nat(3)).map(([min, more]) => ({ min, max: min + more, estimated: more > 0 })),
        ),
        child_sex: fc.option(fc.constantFrom('female', 'male')),
        risk_level: fc.option(fc.constantFrom('high', 'medium', 'low')),
      }),
    }),
  )

  it('dropping what is hidden hides nothing more and brings nothing back', () => {
    fc.assert(
      fc.property(filledIn, ({ form: each, values: answers, known }) => {
        const values = answers as FormValues
        const kept = keptValues(each, values, known)
        expect(droppedValues(each, kept, known)).toEqual([])
        expect(visibleFields(each, kept, known)).toEqual(visibleFields(each, values, known))
        const all = new Set([...Object.keys(kept), ...droppedValues(each, values, known)])
        expect(all).toEqual(new Set(Object.keys(values)))
      }),
      { numRuns: 300 },
    )
  })
})
