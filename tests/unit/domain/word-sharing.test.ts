import { expect, test } from 'vitest'
import { proposable, proposedGroup, proposedPlace } from '../../../src-main/domain/cases/proposal.ts'
import { whyWordStays } from '../../../src-main/domain/cases/word-sharing.ts'
import { formByName } from '../../../src-main/domain/forms/definitions.ts'
import { sharingPolicy as policy } from '../../../src-main/domain/sharing/policy.ts'
import type { CaseVerdict, Verdict } from '../../../src-main/domain/sharing/verdict.ts'

const no: Verdict = { allowed: false, why: 'refused' }
const yes: Verdict = { allowed: true, why: 'agreed' }
const verdict = (identity: Verdict, facts: Verdict): CaseVerdict => ({ identity, facts, own: () => yes })
const proposed = (group: string, value: object, of: CaseVerdict) =>
  whyWordStays(proposedGroup({ form: 'registration', group }), value as never, of, policy)

test('a proposed value is shared as the answer that it would replace, the reason as free words', () => {
  const nameless = verdict(no, yes)
  expect(proposed('name', { family_name: 'Zongo' }, nameless)).toBe('refused')
  expect(proposed('caregiver_relation', { caregiver_relation: 'aunt' }, nameless)).toBeNull()
  expect(proposed('caregiver_relation', { caregiver_relation: 'aunt' }, verdict(no, no))).toBe('refused')
  expect(proposed('sex', { sex: 'female' }, verdict(no, no))).toBeNull()
  expect(proposed('name', { family_name: 'Zongo' }, verdict(yes, no))).toBeNull()
  for (const group of ['word', 'why', 'whatever', 'proposed.', 'proposed.nothing'])
    expect(whyWordStays(group, { text: 'Mot' }, nameless, policy)).toBe('refused')
  for (const group of ['noted', 'about']) expect(whyWordStays(group, {}, verdict(no, no), policy)).toBeNull()
  // A form that this program does not know counts as telling who the child is.
  expect(whyWordStays('proposed.newer_form.sex', { sex: 'female' }, nameless, policy)).toBe('refused')
})

test('the group names form and question; rows and files are not proposed', () => {
  for (const place of [
    { form: 'registration', group: 'name' },
    { form: 'consent', group: 'consent.share_services' },
  ])
    expect(proposedPlace(proposedGroup(place))).toEqual(place)
  for (const group of ['word', 'noted', 'proposed.', 'proposed.x']) expect(proposedPlace(group)).toBeNull()
  const registration = formByName('registration')
  if (!registration) throw new Error('no form 1B')
  const asked = (group: string) => proposable(registration, group).map(({ id }) => id)
  expect(asked('risk')).toEqual(['risk_level'])
  expect(asked('photo')).toEqual([])
  expect(asked('household_members')).toEqual([])
  expect(asked('age_today')).toEqual([])
})
