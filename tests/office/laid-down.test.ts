import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CallInput } from '../../src-main/contract/index.ts'
import { standardRole } from '../../src-main/domain/access/standard-roles.ts'
import { enter, newPerson } from '../support/colleague.ts'
import { carryKey, enrolOffices } from '../support/enrol.ts'
import { acceptConduct, newTestOffice, type TestOffice } from '../support/office.ts'

let folder: string
let key: string
let region: TestOffice
let district: TestOffice

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-laid-'))
  key = join(folder, 'KEY')
  mkdirSync(key)
  region = await newTestOffice({ home: join(folder, 'region'), level: 'region' })
  district = await newTestOffice({ home: join(folder, 'district') })
  await enrolOffices(district, region, key)
})
afterEach(async () => {
  for (const office of [region, district]) await office.close()
  rmSync(folder, { recursive: true, force: true })
})

const layDown = (kind: CallInput<'exchange.layDown'>['kind']) => region.call('exchange.layDown', { kind })
const carry = async () => (await carryKey(key, region, district))[0]
const from = 'Direction régionale du Kuilsé'
const code = async (work: ReturnType<TestOffice['raw']>) => {
  const result = await work
  return result.ok ? 'ok' : result.error.code
}

describe('the undertaking laid down by the region', () => {
  test('counts in the district before its own, is accepted anew by everybody, and is changed at the region only', async () => {
    await district.call('conduct.set', { fr: 'Texte du district', en: '', after: 1 })
    await acceptConduct((name, input) => district.call(name, input))
    await region.call('conduct.set', { fr: '# Engagement\nTexte de la région', en: '', after: 1 })
    await acceptConduct((name, input) => region.call(name, input))
    await layDown('conduct')
    expect(await carry()).toMatchObject({ documents: [{ kind: 'conduct', version: 1, outcome: 'new' }] })
    expect((await district.call('conditions.state', {})).missing).toEqual(['conduct'])
    expect(await code(district.raw('people.list', {}))).toBe('session.conditions')
    const shown = await district.call('conduct.current', {})
    expect(shown).toMatchObject({ fr: '# Engagement\nTexte de la région', above: true, set: { by: from } })
    await acceptConduct((name, input) => district.call(name, input))
    expect((await district.call('conditions.state', {})).missing).toEqual([])
    expect(await district.raw('conduct.set', { fr: 'Autre', en: '', after: 1 })).toMatchObject({
      error: { code: 'conduct.from-above', details: { office: from } },
    })
    const [above, own] = await district.call('conduct.versions', {})
    expect([above?.acceptedBy, own?.acceptedBy, own?.fr]).toEqual([1, 0, 'Texte du district'])
    expect(await carry()).toMatchObject({ documents: [] })
    expect((await district.call('conditions.state', {})).missing).toEqual([])
  })
})

describe('roles laid down by the region', () => {
  const { id: _id, ...worker } = standardRole('case_worker')!
  const content = (fr: string, more: object = {}) =>
    ({ ...worker, name: { fr, en: '' }, ...more }) as unknown as CallInput<'roles.save'>['content']
  const role = async (at: TestOffice, id: string) =>
    (await at.call('roles.list', {})).roles.find((each) => each.id === id)

  test('can be given in the district, follow the region’s changes at once, and are not changed there', async () => {
    const { id } = await region.call('roles.save', { id: null, revision: '', content: content('Relais du Kuilsé') })
    await layDown('roles')
    expect(await carry()).toMatchObject({ documents: [{ kind: 'roles', version: 1, outcome: 'new' }] })
    expect(await role(district, id)).toMatchObject({ from, standard: false, withdrawn: false })
    const { id: awa } = await district.call('people.create', newPerson({ role: id }))
    const refused = { id, revision: '', content: content('À nous') }
    expect(await code(district.raw('roles.save', refused))).toBe('role.from-above')
    expect(await code(district.raw('roles.retire', { id }))).toBe('role.from-above')
    expect(await code(district.raw('roles.save', { ...refused, id: null, content: content('Relais du Kuilsé') }))).toBe(
      'role.name-taken',
    )

    const { revision } = (await role(region, id))!
    await region.call('roles.save', {
      id,
      revision,
      content: content('Relais du Kuilsé', { permissions: ['case.read'] }),
    })
    await layDown('roles')
    await carry()
    expect((await role(district, id))?.content.permissions).toEqual(['case.read'])

    // Withdrawn at the region: whoever holds it keeps it, nobody else is given it.
    await region.call('roles.retire', { id })
    await layDown('roles')
    await carry()
    expect(await role(district, id)).toMatchObject({ withdrawn: true, holders: [{ id: awa }] })
    const other = newPerson({ role: id, name: 'Issa Ouédraogo', signIn: 'issa.o' })
    expect(await code(district.raw('people.create', other))).toBe('person.role-unknown')
  })

  test('wait where nobody would manage people any more', async () => {
    const { id: _admin, ...administrator } = standardRole('administrator')!
    const keeping = {
      ...administrator,
      name: { fr: 'Responsable', en: '' },
    } as unknown as CallInput<'roles.save'>['content']
    const { id } = await region.call('roles.save', { id: null, revision: '', content: keeping })
    await layDown('roles')
    await carry()
    const before = await role(district, id)
    // The second person takes over from the first, who keeps no such role.
    const person = newPerson({ role: id })
    const { password } = await district.call('people.create', person)
    const first = (await district.call('people.list', {})).items.find(({ signIn }) => signIn === 'rasmata.s')
    await district.call('session.lock', { reason: 'person' })
    await enter(district, person.signIn, password, 'le fleuve passe devant chez moi')
    await district.call('people.change', { id: first!.id, role: 'case_worker' })
    const { revision } = (await role(region, id))!
    await region.call('roles.save', { id, revision, content: { ...keeping, permissions: ['case.read'] } })
    await layDown('roles')
    await carry()
    expect((await role(district, id))?.content).toEqual(before?.content)
    const roles = (await district.call('exchange.documents', {})).inForce.find(({ kind }) => kind === 'roles')
    expect(roles).toMatchObject({ version: 2, waits: true })
  })
})
