import { describe, expect, test } from 'vitest'
import { addDays } from '../../../src-main/domain/dates/days.ts'
import { formByName } from '../../../src-main/domain/forms/definitions.ts'
import { knownOf } from '../../../src-main/domain/forms/known.ts'
import type { FormValues } from '../../../src-main/domain/forms/types.ts'
import { validateForm } from '../../../src-main/domain/forms/validate.ts'
import { droppedValues } from '../../../src-main/domain/forms/visible.ts'
import { placeByCode } from '../../../src-main/domain/places.ts'
import { type Detail, inventChild } from '../../../src-main/domain/training/child.ts'
import { seededRandom } from '../../../src-main/domain/training/random.ts'

const today = '2026-11-24'

function problemsOf(name: string, values: FormValues, registration: FormValues, on: string): string[] {
  const form = formByName(name)!
  const known = knownOf(registration, on)
  const { problems, values: kept } = validateForm(form, values, { today: on, known })
  const same = JSON.stringify(sorted(kept)) === JSON.stringify(sorted(values)) ? [] : [`${name}: not in its kept form`]
  return [
    ...problems.map((problem) => `${name}.${problem.field} ${problem.code} ${problem.severity}`),
    ...droppedValues(form, values, known).map((field) => `${name}.${field} hidden`),
    ...same,
  ]
}

function sorted(values: FormValues): unknown {
  return Object.entries(values)
    .filter(([, value]) => !Array.isArray(value))
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

describe('invented children', () => {
  test.each(['lean', 'usual', 'full'] as Detail[])('500 of them (%s) are what a person could have saved', (detail) => {
    const random = seededRandom(7)
    for (let index = 0; index < 500; index += 1) {
      const child = inventChild(random, { today, homeCommune: 'BF490202', detail })
      expect(problemsOf('registration', child.registration, child.registration, today)).toEqual([])
      expect(problemsOf('consent', child.consent, child.registration, today)).toEqual([])
      for (const { form, values, afterDays } of child.later.forms) {
        expect(problemsOf(form, values, child.registration, addDays(today, afterDays))).toEqual([])
      }
    }
  })

  test('the same seed gives the same children, another one others', () => {
    const some = (seed: number) => {
      const random = seededRandom(seed)
      return Array.from({ length: 20 }, () => inventChild(random, { today }))
    }
    expect(some(3)).toEqual(some(3))
    expect(some(3)).not.toEqual(some(4))
  })

  test('the fullest have about a hundred fields, and all kinds of births and risks occur', () => {
    const random = seededRandom(11)
    const children = Array.from({ length: 400 }, () => inventChild(random, { today, detail: 'full' }))
    const sizes = children.map(
      ({ consent, registration }) => Object.keys(consent).length + Object.keys(registration).length,
    )
    expect(Math.max(...sizes)).toBeGreaterThanOrEqual(130)
    expect(sizes.toSorted((a, b) => a - b)[200]).toBeGreaterThanOrEqual(95)
    const births = new Set(
      children.map(({ registration }) => (registration.birth_date as { precision: string }).precision),
    )
    expect([...births].sort()).toEqual(['age', 'exact', 'month', 'range', 'year'])
    expect(new Set(children.map(({ registration }) => registration.risk_level))).toEqual(
      new Set(['low', 'medium', 'high']),
    )
  })

  test('every commune of the country has its children, and numbers that nobody has', () => {
    const random = seededRandom(5)
    for (let index = 0; index < 300; index += 1) {
      const { registration } = inventChild(random, { today })
      expect(placeByCode(String(registration.address_place))).not.toBeNull()
      if (typeof registration.caregiver_phone === 'string')
        expect(registration.caregiver_phone).toMatch(/^(\+226 )?99 /)
    }
  })
})
