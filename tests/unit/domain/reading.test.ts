import { describe, expect, it } from 'vitest'
import { completeness } from '../../../src-main/domain/forms/completeness.ts'
import { computedValues, formatComputed } from '../../../src-main/domain/forms/computed.ts'
import { formByName, listByName } from '../../../src-main/domain/forms/definitions.ts'
import { describeValue } from '../../../src-main/domain/forms/describe.ts'
import { fieldsOf } from '../../../src-main/domain/forms/fields.ts'
import { nothingKnown } from '../../../src-main/domain/forms/known.ts'
import type { Field, FieldValue, FormDefinition, PartialDate } from '../../../src-main/domain/forms/types.ts'

const form = (name: string): FormDefinition => formByName(name) as FormDefinition
const exact = (date: string): PartialDate => ({ precision: 'exact', date })
const registration = form('registration')
const today = '2026-11-23'

describe('completeness', () => {
  it('counts what is filled among what is shown, section by section', () => {
    const nothing = completeness(registration, {}, nothingKnown)
    expect(nothing.filled).toBe(0)
    expect(nothing.ratio).toBe(0)
    expect(nothing.missingRequired).toContain('given_names')
    const some = completeness(registration, { given_names: 'Awa', sex: 'female', guardian_name: 'caché' }, nothingKnown)
    expect(some.filled).toBe(2)
    expect(some.shown).toBe(nothing.shown)
    expect(some.sections.find((section) => section.id === 'identity')).toMatchObject({ filled: 2 })
    expect(some.sections.reduce((sum, section) => sum + section.shown, 0)).toBe(some.shown)
    expect(some.missingRequired).not.toContain('sex')
  })

  it('does not count hidden sections, notes and computed fields, and sees a missing cell', () => {
    const values = { care_arrangement: 'independent_living', urgent_needs: [{ id: 'r', values: { need_reason: 'x' } }] }
    const result = completeness(registration, values, nothingKnown)
    expect(result.sections.some((section) => section.id === 'caregiver')).toBe(false)
    expect(result.missingRequired).toContain('urgent_needs')
    const giver = completeness(form('consent'), {}, nothingKnown).sections.find((section) => section.id === 'giver')
    expect(giver?.shown).toBe(1)
  })
})

describe('computed fields', () => {
  it('follow their rules by id', () => {
    const values = {
      birth_date: { precision: 'year', year: 2017 } as const,
      household_adults: 2,
      household_children: 5,
    }
    const { age_today: age, household_total: total } = computedValues(registration, values, { today })
    expect(age && formatComputed(age, 'fr')).toBe('≈ 8–9 ans')
    expect(total && formatComputed(total, 'fr')).toBe('7')
    expect(computedValues(registration, {}, { today })).toEqual({ age_today: null, household_total: null })
    const code = computedValues(form('consent'), {}, { today, caseCode: 'BLS-2026-0143-K' }).case_code
    expect(code && formatComputed(code, 'en')).toBe('BLS-2026-0143-K')
  })

  it.each([
    ['2025-09-01', '2026-11-23', '1 an 2 mois', '1 year 2 months'],
    ['2026-11-12', '2026-11-23', '11 jours', '11 days'],
    ['2024-11-23', '2026-11-23', '2 ans', '2 years'],
    ['2026-11-23', '2026-11-23', '0 jour', '0 days'],
  ])('a case from %s to %s lasts %s', (from, to, fr, en) => {
    const context = { today, registration: { registration_date: exact(from) } }
    const value = computedValues(form('closure'), { closure_date: exact(to) }, context).case_duration
    expect(value && [formatComputed(value, 'fr'), formatComputed(value, 'en')]).toEqual([fr, en])
  })

  it('a placement lasts until today while it has no end', () => {
    const value = computedValues(
      form('placement'),
      { start_date: { precision: 'month', month: '2026-08' } },
      { today },
    ).placement_duration
    expect(value && formatComputed(value, 'fr')).toBe('≈ 3 mois')
    expect(
      computedValues(form('placement'), { start_date: exact('2027-01-01') }, { today }).placement_duration,
    ).toBeNull()
  })
})

describe('values in words', () => {
  const say = (id: string, value: FieldValue | undefined, lang: 'fr' | 'en' = 'fr'): string =>
    describeValue(fieldsOf(registration).get(id) as Field, value, lang, {
      placeName: (code) => `<${code}>`,
      optionLabel: (list, option) =>
        listByName(list)?.options.find((each) => each.id === option)?.label[lang] ?? option,
    })

  it.each<[string, FieldValue | undefined, string, string]>([
    ['family_name', 'Sawadogo', 'Sawadogo', 'Sawadogo'],
    ['sex', 'female', 'Féminin', 'Female'],
    ['sex', 'third', 'third', 'third'],
    ['disability', 'unknown', 'Ne sait pas', 'Not known'],
    ['languages', ['moore', 'french'], 'Mooré, Français', 'Mooré, French'],
    ['address_place', 'BF490202', '<BF490202>', '<BF490202>'],
    ['birth_date', exact('2017-02-03'), '03/02/2017', '3 Feb 2017'],
    ['household_adults', 0, '0', '0'],
    ['photo', { sha256: '0'.repeat(64), name: 'a.jpg', type: 'image/jpeg', bytes: 1 }, 'a.jpg', 'a.jpg'],
    [
      'household_members',
      [{ id: 'r', values: { member_name: 'Awa', member_relation: 'sister', member_age: 7 } }],
      'Awa, Sœur',
      'Awa, Sister',
    ],
    ['household_members', [{ id: 'r', values: { member_age: 7 } }], '7', '7'],
    ['nickname', undefined, '', ''],
    ['languages', [], '', ''],
  ])('%s %j', (id, value, fr, en) => {
    expect([say(id, value), say(id, value, 'en')]).toEqual([fr, en])
  })
})
