import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Permission, permissions } from '../../../src-main/contract/permissions.ts'
import { compareRoles } from '../../../src-main/domain/access/compare-roles.ts'
import { decide } from '../../../src-main/domain/access/decide.ts'
import { holdsCases } from '../../../src-main/domain/access/holds-cases.ts'
import { readRoleContent } from '../../../src-main/domain/access/read-role.ts'
import { formLevels, scopes, sensitiveRights } from '../../../src-main/domain/access/role.ts'
import { readRoleFile, roleFileName, roleFileText } from '../../../src-main/domain/access/role-file.ts'
import { formsOf, type RoleContent } from '../../../src-main/domain/access/role-forms.ts'
import { standardRole, standardRoles } from '../../../src-main/domain/access/standard-roles.ts'
import { subjects, withoutPermission, withPermission } from '../../../src-main/domain/access/subjects.ts'
import { formDefinitions } from '../../../src-main/domain/forms/definitions.ts'
import { en } from '../../../src-renderer/language/en/index.ts'
import { fr } from '../../../src-renderer/language/fr/index.ts'

const forms = formDefinitions.map(({ form }) => form)
const all = { permissions, forms }
const text = (longest: number): fc.Arbitrary<string> =>
  fc.string({ unit: 'grapheme', maxLength: longest / 8 }).map((each) => each.normalize('NFC').slice(0, longest))

const content: fc.Arbitrary<RoleContent> = fc.record({
  name: fc.record({ fr: text(80).filter((each) => each.trim() !== ''), en: text(80) }),
  about: fc.record({ fr: text(300), en: text(300) }),
  permissions: fc.subarray([...permissions]),
  scope: fc.constantFrom(...scopes),
  forms: fc
    .tuple(
      fc.constantFrom(...formLevels),
      fc.dictionary(fc.constantFrom(...formDefinitions.map(({ form }) => form)), fc.constantFrom(...formLevels)),
    )
    .map(([others, levels]) => formsOf(others, levels, forms)),
  names: fc.boolean(),
  sensitive: fc.subarray([...sensitiveRights]),
})

const office = { kind: 'all' } as const

describe('roles read back', () => {
  test('what is written is what is read, and allows exactly its words', () => {
    fc.assert(
      fc.property(content, (role) => {
        const read = readRoleContent(JSON.parse(JSON.stringify(role)), permissions)
        expect(read).toEqual({ content: role, unknown: [] })
        for (const permission of permissions)
          expect(decide({ id: 'x', ...role }, office, permission).allowed).toBe(role.permissions.includes(permission))
      }),
    )
  })

  test('words that are not known are named and allow nothing', () => {
    const { id: _id, ...trainee } = standardRole('trainee') as NonNullable<ReturnType<typeof standardRole>>
    const read = readRoleContent(
      {
        ...trainee,
        permissions: [...trainee.permissions, 'case.delete', 'people.manage.all'],
        scope: 'world',
        sensitive: ['fingerprints'],
        forms: { others: 'own', assessment: 'read', diary: 'write' },
      },
      permissions,
    )
    expect(read?.unknown.toSorted()).toEqual([
      'case.delete',
      'diary',
      'fingerprints',
      'own',
      'people.manage.all',
      'world',
    ])
    expect(read?.content).toEqual({
      ...trainee,
      scope: 'none',
      sensitive: [],
      forms: { others: 'none', assessment: 'read' },
    })
  })

  test.each([null, 5, [], {}, { name: { fr: 'x', en: '' } }])('%j is no role', (value) => {
    expect(readRoleContent(value, permissions)).toBeNull()
  })

  test('levels that say what the others say are left out', () => {
    const said = formsOf('read', { assessment: 'read', closure: 'write' }, forms)
    expect(said).toEqual({ others: 'read', closure: 'write' })
  })
})

describe('role files', () => {
  test('export and import give the same role', () => {
    fc.assert(
      fc.property(content, (role) => {
        const file = { role, from: 'BLS', written: '2026-11-23T08:00:00Z' }
        expect(readRoleFile(roleFileText(file), permissions)).toEqual(file)
      }),
    )
  })

  const { id: _id, ...worker } = standardRole('case_worker') as NonNullable<ReturnType<typeof standardRole>>
  const good = roleFileText({ role: worker, from: 'BLS', written: '2026-11-23T08:00:00Z' })

  test('a file with a byte more or less is damage', () => {
    for (const bad of [
      '',
      '{}',
      '[]',
      'null',
      good.slice(0, -2),
      `${good} `,
      good.replace('"from"', '"extra":1,"from"'),
    ])
      expect(readRoleFile(bad, permissions)).toBe('damaged')
  })

  test('rights of another version are refused by name', () => {
    expect(readRoleFile(good.replace('"case.read"', '"case.burn"'), permissions)).toEqual({ unknown: ['case.burn'] })
    expect(readRoleFile(good.replace('"version":1', '"version":2'), permissions)).toEqual({ unknown: ['version 2'] })
  })

  test('names of files are ASCII whatever the role is called', () => {
    expect(roleFileName('BLS', 'Assistante sociale — Éveil')).toBe('LKR-BLS-assistante-sociale-eveil.lkr')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(roleFileName('BLS', name)).toMatch(/^LKR-BLS-[a-z0-9](?:[a-z0-9-]{0,39})\.lkr$/)
      }),
    )
  })
})

describe('rules about roles', () => {
  test('every permission stands under one subject, and what it needs comes and goes with it', () => {
    expect(Object.values(subjects).flat().toSorted()).toEqual([...permissions].toSorted())
    expect(withPermission([], 'role.manage')).toEqual(['role.manage', 'role.read', 'people.read'])
    expect(withoutPermission(['people.read', 'role.read', 'role.manage', 'log.read'], 'people.read')).toEqual([
      'log.read',
    ])
    fc.assert(
      fc.property(fc.subarray([...permissions]), fc.constantFrom(...permissions), (held, word) => {
        const whole = held.reduce<Permission[]>(withPermission, [])
        const less = withoutPermission(whole, word)
        // Nothing is left that hangs on what was taken: putting it all back adds nothing.
        expect(less.reduce<Permission[]>(withPermission, []).toSorted()).toEqual(less.toSorted())
        const without = withoutPermission(withPermission(held, word), word)
        expect(without).not.toContain(word)
        expect(held.filter((each) => without.includes(each))).toEqual(without.filter((each) => held.includes(each)))
      }),
    )
  })

  test('every act, scope, subject and sensitive part has its words in both languages', () => {
    for (const words of [fr.roles, en.roles] as Readonly<Record<string, string>>[]) {
      for (const word of permissions) expect(words[`act.${word}`], word).toMatch(/^\p{Lu}.{5,}/u)
      for (const word of Object.keys(subjects)) expect(words[`subject.${word}`], word).toBeTruthy()
      for (const word of scopes) expect(words[`scope.${word}.text`], word).toMatch(/\.$/)
      for (const word of sensitiveRights) expect(words[`sensitive.${word}.text`], word).toMatch(/\.$/)
      for (const word of formLevels) expect(words[`level.${word}`], word).toBeTruthy()
      const acts = permissions.map((word) => words[`act.${word}`])
      expect(new Set(acts).size).toBe(permissions.length)
    }
  })

  test('comparing puts differences first and forgets nothing', () => {
    fc.assert(
      fc.property(content, content, (left, right) => {
        const { differ, same } = compareRoles(left, right, all)
        expect(differ.length + same.length).toBe(
          2 + permissions.length + formDefinitions.length + sensitiveRights.length,
        )
        expect(compareRoles(left, left, all).differ).toEqual([])
        const words = differ.flatMap((point) => (point.of === 'act' ? [point.word] : []))
        expect(words).toEqual(
          permissions.filter((each) => left.permissions.includes(each) !== right.permissions.includes(each)),
        )
      }),
    )
  })

  test('who can hold cases', () => {
    const able = standardRoles.filter(holdsCases).map(({ id }) => id)
    expect(able).toEqual(['administrator', 'case_worker', 'supervisor', 'partner_agency'])
    expect(holdsCases(null)).toBe(false)
  })
})
