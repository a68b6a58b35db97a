import { describe, expect, test } from 'vitest'
import type { Permission } from '../../../../src-main/contract/permissions.ts'
import type { Role } from '../../../../src-main/domain/access/role.ts'
import { standardRole, standardRoles } from '../../../../src-main/domain/access/standard-roles.ts'
import {
  defaultAccessRules,
  missingConditions,
  reviewDueOn,
  type Standing,
  stateOf,
  trainingEnds,
  windowOf,
} from '../../../../src-main/domain/people/conditions.ts'
import { mayGrant } from '../../../../src-main/domain/people/granting.ts'
import { isKept, type Keeper } from '../../../../src-main/domain/people/keepers.ts'
import { type Person, personOf } from '../../../../src-main/domain/people/person.ts'
import { suggestSignIn } from '../../../../src-main/domain/people/sign-in.ts'

const today = '2026-11-26'
const training = { date: '2026-01-10', trainer: 'Plan', module: 'Lakana', selfDeclared: false }
const conduct = { version: 1, hash: 'h1', at: today }

const person: Person = {
  id: 'a'.repeat(32),
  name: 'Awa Kaboré',
  office: 'b'.repeat(32),
  signIn: 'awa.k',
  role: 'case_worker',
  active: true,
  activeFrom: null,
  activeTo: null,
  agency: '',
  function: '',
  language: null,
  place: null,
  phone: '',
  groups: [],
  training,
  grant: { by: 'c'.repeat(32), basis: 'lettre', at: '2026-08-01' },
  conduct,
  review: null,
  end: null,
}

function standing(part: Partial<Person> = {}, more: Partial<Standing> = {}): Standing & { person: Person } {
  const given = { mustChange: false, conductHash: 'h1', rules: defaultAccessRules, today, ...more }
  return { ...given, person: { ...person, ...part } }
}

describe('conditions of access', () => {
  test('an account opens with its own password, a training and the undertaking in force', () => {
    expect(missingConditions(standing())).toEqual([])
    expect(missingConditions(standing({}, { mustChange: true }))).toEqual(['password'])
    expect(missingConditions(standing({ training: null }))).toEqual(['training'])
    expect(missingConditions(standing({ conduct: null }))).toEqual(['conduct'])
    expect(missingConditions(standing({}, { conductHash: 'h2' }))).toEqual(['conduct'])
    const nothing = standing({ training: null, conduct: null }, { mustChange: true })
    expect(missingConditions(nothing)).toEqual(['password', 'training', 'conduct'])
  })

  test('a training counts for its months, the last day included', () => {
    expect(trainingEnds(training, defaultAccessRules)).toBe('2028-01-09')
    expect(missingConditions(standing({}, { today: '2028-01-09' }))).toEqual([])
    expect(missingConditions(standing({}, { today: '2028-01-10' }))).toEqual(['training-expired'])
    const shorter = { trainingMonths: 6, reviewMonths: 6 }
    expect(missingConditions(standing({}, { rules: shorter }))).toEqual(['training-expired'])
  })

  test('an account is open between its days, both included, and never once ended', () => {
    const days = { active: true, activeFrom: '2026-11-01', activeTo: '2026-11-30' }
    expect(windowOf(days, '2026-10-31')).toBe('not-yet')
    expect(windowOf(days, '2026-11-01')).toBe('open')
    expect(windowOf(days, '2026-11-30')).toBe('open')
    expect(windowOf(days, '2026-12-01')).toBe('over')
    expect(windowOf({ ...days, active: false }, '2026-11-15')).toBe('ended')
  })

  test('an account is reviewed so many months after it was given, then when its review says', () => {
    expect(reviewDueOn(person, defaultAccessRules)).toBe('2027-02-01')
    const review = { at: today, by: 'd', outcome: 'confirmed', next: '2027-05-26' } as const
    expect(reviewDueOn({ ...person, review }, defaultAccessRules)).toBe('2027-05-26')
    expect(reviewDueOn({ ...person, active: false }, defaultAccessRules)).toBeNull()
  })

  test('the state of an account is its gravest', () => {
    expect(stateOf(standing())).toBe('active')
    expect(stateOf(standing({}, { today: '2027-02-01' }))).toBe('review')
    expect(stateOf(standing({ conduct: null }, { mustChange: true }))).toBe('conduct')
    expect(stateOf(standing({ training: null, conduct: null }, { mustChange: true }))).toBe('training')
    expect(stateOf(standing({ active: false, training: null }))).toBe('ended')
    expect(stateOf(standing({ activeTo: '2026-11-25' }))).toBe('over')
  })
})

describe('the last who manages people and roles', () => {
  const having = (...permissions: Permission[]): Role => ({ ...(standardRole('trainee') as Role), permissions })
  const keeper: Keeper = {
    id: 'k',
    role: having('people.manage', 'role.manage'),
    active: true,
    activeFrom: null,
    activeTo: null,
    hasKeys: true,
  }
  const worker: Keeper = { ...keeper, id: 'w', role: having('case.read') }

  test('must be there today, without an end, with both rights and keys of his own', () => {
    expect(isKept([worker, keeper], today)).toBe(true)
    expect(isKept([worker], today)).toBe(false)
    const without: Partial<Keeper>[] = [
      { active: false },
      { activeTo: '2099-12-31' },
      { activeFrom: '2026-11-27' },
      { hasKeys: false },
      { role: having('people.manage') },
      { role: having('role.manage') },
    ]
    for (const part of without) expect([part, isKept([worker, { ...keeper, ...part }], today)]).toEqual([part, false])
  })

  test('another who stays is enough', () => {
    expect(
      isKept(
        [
          { ...keeper, activeTo: '2026-12-31' },
          { ...keeper, id: 'x' },
        ],
        today,
      ),
    ).toBe(true)
  })
})

describe('giving a role', () => {
  const role = (id: string): Role => standardRole(id) as Role

  test('nobody gives what he lacks himself, unless he manages roles', () => {
    for (const given of standardRoles) expect(mayGrant(role('administrator'), given)).toBe(true)
    const focal = role('focal_point')
    expect(mayGrant(focal, focal)).toBe(true)
    expect(mayGrant(focal, role('trainee'))).toBe(true)
    expect(mayGrant(focal, role('case_worker'))).toBe(false)
    expect(mayGrant(role('system_administrator'), role('administrator'))).toBe(false)
  })

  test('a sensitive right counts as a permission does', () => {
    const giver = { ...role('trainee'), sensitive: [] }
    expect(mayGrant(giver, { ...giver, sensitive: ['sexual'] })).toBe(false)
    expect(mayGrant({ ...giver, sensitive: ['sexual', 'hiv'] }, { ...giver, sensitive: ['sexual'] })).toBe(true)
  })
})

describe('a person drawn from the ledger', () => {
  test('is nobody without an account, and takes strange values from elsewhere for empty ones', () => {
    expect(personOf('p', new Map([['name', { name: 'Awa' }]]))).toBeNull()
    const strange = personOf(
      'p',
      new Map<string, never>(
        Object.entries({
          account: { sign_in: 'awa', active: 'yes', role: 7, language: 'mos', office: ['x'] },
          name: 'Awa',
          groups: { ids: ['g', 5, null] },
          training: { date: 3 },
          conduct: { hash: 'h', version: 'one' },
        }) as [string, never][],
      ),
    )
    expect(strange).toMatchObject({ name: '', role: '', active: false, language: null, office: '', groups: ['g'] })
    expect(strange).toMatchObject({ training: null, conduct: { version: 0, hash: 'h', at: '' } })
  })
})

describe('a sign-in name', () => {
  test('follows the person’s name, without accent or AltGr', () => {
    expect(suggestSignIn('Rasmata Sawadogo')).toBe('rasmata.s')
    expect(suggestSignIn('Aïssata Ouédraogo épouse Kaboré')).toBe('aissata.k')
    expect(suggestSignIn('Issa')).toBe('issa')
    expect(suggestSignIn('')).toBe('')
    expect(suggestSignIn('Ɛlisé N’Do')).toMatch(/^[a-z]+\.[a-z]+$/)
  })

  test('takes more of the family name where it is taken', () => {
    expect(suggestSignIn('Rasmata Sawadogo', new Set(['rasmata.s']))).toBe('rasmata.sa')
    expect(suggestSignIn('Issa', new Set(['issa', 'issa2']))).toBe('issa3')
    const all = new Set(['a.b', 'a.ba', 'a.bam'])
    expect(suggestSignIn('A Bam', all)).toBe('a.bam2')
  })
})
