import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { computedIds } from '../../../src-main/domain/forms/computed.ts'
import { namesIn } from '../../../src-main/domain/forms/conditions.ts'
import { formByName, formDefinitions, listByName, optionLists } from '../../../src-main/domain/forms/definitions.ts'
import { fieldsOf } from '../../../src-main/domain/forms/fields.ts'
import {
  type Condition,
  type Field,
  type FormDefinition,
  fieldTypes,
  type Localized,
  sensitiveClasses,
} from '../../../src-main/domain/forms/types.ts'
import { groupsOf, sensitivityOf } from '../../../src-main/domain/forms/visible.ts'

const known = ['child_age', 'child_sex', 'risk_level']
const allFields = (form: FormDefinition): Field[] =>
  [...fieldsOf(form).values()].flatMap((field) => [field, ...(field.fields ?? [])])
const texts = (form: FormDefinition): Localized[] => [
  form.title,
  form.purpose,
  ...form.sections.flatMap((section) => [section.title, ...(section.help ? [section.help] : [])]),
  ...allFields(form).flatMap((field) => [field.label, ...(field.help ? [field.help] : [])]),
]
const conditionsOf = (
  form: FormDefinition,
): { condition: Condition; scope: ReadonlyMap<string, Field>; own: string }[] => {
  const top = fieldsOf(form)
  return form.sections.flatMap((section) => [
    ...(section.showIf ? [{ condition: section.showIf, scope: top, own: section.id }] : []),
    ...section.fields.flatMap((field) => [
      ...(field.showIf ? [{ condition: field.showIf, scope: top, own: field.id }] : []),
      ...(field.fields ?? []).flatMap((cell) =>
        cell.showIf
          ? [
              {
                condition: cell.showIf,
                scope: new Map([...top, ...(field.fields ?? []).map((f) => [f.id, f] as const)]),
                own: cell.id,
              },
            ]
          : [],
      ),
    ]),
  ])
}
const leaves = (condition: Condition): Condition[] => {
  if ('and' in condition) return condition.and.flatMap(leaves)
  if ('or' in condition) return condition.or.flatMap(leaves)
  return 'not' in condition ? leaves(condition.not) : [condition]
}

it('has the 21 forms and 110 lists, found by name', () => {
  expect(formDefinitions.map((form) => form.number).join(' ')).toBe(
    '1A 1B 2 3A 3B 4 5 5A 5B 6 6A A1 A2 A3 A4 A5 A6 A7 A8 A9 A10',
  )
  expect(optionLists).toHaveLength(110)
  expect(formByName('registration')?.number).toBe('1B')
  expect(listByName('sex')?.options.map((option) => option.id)).toEqual(['female', 'male'])
  expect(formByName('nothing')).toBeUndefined()
  expect(
    [...fieldsOf(formByName('registration') as FormDefinition).values()].flatMap((f) => [f, ...(f.fields ?? [])]),
  ).toHaveLength(156)
})

describe.each(formDefinitions.map((form) => [form.number, form] as const))('form %s', (_number, form) => {
  it('has sections and fields with ids of their own', () => {
    const ids = allFields(form).map((field) => field.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(form.sections.map((section) => section.id)).size).toBe(form.sections.length)
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9_]*$/)
    expect(form.sections.every((section) => section.fields.length > 0)).toBe(true)
    expect(form.version).toBeGreaterThan(0)
  })

  it('speaks both languages, typeset as they are printed', () => {
    for (const { fr, en } of texts(form)) expectTypeset(fr, en)
  })

  it('uses known types, lists, classes and limits', () => {
    for (const field of allFields(form)) {
      expect(fieldTypes, field.id).toContain(field.type)
      if (field.sensitive) expect(sensitiveClasses, field.id).toContain(field.sensitive)
      expect(field.options !== undefined, field.id).toBe(field.type === 'oneOf' || field.type === 'severalOf')
      if (field.options) expect(listByName(field.options), field.options).toBeDefined()
      if (field.min !== undefined || field.max !== undefined) expect(field.type).toBe('integer')
      if (field.min !== undefined && field.max !== undefined) expect(field.min).toBeLessThanOrEqual(field.max)
      if (field.maxLength !== undefined) expect(['text', 'longText', 'personName', 'phone']).toContain(field.type)
      if (field.future !== undefined || field.notBefore) expect(field.type).toBe('date')
      for (const other of field.notBefore ?? []) expect(fieldsOf(form).get(other)?.type, field.id).toBe('date')
      if (field.type === 'computed') expect(computedIds).toContain(field.id)
      expect((field.fields?.length ?? 0) > 0, field.id).toBe(field.type === 'rows')
      if (field.type === 'rows') {
        expect(field.rowTitle?.length, field.id).toBeGreaterThan(0)
        for (const title of field.rowTitle ?? [])
          expect(
            field.fields?.some((cell) => cell.id === title),
            title,
          ).toBe(true)
        expect(field.fields?.some((cell) => cell.type === 'rows')).toBe(false)
      }
    }
  })

  it('has conditions that speak of known fields, with values that these can have', () => {
    for (const { condition, scope, own } of conditionsOf(form)) {
      for (const leaf of leaves(condition)) {
        const [name = ''] = namesIn(leaf)
        const field = scope.get(name)
        expect(field !== undefined || known.includes(name), `${own}: ${name}`).toBe(true)
        if (!field) continue
        const options =
          field.type === 'yesNoUnknown'
            ? ['yes', 'no', 'unknown']
            : listByName(field.options ?? '')?.options.map((o) => o.id)
        if ('eq' in leaf) expect(options, own).toContain(leaf.eq[1])
        if ('in' in leaf) for (const value of leaf.in[1]) expect(options, own).toContain(value)
        if ('has' in leaf) {
          expect(field.type).toBe('severalOf')
          expect(options, own).toContain(leaf.has[1])
        }
        if ('eq' in leaf || 'in' in leaf) expect(['oneOf', 'yesNoUnknown'], own).toContain(field.type)
        if ('lt' in leaf || 'ge' in leaf) expect(field.type, own).toBe('integer')
      }
    }
  })

  it('has no circle of conditions, but for a section that stays open once its own field is filled', () => {
    const needs = new Map<string, Set<string>>()
    for (const section of form.sections) {
      for (const field of section.fields) {
        const names = [section.showIf, field.showIf].flatMap((each) => (each ? namesIn(each) : []))
        needs.set(field.id, new Set(names.filter((name) => name !== field.id && fieldsOf(form).has(name))))
      }
    }
    const walk = (id: string, path: readonly string[]): void => {
      expect(path, `${form.form}: ${path.join(' → ')}`).not.toContain(id)
      for (const next of needs.get(id) ?? []) walk(next, [...path, id])
    }
    for (const id of needs.keys()) walk(id, [])
  })

  it('has groups that are not called like a field outside of them, and rows that are groups of their own', () => {
    for (const [group, members] of groupsOf(form)) {
      if (fieldsOf(form).has(group)) expect(members, group).toContain(group)
      const rows = members.filter((id) => fieldsOf(form).get(id)?.type === 'rows')
      if (rows.length > 0) expect(members).toEqual([group])
    }
  })
})

it('has options with ids of their own and labels in both languages', () => {
  expect(new Set(optionLists.map((list) => list.list)).size).toBe(optionLists.length)
  for (const list of optionLists) {
    expectTypeset(list.title.fr, list.title.en)
    expect(new Set(list.options.map((option) => option.id)).size, list.list).toBe(list.options.length)
    expect(new Set(list.options.map((option) => option.label.fr)).size, list.list).toBe(list.options.length)
    for (const { label } of list.options) expectTypeset(label.fr, label.en)
  }
})

it('moves the address of a child in care under the class "care", the commune apart', () => {
  const registration = formByName('registration') as FormDefinition
  expect(sensitivityOf(registration, 'care.address')).toEqual(['care'])
  expect(sensitivityOf(registration, 'address')).toEqual(['contact'])
})

it('gives each consent purpose its group', () => {
  const consent = formByName('consent') as FormDefinition
  const purposes = listByName('consent_purpose')?.options.map((option) => option.id) ?? []
  expect(purposes).toHaveLength(6)
  for (const purpose of purposes) {
    expect(groupsOf(consent).get(`consent.${purpose}`)).toContain(`consent_${purpose}`)
  }
})

const fieldsFile = process.env.LAKANA_CPIMS_FIELDS ?? ''
it.skipIf(!existsSync(fieldsFile))('names CPIMS+ fields that exist', () => {
  const ids = new Set<string>()
  JSON.parse(readFileSync(fieldsFile, 'utf8'), (key, value) => {
    if (key === 'id' && typeof value === 'string') ids.add(value)
    return value
  })
  const unknown = formDefinitions
    .flatMap(allFields)
    .filter((field) => field.cpims !== undefined && !ids.has(field.cpims))
  expect(unknown.map((field) => field.cpims)).toEqual([])
})

function expectTypeset(fr: string, en: string): void {
  for (const text of [fr, en]) {
    expect(text).toBe(text.trim().normalize('NFC'))
    expect(text.length).toBeGreaterThan(0)
    expect(text).not.toMatch(/ {2}|['"]|\.\.\./)
  }
  expect(fr).not.toMatch(/[^\u202f][;:!?»]|«[^\u202f]/)
  expect(en).not.toMatch(/\s[;:!?]/)
}
