import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consentPurposes } from '../../../../src-main/domain/consent.ts'
import { formByName, formDefinitions, listByName } from '../../../../src-main/domain/forms/definitions.ts'
import { fieldsOf } from '../../../../src-main/domain/forms/fields.ts'
import {
  type FieldValue,
  type FormValues,
  fieldTypes,
  sensitiveClasses,
} from '../../../../src-main/domain/forms/types.ts'
import { groupOf } from '../../../../src-main/domain/forms/visible.ts'
import type { Json } from '../../../../src-main/domain/ledger/types.ts'
import { type Route, routeBetween, shares, sharingPolicy } from '../../../../src-main/domain/sharing/policy.ts'
import { judgeCase } from '../../../../src-main/domain/sharing/verdict.ts'
import { type ValuePlace, whyWithheld } from '../../../../src-main/domain/sharing/withheld.ts'

const today = '2026-11-26'
const region = routeBetween('district', 'region', sharingPolicy)
const national = routeBetween('region', 'national', sharingPolicy)

const judged = (values: FormValues, route: Route = region) =>
  judgeCase([{ values, diverging: false }], route, sharingPolicy, today)
const idsOf = (form: string): string[] =>
  [...fieldsOf(formByName(form)!).values()].flatMap(({ id, fields = [] }) => [id, ...fields.map((each) => each.id)])
const registration = (group: string): ValuePlace => ({ kind: 'form', form: 'registration', group })
const why = (values: FormValues, place: ValuePlace, value: Json, route: Route = region) =>
  whyWithheld(place, value, judged(values, route), sharingPolicy)

const yes = { lawful_basis: 'consent', consent_collect: 'yes', consent_share_statistics: 'yes', consent_photo: 'yes' }
const name = [registration('name'), { family_name: 'Zongo' }] as const
const sex = [registration('sex'), { sex: 'female' }] as const
const school = [registration('best_language'), { best_language: 'moore' }] as const

describe('the policy is sound data', () => {
  test('its words are words of the forms', () => {
    const { identity, facts, identifying, counted, ownConsent, routes } = sharingPolicy
    const bases = listByName('lawful_basis')?.options.map(({ id }) => id) ?? []
    for (const basis of [...identity.despiteRefusal, ...identity.inSilence]) expect(bases).toContain(basis)
    for (const purpose of [identity.consent, facts.consent]) expect(consentPurposes).toContain(purpose)
    for (const type of [...identifying.types, ...counted.types]) expect(fieldTypes).toContain(type)
    for (const each of identifying.classes) expect(sensitiveClasses).toContain(each)
    for (const { most } of routes) expect(shares).toContain(most)
    const fields = [
      ...Object.entries(counted.fields),
      ...Object.entries(ownConsent).map(([form, own]) => [form, Object.keys(own)] as const),
    ]
    for (const [form, ids] of fields) for (const id of ids) expect(idsOf(form)).toContain(id)
  })

  test('who keeps a case is told apart by its group alone, also where the record is not known: no form has such a group', () => {
    const groups = formDefinitions.flatMap((form) => [...fieldsOf(form).values()].flatMap((f) => [f.id, groupOf(f)]))
    for (const group of sharingPolicy.counted.custody) expect(groups).not.toContain(group)
  })

  test('what a child agreed to is told apart by its questions alone, also where the record is not known: no other form asks them', () => {
    const others = formDefinitions.filter(({ form }) => form !== 'consent').flatMap(({ form }) => idsOf(form))
    for (const id of sharingPolicy.counted.fields.consent ?? []) expect(others).not.toContain(id)
  })

  test('what is always counted shares no group with free words', () => {
    for (const [form, ids] of Object.entries(sharingPolicy.counted.fields)) {
      if (form === 'consent') continue
      const fields = [...fieldsOf(formByName(form)!).values()]
      for (const id of ids) {
        const group = groupOf(fields.find((field) => field.id === id)!)
        const words = fields.filter(
          (field) => groupOf(field) === group && sharingPolicy.identifying.types.includes(field.type),
        )
        expect(words.map((field) => field.id)).toEqual([])
      }
    }
  })

  test('a step of the hierarchy that it does not name is for counting', () => {
    expect(routeBetween('district', 'national', sharingPolicy).most).toBe('counts-only')
  })
})

describe('what travels from a district to its region', () => {
  test('all of it where the agreement is given', () => {
    for (const [place, value] of [name, sex, school]) expect(why(yes, place, value)).toBeNull()
    expect(why(yes, { kind: 'note', form: null, group: 'text' }, { text: 'vu' })).toBeNull()
    expect(why(yes, registration('unknown_here'), { other: 1 })).toBeNull()
  })

  test('refused: neither identity nor narratives; the coded answers and the skeleton stay', () => {
    const refused = { ...yes, consent_collect: 'no' }
    expect(why(refused, ...name)).toBe('refused')
    expect(why(refused, { kind: 'note', form: null, group: 'text' }, { text: 'vu' })).toBe('refused')
    expect(why(refused, registration('situation_narrative'), { situation_narrative: 'x' })).toBe('refused')
    expect(why(refused, registration('unknown_here'), { other: 1 })).toBe('refused')
    for (const [place, value] of [sex, school]) expect(why(refused, place, value)).toBeNull()
    const code: ValuePlace = { kind: 'case', form: null, group: 'code' }
    expect(why(refused, code, { code: 'BLS-2026-0001-K' })).toBeNull()
    const worker: ValuePlace = { kind: 'case', form: null, group: 'worker' }
    expect(why(refused, worker, { worker: 'w' })).toBeNull()
    expect(why(refused, worker, { worker: 'w', reason: 'sa tante la connaît' })).toBe('refused')
  })

  test('statistics refused too: the skeleton only', () => {
    const refused = { ...yes, consent_collect: 'no', consent_share_statistics: 'no' }
    expect(why(refused, ...school)).toBe('refused')
    expect(why(refused, ...sex)).toBeNull()
    expect(why(refused, registration('risk'), { risk_level: 'high' })).toBeNull()
    expect(
      why(refused, registration('registration_date'), { registration_date: { precision: 'exact', date: today } }),
    ).toBeNull()
    expect(
      why(refused, { kind: 'form', form: 'consent', group: 'consent.collect' }, { consent_collect: 'no' }),
    ).toBeNull()
  })

  test('a birth is told when only the year of it is known', () => {
    const refused = { ...yes, consent_collect: 'no', consent_share_statistics: 'no' }
    const birth = (birth_date: Json): unknown => why(refused, registration('birth'), { birth_date })
    expect(birth({ precision: 'exact', date: '2016-04-03' })).toBe('refused')
    expect(birth({ precision: 'month', month: '2016-04' })).toBe('refused')
    expect(birth({ precision: 'age', years: 9, months: 4, on: today })).toBe('refused')
    expect(birth({ precision: 'year', year: 2016 })).toBeNull()
    expect(birth({ precision: 'age', years: 9, on: today })).toBeNull()
  })

  test.each([
    [{ consent_collect: 'limited' }, 'limited'],
    [{ consent_collect: 'not_asked' }, 'not-asked'],
    [{ withdrawn: 'yes' }, 'withdrawn'],
    [{ withdrawn: 'yes', withdrawn_purposes: ['collect'] }, 'withdrawn'],
    [{ valid_until: { precision: 'exact', date: '2026-11-25' } }, 'expired'],
  ] as const)('%j keeps the identity here: %s', (change, expected) => {
    expect(why({ ...yes, ...change }, ...name)).toBe(expected)
  })

  test('no form 1A, or one that two people answered differently, allows nothing of identity', () => {
    expect(judgeCase([], region, sharingPolicy, today).identity).toEqual({ allowed: false, why: 'no-form' })
    expect(judgeCase([], region, sharingPolicy, today).facts).toEqual({ allowed: true, why: 'mandate' })
    const torn = judgeCase([{ values: yes, diverging: true }], region, sharingPolicy, today)
    expect([torn.identity.why, torn.facts.why]).toEqual(['diverging', 'diverging'])
  })

  test('vital interests and a legal duty carry it despite a refusal, the mandate in silence only', () => {
    const with_ = (lawful_basis: string, consent_collect: string) => judged({ lawful_basis, consent_collect }).identity
    expect(with_('vital_interests', 'no')).toEqual({ allowed: true, why: 'basis' })
    expect(with_('legal_obligation', 'no')).toEqual({ allowed: true, why: 'basis' })
    expect(with_('beneficiary_interests', 'not_asked')).toEqual({ allowed: true, why: 'mandate' })
    expect(with_('beneficiary_interests', 'no')).toEqual({ allowed: false, why: 'refused' })
    expect(with_('consent', 'not_asked')).toEqual({ allowed: false, why: 'not-asked' })
  })

  test('a noted decision without agreement counts for the purposes that it names', () => {
    const refused = { ...yes, consent_collect: 'no', override_made: 'yes' }
    expect(judged(refused).identity.allowed).toBe(false)
    expect(judged({ ...refused, override_purposes: ['photo'] }).identity.allowed).toBe(false)
    expect(judged({ ...refused, override_purposes: ['collect'] }).identity).toEqual({ allowed: true, why: 'override' })
  })

  test('the photo takes its own agreement', () => {
    const photo: Json = { photo: { bytes: 1, name: 'p.png', sha256: '0'.repeat(64), type: 'image/png' } }
    expect(why(yes, registration('photo'), photo)).toBeNull()
    expect(why({ ...yes, consent_photo: 'no' }, registration('photo'), photo)).toBe('refused')
  })

  test('of two forms 1A the newest interview counts, and without a day both', () => {
    const on = (date: string | null, consent_collect: string) => ({
      values: {
        ...yes,
        consent_collect,
        ...(date ? { consent_date: { precision: 'exact', date } as FieldValue } : {}),
      },
      diverging: false,
    })
    const identity = (...forms: ReturnType<typeof on>[]) =>
      judgeCase(forms, region, sharingPolicy, today).identity.allowed
    expect(identity(on('2026-01-01', 'no'), on('2026-02-01', 'yes'))).toBe(true)
    expect(identity(on('2026-02-01', 'no'), on('2026-01-01', 'yes'))).toBe(false)
    expect(identity(on(null, 'no'), on('2026-02-01', 'yes'))).toBe(false)
    expect(identity(on('2026-02-01', 'no'), on('2026-02-01', 'yes'))).toBe(false)
  })
})

test('the national level gets no identity, whatever was agreed', () => {
  expect(why(yes, ...name, national)).toBe('protocol')
  expect(why(yes, ...school, national)).toBeNull()
  expect(why({ ...yes, consent_share_statistics: 'no' }, ...school, national)).toBe('refused')
  expect(why({ ...yes, consent_share_statistics: 'no' }, ...sex, national)).toBeNull()
})

/** Weaker agreement for an answer: `limited` and `not_asked` are no steps of each other. */
const weaker: Readonly<Record<string, readonly string[]>> = {
  yes: ['limited', 'not_asked', 'no'],
  limited: ['no'],
  not_asked: ['no'],
  no: [],
}

test('less consent never shows more', () => {
  const answer = fc.constantFrom('yes', 'limited', 'not_asked', 'no')
  const basis = fc.constantFrom('consent', 'vital_interests', 'legal_obligation', 'beneficiary_interests')
  const places = formDefinitions.flatMap(({ form }) =>
    [...fieldsOf(formByName(form)!).values()].flatMap((field) =>
      (field.fields ?? [field]).map((cell): [ValuePlace, Json] => [
        { kind: 'form', form, group: groupOf(field), ...(field.fields ? { rows: field.id } : {}) },
        { [cell.id]: 'x' },
      ]),
    ),
  )
  fc.assert(
    fc.property(
      fc.record({
        consent_collect: answer,
        consent_share_statistics: answer,
        consent_photo: answer,
        lawful_basis: basis,
      }),
      fc.constantFrom('consent_collect', 'consent_share_statistics', 'consent_photo', 'withdrawn'),
      fc.nat(2),
      fc.constantFrom(region, national),
      (values, changed, which, route) => {
        const steps = changed === 'withdrawn' ? ['yes'] : (weaker[values[changed as 'consent_collect']] ?? [])
        const step = steps[which % Math.max(1, steps.length)]
        if (step === undefined) return
        const before = judged(values, route)
        const after = judged({ ...values, [changed]: step }, route)
        for (const [place, value] of places) {
          if (whyWithheld(place, value, before, sharingPolicy) !== null)
            expect(whyWithheld(place, value, after, sharingPolicy)).not.toBeNull()
        }
      },
    ),
    { numRuns: 60 },
  )
})
