import { describe, expect, it } from 'vitest'
import { formByName, formDefinitions } from '../../../src-main/domain/forms/definitions.ts'
import { fieldsOf } from '../../../src-main/domain/forms/fields.ts'
import { knownOf, nothingKnown } from '../../../src-main/domain/forms/known.ts'
import { normaliseText } from '../../../src-main/domain/forms/normalise.ts'
import type { FieldValue, FormDefinition, FormValues, PartialDate } from '../../../src-main/domain/forms/types.ts'
import { problemCodes, type Validation, validateForm } from '../../../src-main/domain/forms/validate.ts'
import { visibleFields } from '../../../src-main/domain/forms/visible.ts'

const today = '2026-11-23'
const form = (name: string): FormDefinition => formByName(name) as FormDefinition
const exact = (date: string): PartialDate => ({ precision: 'exact', date })
const year = (value: number): PartialDate => ({ precision: 'year', year: value })
const complete: FormValues = {
  registration_date: exact(today),
  given_names: 'Aminata',
  sex: 'female',
  birth_date: year(2017),
  care_arrangement: 'parent_s',
  situation_narrative: 'Vue au marché.',
  risk_codes: ['neglect'],
  risk_level: 'high',
  risk_reasons: 'Seule la nuit.',
}
const check = (values: FormValues, name = 'registration'): Validation =>
  validateForm(form(name), values, { today, known: name === 'registration' ? knownOf(values, today) : nothingKnown })
const with1B = (values: Record<string, FieldValue>): Validation => check({ ...complete, ...values })
const codes = ({ problems }: Validation): string[] =>
  problems.map((each) => `${each.field}${each.cell ? `.${each.cell}` : ''} ${each.code}`)

it('accepts a registration with only what is required', () => {
  expect(check(complete)).toEqual({ problems: [], values: complete })
})

it('asks for required fields only while they are shown', () => {
  expect(codes(check({}))).toEqual([
    'registration_date required',
    'given_names required',
    'sex required',
    'birth_date required',
    'care_arrangement required',
    'situation_narrative required',
    'risk_codes required',
    'risk_level required',
    'risk_reasons required',
  ])
  const consent = { lawful_basis: 'legal_obligation' }
  expect(codes(check(consent, 'consent'))).not.toContain('consent_giver required')
  expect(codes(check({ lawful_basis: 'consent' }, 'consent'))).toContain('consent_giver required')
  expect(codes(with1B({ given_names: '  \u0007 ' }))).toEqual([
    'given_names control-characters',
    'given_names required',
  ])
})

describe('text', () => {
  it('is composed, trimmed and freed of what nobody can see', () => {
    const result = with1B({
      family_name: '  Oue\u0301draogo   \u202eBa\u0000ba ',
      household_notes: ' a\r\n  b  \n\u200b c ',
    })
    expect(result.values).toMatchObject({ family_name: 'Ouédraogo Baba', household_notes: 'a\n  b\n c' })
    expect(codes(result)).toEqual(['family_name control-characters', 'household_notes control-characters'])
    expect(result.problems.every((each) => each.severity === 'warning')).toBe(true)
    expect(normaliseText('a\nb\tc  d', { multiline: false })).toBe('a b c d')
    expect(normaliseText('\ud800x', { multiline: true })).toBe('\ufffdx')
    expect(normaliseText('ŋɔ́ɛ̃', { multiline: false })).toBe('ŋɔ́ɛ̃'.normalize('NFC'))
  })

  it('of 300,000 characters is refused and kept as it is', () => {
    const long = 'é'.repeat(300_000)
    const result = with1B({ given_names: long, situation_narrative: long })
    expect(result.values).toMatchObject({ given_names: long, situation_narrative: long })
    expect(result.problems).toMatchObject([
      { field: 'given_names', code: 'text-too-long', severity: 'error', details: { limit: 120, length: 300_000 } },
      { field: 'situation_narrative', code: 'text-too-long', details: { limit: 8000, length: 300_000 } },
    ])
  })

  it('counts characters, not halves of them', () => {
    expect(codes(with1B({ given_names: '𞤀'.repeat(120) }))).toEqual([])
    expect(codes(with1B({ given_names: '𞤀'.repeat(121) }))).toEqual(['given_names text-too-long'])
  })
})

describe('dates', () => {
  it('refuses what cannot be: no such day, the future, too long ago', () => {
    expect(with1B({ birth_date: '31/02/2017' }).problems).toMatchObject([
      { field: 'birth_date', code: 'not-a-date', details: { reason: 'impossible' } },
    ])
    expect(with1B({ birth_date: '31/02/2017' }).values.birth_date).toBe('31/02/2017')
    expect(codes(with1B({ birth_date: exact('2026-11-24') }))).toEqual(['birth_date date-in-future'])
    expect(codes(with1B({ birth_date: { precision: 'age', years: 9, on: '2027-01-01' } }))).toEqual([
      'birth_date date-in-future',
    ])
    expect(codes(with1B({ mother_birth_date: year(1810) }))).toEqual(['mother_birth_date date-too-old'])
    expect(codes(with1B({ birth_date: { precision: 'exact', date: '2017-02-30' } as PartialDate }))).toEqual([
      'birth_date not-a-date',
    ])
  })

  it('reads a date that was typed', () => {
    expect(with1B({ birth_date: '3/2/17' })).toMatchObject({
      problems: [],
      values: { birth_date: exact('2017-02-03') },
    })
  })

  it('lets planned dates be to come', () => {
    const values = { consent_date: exact(today), valid_until: exact('2027-11-23') }
    expect(codes(check(values, 'consent')).filter((each) => each.startsWith('valid_until'))).toEqual([])
    expect(codes(check({ ...values, consent_date: exact('2027-01-01') }, 'consent'))).toContain(
      'consent_date date-in-future',
    )
  })

  it('refuses a child of 40 and warns of one of 20, by the age at registration', () => {
    expect(with1B({ birth_date: year(1986) }).problems).toMatchObject([
      { field: 'birth_date', code: 'birth-too-old', severity: 'error', details: { age: 39, limit: 25 } },
    ])
    expect(with1B({ birth_date: year(2006) }).problems).toMatchObject([
      { field: 'birth_date', code: 'birth-adult', severity: 'warning', details: { age: 19 } },
    ])
    expect(codes(with1B({ birth_date: year(2000), registration_date: exact('2016-05-01') }))).toEqual([])
    expect(codes(with1B({ birth_date: exact('2025-01-01'), registration_date: exact('2024-01-01') }))).toEqual([
      'birth_date birth-after-registration',
    ])
  })

  it('refuses a caregiver or parent who is certainly younger than the child, and a death before birth', () => {
    expect(codes(with1B({ caregiver_birth_date: year(2018) }))).toEqual(['caregiver_birth_date caregiver-younger'])
    expect(codes(with1B({ caregiver_birth_date: year(2017) }))).toEqual([])
    expect(codes(with1B({ caregiver_birth_date: { precision: 'age', years: 15, on: today } }))).toEqual([])
    expect(codes(with1B({ mother_birth_date: { precision: 'age', years: 3, on: today } }))).toEqual([
      'mother_birth_date parent-younger',
    ])
    expect(
      codes(with1B({ father_alive: 'dead', father_birth_date: year(1980), father_death_date: year(1979) })),
    ).toEqual(['father_death_date death-before-birth'])
    expect(codes(with1B({ identification_date: exact('2026-11-22'), registration_date: exact('2026-11-20') }))).toEqual(
      ['registration_date date-order'],
    )
  })
})

describe('numbers, choices, places, telephones, files', () => {
  it('checks each by its type', () => {
    expect(with1B({ household_adults: '3' }).values.household_adults).toBe(3)
    expect(Object.is(with1B({ household_adults: -0 }).values.household_adults, 0)).toBe(true)
    expect(codes(with1B({ household_adults: 2.5 }))).toEqual(['household_adults not-integer'])
    expect(codes(with1B({ household_adults: 'deux' }))).toEqual(['household_adults not-integer'])
    expect(with1B({ household_adults: 120 }).problems).toMatchObject([
      { code: 'out-of-range', details: { min: 0, max: 99 } },
    ])
    expect(codes(with1B({ sex: 'x' }))).toEqual(['sex not-in-list'])
    expect(codes(with1B({ disability: 'maybe' }))).toEqual(['disability not-in-list'])
    expect(codes(with1B({ risk_codes: ['neglect', 'x'] }))).toEqual(['risk_codes not-in-list'])
    expect(with1B({ risk_codes: ['separated', 'neglect', 'separated'] }).values.risk_codes).toEqual([
      'neglect',
      'separated',
    ])
    expect(codes(with1B({ address_place: 'BF999999' }))).toEqual(['address_place unknown-place'])
    expect(codes(with1B({ address_place: 'BF490202' }))).toEqual([])
    expect(codes(with1B({ nickname: 3 }))).toEqual(['nickname wrong-type'])
    expect(codes(with1B({ photo: { sha256: 'x', name: 'a.jpg', type: 'image/jpeg', bytes: 1 } }))).toEqual([
      'photo wrong-type',
    ])
    expect(codes(with1B({ photo: { sha256: '0'.repeat(64), name: 'a.jpg', type: 'image/jpeg', bytes: 1 } }))).toEqual(
      [],
    )
    expect(codes(with1B({ surprise: 'x' }))).toEqual(['surprise unknown-field'])
    expect(with1B({ age_today: '9' }).values).toEqual(complete)
    expect(with1B({ nickname: '', languages: [], agency: null }).values).toEqual(complete)
  })

  it.each([
    ['70123456', '70 12 34 56', []],
    ['70.12-34 56 / 0022676543210', '70 12 34 56 / +226 76 54 32 10', []],
    ['+22670123456', '+226 70 12 34 56', []],
    ['116', '116', []],
    ['+223 70 12 34 56', '+22370123456', []],
    ['701234', '701234', ['phone phone-unusual']],
    ['appeler la tante', 'appeler la tante', ['phone phone']],
    ['7'.repeat(20), '7'.repeat(20), ['phone phone']],
  ])('telephone %s', (typed, kept, problems) => {
    const result = with1B({ phone: typed })
    expect([result.values.phone, codes(result)]).toEqual([kept, problems])
  })
})

describe('rows', () => {
  const need = (id: string, values: FormValues): FieldValue => [{ id, values }]

  it('checks each cell, names row and column, and drops empty rows', () => {
    const result = with1B({ urgent_needs: need('r1', { need_reason: 'faim', need_action_date: exact('2027-01-01') }) })
    expect(result.problems).toMatchObject([
      { field: 'urgent_needs', row: 'r1', cell: 'need_type', code: 'required' },
      { field: 'urgent_needs', row: 'r1', cell: 'need_action_date', code: 'date-in-future' },
    ])
    expect(with1B({ urgent_needs: need('r1', { need_reason: '  ' }) }).values).toEqual(complete)
    expect(
      with1B({ urgent_needs: need('r1', { need_type: 'food', need_reason: ' riz ' }) }).values.urgent_needs,
    ).toEqual([{ id: 'r1', values: { need_type: 'food', need_reason: 'riz' } }])
  })

  it('refuses other shapes, repeated rows and too many', () => {
    expect(codes(with1B({ urgent_needs: ['x'] }))).toEqual(['urgent_needs wrong-type'])
    const row = { id: 'r', values: { need_type: 'food' } }
    expect(codes(with1B({ urgent_needs: [row, row] }))).toEqual(['urgent_needs row-repeated'])
    const many = Array.from({ length: 201 }, (_, index) => ({ ...row, id: `r${index}` }))
    expect(codes(with1B({ urgent_needs: many }))).toEqual(['urgent_needs too-many-rows'])
    expect(codes(with1B({ urgent_needs: need('r1', { need_type: 'food', x: '1' }) }))).toEqual([
      'urgent_needs.x unknown-field',
    ])
  })
})

it('does not judge what is hidden, and gives it back untouched', () => {
  const hidden = { care_arrangement: 'independent_living', caregiver_birth_date: '99/99/9999', caregiver_name: ' x ' }
  const result = with1B(hidden)
  expect(result.problems).toEqual([])
  expect(result.values).toEqual({ ...complete, ...hidden })
})

it('lists problems in the order of the paper', () => {
  const order = visibleFields(form('registration'), {}, nothingKnown).map((field) => field.id)
  const places = check({}).problems.map((each) => order.indexOf(each.field))
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

it('never throws and never lets a wrong shape pass, in any form', () => {
  const odd: FieldValue[] = [
    'x',
    '',
    3,
    1e300,
    [],
    ['x'],
    null,
    { precision: 'exact', date: 'x' },
    [{ id: 'r', values: {} }],
  ]
  for (const each of formDefinitions) {
    for (const value of odd) {
      const values = Object.fromEntries([...fieldsOf(each).keys()].map((id) => [id, value]))
      for (const { code } of validateForm(each, values, { today, known: nothingKnown }).problems)
        expect(problemCodes).toContain(code)
    }
  }
})
