import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formLevel, mayKnow, mayRegister, seenForm } from '../../../src-main/domain/access/fields.ts'
import { type SensitiveRight, sensitiveRights } from '../../../src-main/domain/access/role.ts'
import { standardRole, standardRoles } from '../../../src-main/domain/access/standard-roles.ts'
import { seenValues, sightOn, withUnseen, writesReserved, writtenForm } from '../../../src-main/domain/access/values.ts'
import { namesIn } from '../../../src-main/domain/forms/conditions.ts'
import { formByName, formDefinitions, listByName, optionLists } from '../../../src-main/domain/forms/definitions.ts'
import { fieldsOf, isFilled, isRows } from '../../../src-main/domain/forms/fields.ts'
import { nothingKnown } from '../../../src-main/domain/forms/known.ts'
import { type Condition, type FormValues, sensitiveClasses } from '../../../src-main/domain/forms/types.ts'
import { visibleFields } from '../../../src-main/domain/forms/visible.ts'
import { anyForm, anySight, everyRole } from '../../support/access.ts'

const whole = { ...everyRole, narratives: true }
const form = (name: string) => formByName(name)!
const runs = { numRuns: 300 }

describe('the seen form', () => {
  it('is the form itself for who may see all', () => {
    for (const definition of formDefinitions) {
      expect([...fieldsOf(seenForm(definition, whole)).keys()]).toEqual([...fieldsOf(definition).keys()])
    }
  })

  it('asks nothing that depends on what is gone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...formDefinitions), anySight, fc.boolean(), (definition, sight, narratives) => {
        const seen = seenForm(definition, { ...sight, narratives })
        const left = new Set(fieldsOf(seen).keys())
        for (const section of seen.sections) {
          for (const field of section.fields) {
            const asked = [section.showIf, field.showIf].flatMap((each) => (each ? namesIn(each) : []))
            for (const name of asked) expect(left.has(name) || !fieldsOf(definition).has(name)).toBe(true)
          }
        }
      }),
      runs,
    )
  })

  it('shows a question exactly when the whole form shows it', () => {
    fc.assert(
      fc.property(anyForm, anySight, ({ definition, values }, sight) => {
        const on = sightOn(sight, [{ definition, values }])
        const seen = seenForm(definition, on)
        const left = seenValues(definition, values, on)
        const partly = new Set(left.partly)
        const inWhole = new Set(visibleFields(definition, values, nothingKnown).map(({ id }) => id))
        const inSeen = new Set(visibleFields(seen, left.values, nothingKnown).map(({ id }) => id))
        for (const { id, showIf } of fieldsOf(seen).values()) {
          // A condition on a question of which a part is kept back is only as true as what is seen of it.
          if (showIf && namesIn(showIf).some((name) => partly.has(name))) continue
          if (partly.size === 0) expect([id, inSeen.has(id)]).toEqual([id, inWhole.has(id)])
        }
      }),
      runs,
    )
  })

  it('hides what follows from a reserved answer under the same class', () => {
    const reserved = new Map(
      optionLists.map(({ list, options }) => [list, options.filter(({ sensitive }) => sensitive !== undefined)]),
    )
    for (const definition of formDefinitions) {
      for (const field of fieldsOf(definition).values()) {
        const asked = leaves(field.showIf).filter((each) => 'eq' in each || 'has' in each || 'in' in each)
        for (const leaf of asked) {
          const [name, value] = Object.values(leaf)[0] as [string, string | string[]]
          const options = reserved.get(fieldsOf(definition).get(name)?.options ?? '') ?? []
          const hit = options.filter(({ id }) => [value].flat().includes(id)).map(({ sensitive }) => sensitive)
          for (const sensitive of hit) {
            expect([sensitive, 'perpetrator'], `${definition.form}.${field.id}`).toContain(field.sensitive)
          }
        }
      }
    }
  })

  it('takes names, ways to reach people and the most sensitive parts from whom has no right to them', () => {
    const blind = { forms: { others: 'write' }, names: false, sensitive: [], narratives: true } as const
    for (const definition of formDefinitions) {
      for (const field of fieldsOf(seenForm(definition, blind)).values()) {
        for (const each of [field, ...(field.fields ?? [])]) {
          expect(['identity', 'contact', 'sexual', 'hiv', 'armed', 'perpetrator', 'care']).not.toContain(each.sensitive)
        }
      }
    }
    const registration = fieldsOf(seenForm(form('registration'), blind))
    for (const id of [
      'family_name',
      'given_names',
      'birth_date',
      'phone',
      'mother_name',
      'care_address',
      'armed_details',
    ])
      expect(registration.has(id), id).toBe(false)
    expect(registration.has('risk_level')).toBe(true)
  })

  it('every class is either open to the form’s readers, with the names, or a right', () => {
    const none = { forms: { others: 'read' }, names: false, sensitive: [] } as const
    const open = sensitiveClasses.filter((each) => mayKnow(none, each))
    expect(open).toEqual(['violence', 'health', 'justice'])
    for (const right of sensitiveRights) {
      expect(mayKnow({ ...none, sensitive: [right] }, right)).toBe(true)
      expect(
        formDefinitions.some((each) => hasClass(each, right)),
        right,
      ).toBe(true)
    }
  })
})

describe('seen values', () => {
  it('are never more with fewer rights', () => {
    fc.assert(
      fc.property(
        anyForm,
        anySight,
        fc.constantFrom(...sensitiveRights, 'names'),
        ({ definition, values }, sight, lost) => {
          const less = {
            ...sight,
            names: sight.names && lost !== 'names',
            sensitive: sight.sensitive.filter((each) => each !== lost),
          }
          const [more, fewer] = [sight, less].map((each) =>
            seenValues(definition, values, sightOn(each, [{ definition, values }])),
          ) as [Seen, Seen]
          expect(within(fewer.values, more.values)).toBe(true)
          expect(within(more.values, values)).toBe(true)
          expect(fewer.reserved).toBeGreaterThanOrEqual(more.reserved)
        },
      ),
      runs,
    )
  })

  it('hide codes of sexual violence and armed groups, count them, and keep the narratives of such a case back', () => {
    const values = {
      risk_codes: ['physical_abuse_violence', 'sexual_abuse_violence', 'associated_with_armed'],
      main_risk: 'sexual_abuse_violence',
      situation_narrative: 'Elle raconte',
      risk_level: 'high',
      justice_status: ['victim'],
    }
    const definition = form('registration')
    const trainee = standardRole('trainee')!
    const sight = sightOn(trainee, [{ definition, values }])
    expect(sight.narratives).toBe(false)
    const seen = seenValues(definition, values, sight)
    expect(seen.values).toEqual({
      risk_codes: ['physical_abuse_violence'],
      risk_level: 'high',
      justice_status: ['victim'],
    })
    expect(seen.reserved).toBe(4)
    expect(seen.partly).toEqual(['risk_codes', 'main_risk'])
    const worker = standardRole('case_worker')!
    expect(seenValues(definition, values, sightOn(worker, [{ definition, values }])).values).toEqual(values)
  })
})

describe('writing', () => {
  it('leaves all that is not seen as it was, whatever is written', () => {
    fc.assert(
      fc.property(anyForm, anySight, fc.infiniteStream(fc.boolean()), ({ definition, values }, sight, coin) => {
        const on = { ...sight, narratives: true }
        const seen = seenValues(definition, values, on)
        const written = writtenForm(definition, seen, on)
        const kept = Object.fromEntries(
          Object.entries(seen.values).filter(([id]) => fieldsOf(written).has(id) && coin.next().value),
        )
        expect(writesReserved(written, kept, on)).toBe(false)
        const after = withUnseen(definition, values, kept, on)
        const again = seenValues(definition, after, on)
        expect(again.reserved).toBe(seen.reserved)
        // Everybody who sees more finds what was there before, in its place.
        for (const [id, value] of Object.entries(values)) {
          if (!fieldsOf(seenForm(definition, on)).has(id) && isFilled(value)) expect(after[id]).toEqual(value)
        }
        for (const [id, value] of Object.entries(kept))
          if (!isRows(values[id])) expect(within({ [id]: value }, after)).toBe(true)
      }),
      runs,
    )
  })

  it('writes everything where everything is seen', () => {
    fc.assert(
      fc.property(anyForm, anyForm, ({ definition, values }, other) => {
        // A name may be that of rows in one form and of a text in another: values are checked before they come here.
        const typeIn = (form: typeof definition, id: string) => fieldsOf(form).get(id)?.type
        const next = Object.fromEntries(
          Object.entries(other.values).filter(([id]) => typeIn(definition, id) === typeIn(other.definition, id)),
        )
        const filled = Object.fromEntries(Object.entries(next).filter(([, value]) => isFilled(value)))
        expect(withUnseen(definition, values, next, whole)).toEqual(filled)
      }),
      { numRuns: 100 },
    )
  })

  it('knows an attempt on a hidden question, a reserved answer, a hidden column', () => {
    const blind = { ...everyRole, sensitive: [], narratives: true }
    const written = seenForm(form('registration'), blind)
    expect(writesReserved(written, { care_address: 'Secteur 4' }, blind)).toBe(true)
    expect(writesReserved(written, { risk_codes: ['neglect', 'sexual_exploitation'] }, blind)).toBe(true)
    expect(writesReserved(written, { care_address: '', risk_codes: ['neglect'] }, blind)).toBe(false)
    const nameless = { ...everyRole, names: false, narratives: true }
    const member = { id: '1'.repeat(32), values: { member_name: 'Awa' } }
    expect(writesReserved(seenForm(form('registration'), nameless), { household_members: [member] }, nameless)).toBe(
      true,
    )
  })
})

describe('levels of forms', () => {
  it('come from the role, its own word before that for the others', () => {
    const role = { ...everyRole, forms: { others: 'read', incident: 'none', follow_up: 'write' } as const }
    expect(['incident', 'follow_up', 'closure', '__proto__'].map((name) => formLevel(role, name))).toEqual([
      'none',
      'write',
      'read',
      'read',
    ])
  })

  it('who registers a child writes consent and registration and knows names', () => {
    const may = standardRoles
      .filter((role) => role.permissions.includes('case.create'))
      .map((role) => mayRegister(role))
    expect(may.every(Boolean)).toBe(true)
    expect(mayRegister({ ...everyRole, names: false })).toBe(false)
    expect(mayRegister({ ...everyRole, forms: { others: 'write', consent: 'read' } })).toBe(false)
  })
})

type Seen = ReturnType<typeof seenValues>

function leaves(condition: Condition | undefined): Condition[] {
  if (condition === undefined) return []
  if ('and' in condition) return condition.and.flatMap(leaves)
  if ('or' in condition) return condition.or.flatMap(leaves)
  return 'not' in condition ? leaves(condition.not) : [condition]
}

function hasClass(definition: (typeof formDefinitions)[number], wanted: SensitiveRight): boolean {
  const fields = [...fieldsOf(definition).values()].flatMap((field) => [field, ...(field.fields ?? [])])
  const options = fields.flatMap((field) => listByName(field.options ?? '')?.options ?? [])
  return [...fields, ...options].some(({ sensitive }) => sensitive === wanted)
}

/** Is everything in `a` also in `b`? */
function within(a: FormValues, b: FormValues): boolean {
  return Object.entries(a).every(([id, value]) => {
    const other = b[id]
    if (isRows(value)) {
      const rows = isRows(other) ? other : []
      return value.every((row) => within(row.values, rows.find(({ id: wanted }) => wanted === row.id)?.values ?? {}))
    }
    if (Array.isArray(value))
      return value.every((each) => Array.isArray(other) && (other as readonly unknown[]).includes(each))
    return JSON.stringify(value) === JSON.stringify(other)
  })
}
