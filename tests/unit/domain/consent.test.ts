import { describe, expect, it } from 'vitest'
import { consentPurposes, consentRule, consentState, isAgreed } from '../../../src-main/domain/consent.ts'
import { listByName } from '../../../src-main/domain/forms/definitions.ts'
import type { FormValues } from '../../../src-main/domain/forms/types.ts'

const today = '2026-11-23'
const age = (min: number, max = min) => ({ min, max, estimated: min !== max })

describe('who consents', () => {
  it.each([
    [0, ['0-5'], 'none', 'consent'],
    [5, ['0-5'], 'none', 'consent'],
    [6, ['6-11'], 'oral-assent', 'consent'],
    [12, ['12-14'], 'written-assent', 'consent'],
    [15, ['15-17'], 'consent', 'consent-if-child-agrees'],
    [18, ['18+'], 'consent', 'none'],
    [25, ['18+'], 'consent', 'none'],
  ])('at %i', (years, groups, child, caregiver) => {
    expect(consentRule(age(years))).toMatchObject({ groups, child, caregiver })
  })

  it('asks for the most where the age is not sure', () => {
    expect(consentRule(age(11, 12))).toMatchObject({
      groups: ['6-11', '12-14'],
      child: 'written-assent',
      caregiver: 'consent',
    })
    expect(consentRule(age(14, 15))).toMatchObject({ child: 'consent', caregiver: 'consent' })
    expect(consentRule(age(17, 18))).toMatchObject({ child: 'consent', caregiver: 'consent-if-child-agrees' })
    expect(consentRule(null)).toMatchObject({
      child: 'consent',
      caregiver: 'consent',
      groups: ['0-5', '6-11', '12-14', '15-17'],
    })
  })
})

describe('where the agreement stands', () => {
  const values: FormValues = {
    consent_participate: 'yes',
    consent_collect: 'limited',
    consent_share_services: 'no',
    consent_share_statistics: 'not_asked',
    consent_tracing: 'yes',
  }

  it('answers for each purpose of the form', () => {
    expect([...consentPurposes]).toEqual(listByName('consent_purpose')?.options.map((option) => option.id))
    expect(consentState(values, today)).toEqual({
      participate: 'yes',
      collect: 'limited',
      share_services: 'no',
      share_statistics: 'not_asked',
      tracing: 'yes',
      photo: 'not_asked',
    })
    expect(Object.values(consentState(values, today)).filter(isAgreed)).toHaveLength(3)
  })

  it('knows what was withdrawn and what has run out', () => {
    const withdrawn = { ...values, withdrawn: 'yes', withdrawn_purposes: ['tracing', 'share_services'] }
    expect(consentState(withdrawn, today)).toMatchObject({
      tracing: 'withdrawn',
      share_services: 'no',
      participate: 'yes',
    })
    expect(consentState({ ...values, withdrawn: 'yes' }, today)).toMatchObject({
      participate: 'withdrawn',
      collect: 'withdrawn',
    })
    const until = (date: string): FormValues => ({ ...values, valid_until: { precision: 'exact', date } })
    expect(consentState(until('2026-11-22'), today)).toMatchObject({
      participate: 'expired',
      collect: 'expired',
      share_services: 'no',
    })
    expect(consentState(until(today), today).participate).toBe('yes')
    expect(consentState({ ...values, valid_until: { precision: 'year', year: 2026 } }, today).participate).toBe('yes')
  })
})
