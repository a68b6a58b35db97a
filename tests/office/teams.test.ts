import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CallInput, CallName, CallOutput } from '../../src-main/contract/index.ts'
import { windowOrigin } from '../../src-main/contract/wire.ts'
import { standardRole } from '../../src-main/domain/access/standard-roles.ts'
import { dispatch } from '../../src-main/office/dispatch.ts'
import { caseFacts } from '../../src-main/store/case-facts.ts'
import { ownGroups } from '../../src-main/store/groups.ts'
import { ownRoles, roleById } from '../../src-main/store/roles.ts'
import { stateHash } from '../../src-main/store/state-hash.ts'
import { openPlainOffice, type PlainOffice } from '../support/plain-office.ts'
import { change, children, hire, signedInAs } from '../support/team.ts'

let plain: PlainOffice

beforeEach(async () => {
  plain = await openPlainOffice()
})
afterEach(() => plain.close())

/** Asks through the one door, as whoever is signed in. */
async function ask<N extends CallName>(
  call: N,
  input: CallInput<N>,
  cancelled: () => boolean = () => false,
): Promise<CallOutput<N>> {
  const result = await dispatch(plain.context, {
    call,
    input,
    sender: windowOrigin,
    progress: () => undefined,
    cancelled,
  })
  if (!result.ok) throw Object.assign(new Error(result.error.code), result.error)
  return result.value as CallOutput<N>
}

const contentOf = (id: string, more: object = {}): CallInput<'roles.save'>['content'] => {
  const { id: _id, ...content } = standardRole(id) ?? { id: '' }
  return { ...content, ...more } as CallInput<'roles.save'>['content']
}
const named = (fr: string) => ({ name: { fr, en: '' } })
const workerOf = (id: string): string | null | undefined => caseFacts(plain.office.db, id)?.worker

describe('roles of an office', () => {
  test('a copy is made, changed, held by somebody, and cannot be retired while it is', async () => {
    const before = await ask('roles.list', {})
    expect(before.roles.every(({ standard }) => standard)).toBe(true)
    const { id } = await ask('roles.save', {
      id: null,
      revision: '',
      content: contentOf('trainee', { ...named('Assistante sociale'), sensitive: ['hiv'] }),
    })
    const saved = (await ask('roles.list', {})).roles.at(-1)
    expect(saved).toMatchObject({
      id,
      standard: false,
      content: { name: { fr: 'Assistante sociale' }, sensitive: ['hiv'] },
    })
    const content = { ...contentOf('trainee'), ...named('Assistante'), scope: 'office' as const }
    await ask('roles.save', { id, revision: saved?.revision ?? '', content })
    expect(roleById(plain.office.db, id)).toMatchObject({ scope: 'office', sensitive: [] })
    await expect(ask('roles.save', { id, revision: saved?.revision ?? '', content })).rejects.toThrow(
      'role.changed-since',
    )
    const holder = hire(plain, 'Awa Zongo', id)
    await expect(ask('roles.retire', { id })).rejects.toMatchObject({
      code: 'role.in-use',
      details: { people: 'Awa Zongo' },
    })
    change(plain, holder, { active: false })
    await ask('roles.retire', { id })
    expect(roleById(plain.office.db, id)).toBeNull()
    expect((await ask('roles.list', {})).roles.length).toBe(before.roles.length)
    await expect(ask('roles.retire', { id })).rejects.toThrow('role.not-found')
  })

  test('what somebody with a role may do follows the role as it is now, at work too', async () => {
    const { id } = await ask('roles.save', { id: null, revision: '', content: contentOf('trainee', named('Aide')) })
    const aide = signedInAs(plain, hire(plain, 'Awa Zongo', id))
    await expect(ask('cases.facets', {})).resolves.toBeDefined()
    await expect(ask('groups.list', {})).rejects.toThrow('session.permission')
    const atWork = plain.context.open
    signedInAs(plain, plain.office.person.id)
    const revision = (await ask('roles.list', {})).roles.at(-1)?.revision ?? ''
    const content = contentOf('trainee', { ...named('Aide'), permissions: ['people.read'] })
    await ask('roles.save', { id, revision, content })
    plain.context.open = atWork
    expect(aide.access.role.permissions).toContain('case.read')
    await expect(ask('groups.list', {})).resolves.toBeDefined()
    await expect(ask('cases.facets', {})).rejects.toThrow('session.permission')
  })

  test('standard roles stay; two roles never share a name; only role.manage saves', async () => {
    const content = contentOf('trainee', named('Autre'))
    await expect(ask('roles.retire', { id: '0'.repeat(32) })).rejects.toThrow('role.not-found')
    for (const fr of ['Stagiaire', 'STAGIAIRE', ' stagiaire'])
      await expect(
        ask('roles.save', { id: null, revision: '', content: { ...content, ...named(fr) } }),
      ).rejects.toThrow('role.name-taken')
    signedInAs(plain, hire(plain, 'Awa', 'focal_point'))
    await expect(ask('roles.save', { id: null, revision: '', content })).rejects.toThrow('session.permission')
  })

  test('the last who manages people and roles cannot take that from his own role', async () => {
    const { person } = plain.office
    const all = contentOf('administrator', named('Cheffe'))
    const { id } = await ask('roles.save', { id: null, revision: '', content: all })
    change(plain, person.id, { role: id })
    const revision = (await ask('roles.list', {})).roles.at(-1)?.revision ?? ''
    const less = { ...all, permissions: all.permissions.filter((each) => each !== 'role.manage') }
    await expect(ask('roles.save', { id, revision, content: less })).rejects.toThrow('access.last-administrator')
    // Somebody who cannot sign in is nobody to rely on.
    const second = hire(plain, 'Deuxième', 'administrator')
    await expect(ask('roles.save', { id, revision, content: less })).rejects.toThrow('access.last-administrator')
    const names = { personId: second, signInName: 'deuxieme', displayName: 'Deuxième' }
    await plain.office.vault.addPerson(names, 'trois poules au marché')
    await expect(ask('roles.save', { id, revision, content: less })).resolves.toEqual({ id })
  })

  test('a role travels as a file; damaged and too new ones are refused by name', async () => {
    const key = join(plain.home, 'key')
    mkdirSync(key)
    const { file } = await ask('roles.export', { id: 'case_worker', path: key })
    expect(file).toMatch(/^LKR-[A-Z]+-travailleur-social\.lkr$/)
    const good = readFileSync(join(key, file), 'utf8')
    writeFileSync(join(key, 'LKR-X-cut.lkr'), good.slice(0, 100))
    writeFileSync(join(key, 'LKR-X-new.lkr'), good.replace('"case.read"', '"case.burn"'))
    const found = (await ask('roles.found', { path: key })).roles
    expect(found.map(({ error }) => error)).toEqual([
      null,
      { code: 'role.file-damaged', details: {} },
      { code: 'role.file-unknown', details: { words: 'case.burn' } },
    ])
    expect(found[0]?.content).toEqual(contentOf('case_worker'))
    expect(readdirSync(key).length).toBe(3)
  })
})

describe('groups', () => {
  test('made, renamed, people in and out, dissolved; the supervisor reaches the cases of his groups', async () => {
    const [awa, issa, chief] = [hire(plain, 'Awa'), hire(plain, 'Issa'), hire(plain, 'Salif', 'supervisor')]
    const [hers] = children(plain, awa, 1) as [string]
    const [his] = children(plain, issa, 1) as [string]
    const { id } = await ask('groups.save', { id: null, name: 'Nord', members: [awa, issa], supervisors: [chief] })
    await expect(ask('groups.save', { id: null, name: 'NORD', members: [], supervisors: [] })).rejects.toThrow(
      'group.name-taken',
    )
    await expect(ask('groups.save', { id, name: 'Nord', members: ['f'.repeat(32)], supervisors: [] })).rejects.toThrow(
      'person.unknown',
    )
    await ask('groups.save', { id, name: 'Nord-Est', members: [awa], supervisors: [chief] })
    expect((await ask('groups.list', {})).groups).toEqual([
      { id, name: 'Nord-Est', members: [awa], supervisors: [chief] },
    ])
    signedInAs(plain, chief)
    await expect(ask('cases.get', { id: hers })).resolves.toBeDefined()
    await expect(ask('cases.get', { id: his })).rejects.toThrow('case.out-of-scope')
    // A member does not reach what his supervisor holds.
    const [chiefs] = children(plain, chief, 1) as [string]
    signedInAs(plain, awa)
    await expect(ask('cases.get', { id: chiefs })).rejects.toThrow('case.out-of-scope')
    signedInAs(plain, plain.office.person.id)
    await ask('groups.dissolve', { id })
    expect((await ask('groups.list', {})).groups).toEqual([])
    signedInAs(plain, chief)
    await expect(ask('cases.get', { id: hers })).rejects.toThrow('case.out-of-scope')
  })
})

describe('giving cases', () => {
  test('a whole caseload of one who leaves is shared out, as previewed, and given back', async () => {
    const [awa, issa, leaver] = [hire(plain, 'Awa'), hire(plain, 'Issa'), hire(plain, 'Partante')]
    children(plain, awa, 2)
    const cases = children(plain, leaver, 7)
    change(plain, leaver, { active: false })
    const to = [awa, issa]
    const preview = await ask('assign.preview', { selection: { worker: leaver }, to })
    expect(preview).toMatchObject({ cases: 7, left: 0 })
    const loads = Object.fromEntries(preview.loads.map(({ id, before, after }) => [id, [before, after]]))
    expect(loads).toEqual({ [leaver]: [7, 0], [awa]: [2, expect.any(Number)], [issa]: [0, expect.any(Number)] })
    expect([loads[awa]?.[1], loads[issa]?.[1]].sort()).toEqual([4, 5])
    const done = await ask('assign.give', { selection: { worker: leaver }, to, reason: 'Départ à Kaya' })
    expect(done).toMatchObject({ given: 7, stopped: false })
    const counts = to.map((id) => cases.filter((each) => workerOf(each) === id).length)
    expect(counts).toEqual([(loads[awa]?.[1] ?? 0) - 2, loads[issa]?.[1]])
    // One has gone on meanwhile: it stays where it is.
    const [first] = cases as [string]
    const other = workerOf(first) === awa ? issa : awa
    await ask('assign.give', { selection: { cases: [first] }, to: [other], reason: '' })
    const undo = done.undo ?? { from: 0, to: 0 }
    expect(await ask('assign.undo', undo)).toEqual({ restored: 6, kept: 1 })
    expect(cases.filter((each) => workerOf(each) === leaver).length).toBe(6)
    expect(workerOf(first)).toBe(other)
  })

  test('the history says who got it, who had it and why', async () => {
    const [awa, issa] = [hire(plain, 'Awa Zongo'), hire(plain, 'Issa Kaboré')]
    const [id] = children(plain, awa, 1) as [string]
    await ask('assign.give', { selection: { cases: [id] }, to: [issa], reason: 'Congé' })
    await ask('assign.coworkers', { caseId: id, people: [awa] })
    const [second, first] = (await ask('cases.history', { id, offset: 0, limit: 5 })).entries
    expect(first?.items).toMatchObject([
      { kind: 'case-state', field: 'worker', from: 'Awa Zongo', to: 'Issa Kaboré' },
      { kind: 'case-state', field: 'reason', to: 'Congé' },
    ])
    expect(second?.items).toMatchObject([{ kind: 'row-added', field: 'coworkers', to: 'Awa Zongo' }])
  })

  test('a supervisor gives within his groups only, to people who can hold cases', async () => {
    const [awa, issa, far] = [hire(plain, 'Awa'), hire(plain, 'Issa'), hire(plain, 'Lointain')]
    const [gone, trainee, chief] = [
      hire(plain, 'Partie'),
      hire(plain, 'Élève', 'trainee'),
      hire(plain, 'Salif', 'supervisor'),
    ]
    const [hers] = children(plain, awa, 1) as [string]
    const [others] = children(plain, far, 1) as [string]
    await ask('groups.save', { id: null, name: 'Nord', members: [awa, issa, gone, trainee], supervisors: [chief] })
    change(plain, gone, { active: false })
    signedInAs(plain, chief)
    expect((await ask('assign.people', {})).people.flatMap(({ id, holds }) => (holds ? [id] : [])).sort()).toEqual(
      [awa, issa, chief].sort(),
    )
    for (const to of [far, gone, trainee])
      await expect(ask('assign.give', { selection: { cases: [hers] }, to: [to], reason: '' })).rejects.toThrow(
        'assign.not-able',
      )
    const mixed = await ask('assign.preview', { selection: { cases: [hers, others] }, to: [issa] })
    expect(mixed).toMatchObject({ cases: 1, left: 1 })
    await ask('assign.give', { selection: { cases: [hers, others] }, to: [issa], reason: '' })
    expect([workerOf(hers), workerOf(others)]).toEqual([issa, far])
    await expect(ask('assign.coworkers', { caseId: others, people: [awa] })).rejects.toThrow('case.out-of-scope')
    signedInAs(plain, awa)
    await expect(ask('assign.give', { selection: { cases: [hers] }, to: [issa], reason: '' })).rejects.toThrow(
      'session.permission',
    )
  })

  test('all that a filter finds, in changes of 200, stopped on the way and undone', async () => {
    const [awa, issa] = [hire(plain, 'Awa'), hire(plain, 'Issa')]
    const cases = children(plain, awa, 230)
    const selection = { filters: { worker: awa, status: 'open' as const } }
    expect(await ask('assign.preview', { selection, to: [issa] })).toMatchObject({ cases: 230 })
    const stopped = await ask('assign.give', { selection, to: [issa], reason: '' }, () => true)
    expect(stopped).toMatchObject({ given: 200, stopped: true })
    const rest = await ask('assign.give', { selection, to: [issa], reason: '' })
    expect(rest).toMatchObject({ given: 30, stopped: false })
    await ask('assign.undo', stopped.undo ?? { from: 1, to: 1 })
    expect(cases.filter((each) => workerOf(each) === awa).length).toBe(200)
  })

  test('a case that nobody followed goes back to nobody', async () => {
    const awa = hire(plain, 'Awa')
    const [id] = children(plain, awa, 1) as [string]
    const { person, ledger } = plain.office
    const author = { person: person.id, role: person.role, time: '2026-11-20T08:00:00Z' }
    ledger.append(author, [{ t: 'set', r: id, g: 'worker', value: {} }])
    expect(await ask('assign.waiting', {})).toMatchObject({ total: 1, items: [{ item: { id }, left: '' }] })
    const { undo } = await ask('assign.give', { selection: { cases: [id] }, to: [awa], reason: '' })
    expect(workerOf(id)).toBe(awa)
    expect(await ask('assign.undo', undo ?? { from: 1, to: 1 })).toEqual({ restored: 1, kept: 0 })
    expect(workerOf(id)).toBeNull()
  })

  test('nothing but one’s own assignments can be undone that way', async () => {
    const awa = hire(plain, 'Awa')
    const [id] = children(plain, awa, 1) as [string]
    const top = plain.office.ledger.head(plain.office.self.replica)?.seq ?? 0
    await expect(ask('assign.undo', { from: 1, to: top })).rejects.toThrow('assign.undone')
    const { undo } = await ask('assign.give', { selection: { cases: [id] }, to: [hire(plain, 'Issa')], reason: '' })
    signedInAs(plain, hire(plain, 'Salif', 'supervisor'))
    await expect(ask('assign.undo', undo ?? { from: 1, to: 1 })).rejects.toThrow('assign.undone')
  })
})

describe('co-workers', () => {
  test('they reach the case, are shown on it, and no longer when taken off', async () => {
    const [awa, issa] = [hire(plain, 'Awa'), hire(plain, 'Issa')]
    const [id] = children(plain, awa, 1) as [string]
    expect(await ask('assign.coworkers', { caseId: id, people: [issa, awa] })).toEqual({
      coworkers: [{ id: issa, name: 'Issa' }],
    })
    signedInAs(plain, issa)
    expect((await ask('cases.get', { id })).coworkers).toEqual([{ id: issa, name: 'Issa' }])
    signedInAs(plain, plain.office.person.id)
    await ask('assign.coworkers', { caseId: id, people: [] })
    signedInAs(plain, issa)
    await expect(ask('cases.get', { id })).rejects.toThrow('case.out-of-scope')
  })
})

describe('caseload', () => {
  test('open cases by risk, late ones, those of nobody, workers of each supervisor', async () => {
    const [awa, issa, chief] = [hire(plain, 'Awa'), hire(plain, 'Issa'), hire(plain, 'Salif', 'supervisor')]
    children(plain, awa, 3)
    const gone = hire(plain, 'Partie')
    const waiting = children(plain, gone, 1)
    change(plain, gone, { active: false })
    await ask('groups.save', { id: null, name: 'Nord', members: [awa, issa], supervisors: [chief] })
    const list = await ask('caseload.list', {})
    expect(list).toMatchObject({ casesPerWorker: 25, workersPerSupervisor: 6, unassigned: 0 })
    const hers = list.workers.find(({ id }) => id === awa)
    expect(hers).toMatchObject({ open: 3, active: true, groups: ['Nord'] })
    expect((hers?.high ?? 0) + (hers?.medium ?? 0) + (hers?.low ?? 0) + (hers?.unrated ?? 0)).toBe(3)
    expect(list.workers.find(({ id }) => id === gone)).toMatchObject({ open: 1, active: false, name: 'Partie' })
    expect(list.supervisors).toEqual([{ id: chief, name: 'Salif', groups: ['Nord'], workers: 2, open: 3 }])
    const { items, total } = await ask('assign.waiting', {})
    expect(total).toBe(1)
    expect(items[0]).toMatchObject({ item: { id: waiting[0] }, left: 'Partie', hours: 0, late: false })
    signedInAs(plain, chief)
    expect((await ask('caseload.list', {})).workers.map(({ id }) => id).sort()).toEqual([awa, issa, chief].sort())
    expect((await ask('assign.waiting', {})).total).toBe(0)
    signedInAs(plain, hire(plain, 'Système', 'system_administrator'))
    expect((await ask('caseload.list', {})).workers).toEqual([])
  })
})

test('roles, groups, assignments and co-workers are made again from the ledger alike', async () => {
  const [awa, issa] = [hire(plain, 'Awa'), hire(plain, 'Issa')]
  const cases = children(plain, awa, 5)
  await ask('roles.save', { id: null, revision: '', content: contentOf('trainee', named('Aide')) })
  await ask('groups.save', { id: null, name: 'Nord', members: [awa, issa], supervisors: [issa] })
  for (const caseId of cases.slice(0, 3)) await ask('assign.coworkers', { caseId, people: [issa] })
  await ask('assign.coworkers', { caseId: cases[0] ?? '', people: [] })
  await ask('assign.give', { selection: { cases: cases.slice(2) }, to: [issa], reason: 'x' })
  const { db, ledger } = plain.office
  const picture = () => [stateHash(db), ownRoles(db), ownGroups(db), cases.map((id) => caseFacts(db, id))]
  const before = picture()
  expect(before[3]).toMatchObject([
    { coworkers: [] },
    { coworkers: [issa] },
    { coworkers: [issa], worker: issa },
    {},
    {},
  ])
  ledger.rebuild()
  expect(picture()).toEqual(before)
})
