import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CallInput, type CallName, contract } from '../../src-main/contract/index.ts'
import { addDays } from '../../src-main/domain/dates/days.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { enter as enterAs, newPerson as somebody } from '../support/colleague.ts'
import { acceptConduct, newTestOffice, type TestOffice, testPassword, trainedBefore } from '../support/office.ts'

const started = new Date('2026-11-26T09:00:00Z')
let now = started
let office: TestOffice
const head = { signIn: 'rasmata.s', password: testPassword }
const awaPassword = 'sept pintades sous le néré'

const asHead = () => office.call('session.signIn', head)
const code = async (name: CallName, input: unknown): Promise<string> => {
  const result = await office.raw(name, input)
  return result.ok ? 'ok' : result.error.code
}
const days = (count: number): Date => new Date(started.getTime() + count * 86_400_000)

const newPerson = (part: Partial<CallInput<'people.create'>> = {}) => somebody(part, started)
const enter = (signIn: string, temporary: string, next: string) => enterAs(office, signIn, temporary, next)

beforeAll(async () => {
  // The steady clock goes with the one on the wall: time passes here, nobody sets a clock.
  office = await newTestOffice({ now: () => now, monotonic: () => now.getTime() })
})
afterAll(() => office.close())

describe('somebody is let in', () => {
  let awa: { id: string; password: string }

  test('by an account with a temporary password, seen in the list and in the history', async () => {
    awa = await office.call('people.create', newPerson())
    expect(awa.password.split('-').length).toBeGreaterThanOrEqual(5)
    const { items, roles } = await office.call('people.list', {})
    expect(items.map(({ name, state }) => [name, state])).toEqual([
      ['Awa Kaboré', 'conduct'],
      ['Rasmata Sawadogo', 'active'],
    ])
    expect(roles.every((role) => role.mayGrant)).toBe(true)
    expect(await office.call('people.get', { id: awa.id })).toMatchObject({
      grant: { by: 'Rasmata Sawadogo', basis: 'Demande du directeur provincial n° 12', at: '2026-11-26' },
      training: { trainer: 'Point focal du Kuilsé', selfDeclared: false },
      mustChange: true,
      hasKeys: true,
      mayReset: true,
    })
    const history = await office.call('people.history', { id: awa.id })
    expect(history).toHaveLength(1)
    expect(history[0]?.changes).toContainEqual({ field: 'account.role', from: null, to: 'case_worker' })
  })

  test('a name that somebody has, a role that does not exist, reversed days, a training to come', async () => {
    expect(await code('people.create', newPerson())).toBe('vault.name-taken')
    expect(await code('people.create', newPerson({ signIn: 'x.y', role: 'king' }))).toBe('person.role-unknown')
    const reversed = { activeFrom: '2026-12-02', activeTo: '2026-12-01' }
    expect(await code('people.create', newPerson({ signIn: 'x.y', ...reversed }))).toBe('person.dates')
    const training = { ...trainedBefore(started), date: '2026-11-28' }
    expect(await code('people.create', newPerson({ signIn: 'x.y', training }))).toBe('call.input')
    expect((await office.call('people.list', {})).items).toHaveLength(2)
  })

  test('until the conditions are met, no call answers but those of entering', async () => {
    const session = await office.call('session.signIn', { signIn: 'awa.k', password: awa.password })
    expect(session.missing).toEqual(['password', 'conduct'])
    const answers = await Promise.all(
      (Object.keys(contract) as CallName[])
        .filter((name) => contract[name].needs !== 'nobody')
        .map(async (name) => [name, contract[name].needs, await code(name, { unexpected: true })]),
    )
    for (const [name, needs, answer] of answers)
      expect([name, answer]).toEqual([name, needs === 'entering' ? 'call.input' : 'session.conditions'])
    expect((await office.call('conditions.state', {})).helpers).toEqual(['Rasmata Sawadogo'])
  })

  test('she takes a password of her own, accepts the text in force, and works', async () => {
    const current = awa.password
    expect(await code('session.changePassword', { current, next: current })).toBe('session.password-same')
    await office.call('session.changePassword', { current, next: awaPassword })
    expect((await office.call('conditions.state', {})).missing).toEqual(['conduct'])
    const { version, hash } = await office.call('conduct.current', {})
    expect(await code('conduct.accept', { version, hash: hash.replace(/./g, '0') })).toBe('conduct.changed-since')
    await office.call('conduct.accept', { version, hash })
    expect((await office.call('setup.status', {})).session?.missing).toEqual([])
    expect(await code('home.summary', {})).toBe('ok')
    expect(await code('people.list', {})).toBe('session.permission')
    await office.call('session.lock', { reason: 'person' })
    expect(await code('session.signIn', { signIn: 'awa.k', password: awa.password })).toBe('session.wrong-password')
  })

  test('a new version of the text asks everybody again', async () => {
    await asHead()
    const before = await office.call('conduct.current', {})
    const set = { fr: '# Texte du bureau\n\nJe m’engage.', en: '', after: before.version }
    expect(await office.call('conduct.set', set)).toEqual({ version: before.version + 1 })
    expect(await code('people.list', {})).toBe('session.conditions')
    await acceptConduct((name, input) => office.call(name, input))
    expect(await code('conduct.set', set)).toBe('conduct.changed-since')
    expect(await office.call('conduct.versions', {})).toMatchObject([{ version: 2, en: '', acceptedBy: 1 }])
    // The wrong password above costs a second.
    await pause(1100)
    const session = await office.call('session.signIn', { signIn: 'awa.k', password: awaPassword })
    expect(session.missing).toEqual(['conduct'])
    await acceptConduct((name, input) => office.call(name, input))
    await asHead()
    expect((await office.call('people.get', { id: awa.id })).conduct).toMatchObject({ version: 2, current: true })
  })

  test('a training runs out; who manages people declares his own, anybody else cannot', async () => {
    // Work goes on in between: a clock that leaps over more than a year of silence would be doubted.
    for (const day of [300, 600]) {
      now = days(day)
      await asHead()
      await office.call('people.change', { id: awa.id, phone: `7000${day}` })
    }
    now = days(800)
    const mine = await asHead()
    expect(mine.missing).toEqual(['training-expired'])
    await office.call('conditions.declareTraining', trainedBefore(now))
    const { items } = await office.call('people.list', {})
    expect(items.map(({ name, state }) => [name, state])).toContainEqual(['Awa Kaboré', 'training-expired'])
    expect((await office.call('people.get', { id: mine.personId })).training?.selfDeclared).toBe(true)
    await office.call('session.signIn', { signIn: 'awa.k', password: awaPassword })
    expect(await code('conditions.declareTraining', trainedBefore(now))).toBe('session.permission')
    await asHead()
    await office.call('people.change', { id: awa.id, training: trainedBefore(now) })
    expect((await office.call('session.signIn', { signIn: 'awa.k', password: awaPassword })).missing).toEqual([])
    await asHead()
  })

  test('outside its days an account is refused after the right password only', async () => {
    const today = now.toISOString().slice(0, 10)
    await office.call('people.change', { id: awa.id, activeTo: addDays(today, -1) })
    const signIn = { signIn: 'awa.k', password: awaPassword }
    expect(await code('session.signIn', signIn)).toBe('session.account-over')
    await asHead()
    await office.call('people.change', { id: awa.id, activeFrom: addDays(today, 1), activeTo: null })
    expect(await code('session.signIn', signIn)).toBe('session.account-not-yet')
    await asHead()
    await office.call('people.change', { id: awa.id, activeFrom: null })
    expect(await code('session.signIn', signIn)).toBe('ok')
    await asHead()
  })

  test('a new name goes into the keyring with the change', async () => {
    await office.call('people.change', { id: awa.id, name: 'Awa Kaboré épouse Zongo', signIn: 'awa.z', phone: '71' })
    const { people } = await locked()
    expect(people).toContainEqual({ signIn: 'awa.z', name: 'Awa Kaboré épouse Zongo' })
    await asHead()
    const [last] = await office.call('people.history', { id: awa.id })
    expect(last?.changes.map(({ field }) => field).sort()).toEqual(['account.sign_in', 'contact.phone', 'name.name'])
  })

  test('every account waits for its review; nobody reviews his own', async () => {
    expect(await office.call('people.due', {})).toEqual([awa.id])
    const { personId } = (await office.call('setup.status', {})).session ?? { personId: '' }
    expect(await code('people.review', { id: personId, outcome: 'confirmed' })).toBe('person.own-account')
    await office.call('people.review', { id: awa.id, outcome: 'confirmed' })
    expect(await office.call('people.due', {})).toEqual([])
    expect((await office.call('people.get', { id: awa.id })).reviewDueOn).toBe('2029-08-03')
  })

  test('one who leaves keeps no open case, no key and no account; coming back is a new grant', async () => {
    await asHead()
    const training = trainedBefore(now)
    const fati = await office.call('people.create', newPerson({ name: 'Fati Sanou', signIn: 'fati.s', training }))
    await enter('fati.s', fati.password, 'dix pintades sous le tamarin')
    const today = now.toISOString().slice(0, 10)
    const child = inventChild(seededRandom(4), { today, homeCommune: 'BF490202', detail: 'usual' })
    const { consent, registration } = child
    await office.call('cases.register', {
      consent,
      registration,
      notSame: [],
    } as unknown as CallInput<'cases.register'>)
    await asHead()
    expect(await office.raw('people.end', { id: fati.id, reason: 'Mutée à Kaya' })).toMatchObject({
      error: { code: 'person.has-open-cases', details: { count: 1 } },
    })
    await office.call('people.end', { id: awa.id, reason: 'Mutée à Kaya' })
    expect(await office.call('people.get', { id: awa.id })).toMatchObject({
      state: 'ended',
      hasKeys: false,
      end: { by: 'Rasmata Sawadogo', reason: 'Mutée à Kaya' },
    })
    expect(await code('people.change', { id: awa.id, phone: '72' })).toBe('person.ended')
    expect((await locked()).people.map(({ signIn }) => signIn)).toEqual(['rasmata.s', 'fati.s'])
    expect(await code('session.signIn', { signIn: 'awa.z', password: awaPassword })).toBe('session.wrong-password')
    await asHead()
    const back = await office.call('people.reopen', { id: awa.id, basis: 'Retour de mutation' })
    await enter('awa.z', back.password, 'huit pintades sous le karité')
    await asHead()
    expect(await office.call('people.get', { id: awa.id })).toMatchObject({
      end: null,
      grant: { basis: 'Retour de mutation' },
    })
  })

  test('a forgotten password is replaced by another temporary one', async () => {
    const { password } = await office.call('people.resetPassword', { id: awa.id })
    const session = await office.call('session.signIn', { signIn: 'awa.z', password })
    expect(session.missing).toEqual(['password'])
    await asHead()
  })

  test('the register tells who has access, since when, on what basis and until when', async () => {
    const register = await office.call('people.register', {})
    expect(register.map(({ name, grant }) => [name, grant?.basis])).toEqual([
      ['Awa Kaboré épouse Zongo', 'Retour de mutation'],
      ['Fati Sanou', 'Demande du directeur provincial n° 12'],
      ['Rasmata Sawadogo', 'founding'],
    ])
  })
})

describe('who holds the office', () => {
  test('the last who manages people and roles stays; another may give less than he has himself', async () => {
    await asHead()
    const { session } = await office.call('setup.status', {})
    const me = session?.personId ?? ''
    for (const part of [{ role: 'trainee' }, { activeTo: '2099-01-01' }])
      expect(await code('people.change', { id: me, ...part })).toBe('person.own-account')
    expect(await code('people.end', { id: me, reason: 'x' })).toBe('person.own-account')
    const training = trainedBefore(now)
    const focal = await office.call(
      'people.create',
      newPerson({ name: 'Issa Zongo', signIn: 'issa.z', role: 'focal_point', training }),
    )
    await enter('issa.z', focal.password, 'neuf pintades sous le baobab')
    const { roles } = await office.call('people.list', {})
    expect(roles.filter((role) => role.mayGrant).map(({ id }) => id)).toEqual([
      'provincial_director',
      'focal_point',
      'trainee',
    ])
    expect(await code('people.create', newPerson({ signIn: 'n.n', training }))).toBe('person.role-above-yours')
    expect(await code('people.resetPassword', { id: me })).toBe('person.role-above-yours')
    expect(await code('people.change', { id: me, role: 'trainee' })).toBe('access.last-administrator')
    expect(await code('people.change', { id: me, activeTo: '2099-01-01' })).toBe('access.last-administrator')
    expect(await code('people.end', { id: me, reason: 'x' })).toBe('access.last-administrator')
    expect(await code('people.review', { id: me, outcome: 'ended', reason: 'x' })).toBe('access.last-administrator')
    expect(await code('people.get', { id: 'f'.repeat(32) })).toBe('person.not-found')
  })
})

/** What the sign-in page knows. */
async function locked() {
  await office.call('session.lock', { reason: 'person' })
  return office.call('setup.status', {})
}
