import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { foundOffice } from '../../src-main/office/founding.ts'
import { newContext } from '../../src-main/office/new-context.ts'
import { lock } from '../../src-main/office/opening.ts'
import { takeKeysAway } from '../../src-main/office/rotation.ts'
import { openVault } from '../../src-main/vault/vault.ts'
import { enrolOffices } from '../support/enrol.ts'
import { cheapKdf, newTestOffice, someOffice, testPassword } from '../support/office.ts'
import { codeOf } from '../support/vault.ts'

type Opened = Awaited<ReturnType<typeof newTestOffice>>

const next = 'le tamarinier du puits'
const why = 'Le seul mot de passe est parti avec Rasmata, mutée à Dori.'
const believed = 'Directeur provincial appelé à son numéro de service.'
let path: string
let district: Opened
let region: Opened
beforeEach(async () => {
  path = mkdtempSync(join(tmpdir(), 'lakana-key-'))
  district = await newTestOffice()
  region = await newTestOffice({ level: 'region' })
})
afterEach(async () => {
  for (const office of [district, region]) await office.close()
  rmSync(path, { recursive: true, force: true })
})

/** The wait after one wrong password, sat out. */
const waitMs = 1100

/** The whole way up to the answer on the key. */
async function answered(): Promise<string> {
  await enrolOffices(district, region, path)
  await district.call('session.lock', { reason: 'person' })
  const asked = await district.call('recovery.ask', { signIn: someOffice.person.signIn, next, reason: why })
  await district.call('recovery.write', { path })
  const [request] = (await region.call('recovery.requests', { path })).requests
  expect(request).toMatchObject({ person: someOffice.person.name, reason: why, words: asked.words, ours: true })
  const { file } = request ?? { file: '' }
  return (await region.call('recovery.answer', { path, file, words: asked.words, reason: believed })).file
}

/** What a file's log tells of an act. The office is closed for it. */
async function told(home: string, password: string, act: string): Promise<Record<string, unknown>[]> {
  const vault = await openVault({ home, signInName: someOffice.person.signIn, password, kdf: cheapKdf })
  const lines = vault.db.prepare('SELECT person, subject, why, details FROM access_log WHERE act = ?').all(act)
  vault.close()
  return lines as Record<string, unknown>[]
}

test('an office without any password is opened by the region, and both ends tell it', async () => {
  const file = await answered()
  expect(file).toBe('LKE-BLS-recovery-answer.lke')
  expect(await district.call('recovery.state', {})).toMatchObject({
    officer: 'Direction régionale du Kuilsé',
    request: { signIn: someOffice.person.signIn, name: someOffice.person.name },
  })
  expect((await district.call('recovery.answers', { path })).answers).toMatchObject([{ file, office: { code: 'KUI' } }])
  const sheet = await district.call('recovery.open', { path, file, password: next })
  expect(sheet.session.name).toBe(someOffice.person.name)
  expect(sheet.code).not.toBe(district.recoveryCode)
  expect((await district.call('recovery.state', {})).request).toBeNull()
  await district.call('session.lock', { reason: 'person' })
  const signIn = { signIn: someOffice.person.signIn, password: next }
  expect((await district.raw('session.signIn', { ...signIn, password: testPassword })).ok).toBe(false)
  const byOldSheet = { signIn: signIn.signIn, code: district.recoveryCode, next: testPassword }
  expect(await codeOf(() => district.call('session.recover', byOldSheet))).toBe('vault.recovery-code')
  await district.office.close()
  await region.office.close()
  await pause(waitMs)
  expect(await told(region.home, testPassword, 'keys.recovery')).toMatchObject([{ subject: 'BLS', why: believed }])
  expect(await told(district.home, next, 'session.recover')).toMatchObject([{ subject: 'KUI' }])
  const files = [readFileSync(join(path, file), 'utf8'), readFileSync(join(district.home, 'keyring.json'), 'utf8')]
  for (const text of files) expect(text).not.toContain(next)
}, 60_000)

test('what does not fit opens nothing', async () => {
  const { signIn } = someOffice.person
  const ask = (more: object = {}) => district.call('recovery.ask', { signIn, next, reason: why, ...more })
  await district.call('session.lock', { reason: 'person' })
  expect(await codeOf(() => ask())).toBe('recovery.no-region')
  expect(await codeOf(() => district.call('recovery.write', { path }))).toBe('recovery.not-asked')
  await district.call('session.signIn', { signIn, password: testPassword })
  const file = await answered()
  expect(await codeOf(() => ask({ signIn: 'personne' }))).toBe('vault.no-such-person')
  expect(await codeOf(() => ask({ next: 'motdepasse' }))).toBe('session.password-weak')

  const open = (name: string, password = next) =>
    codeOf(() => district.call('recovery.open', { path, file: name, password }))
  expect(await open(file, 'pas le bon mot')).toBe('session.wrong-password')
  expect(await open(file)).toBe('session.wait')

  // Another region, which is not above this office, and words that were not compared.
  const other = await newTestOffice({ level: 'region', code: 'NAK', name: 'Direction régionale du Nakambé' })
  const [request] = (await other.call('recovery.requests', { path })).requests
  expect(request?.ours).toBe(false)
  const input = { path, file: request?.file ?? '', words: request?.words ?? [], reason: believed }
  expect(await codeOf(() => other.call('recovery.answer', input))).toBe('recovery.not-ours')
  const words = input.words.toReversed()
  expect(await codeOf(() => region.call('recovery.answer', { ...input, words }))).toBe('recovery.words')
  await other.close()

  // Any changed byte of the answer; an answer to another request.
  const answer = readFileSync(join(path, file))
  answer[200] = (answer[200] ?? 0) ^ 1
  writeFileSync(join(path, 'LKE-BLS-x.lke'), answer)
  await pause(waitMs)
  expect(await open('LKE-BLS-x.lke')).toBe('recovery.damaged')
  await ask()
  expect(await open(file)).toBe('recovery.not-asked')
  await district.call('session.signIn', { signIn, password: testPassword })
}, 60_000)

test('an answer is void once the key was renewed, and to a certificate that is revoked', async () => {
  const file = await answered()
  const { home } = district
  const signInName = someOffice.person.signIn
  await district.office.close()
  const vault = await openVault({ home, signInName, password: testPassword, kdf: cheapKdf })
  vault.db.exec('UPDATE certificate SET revoked = 1')
  vault.close()
  const open = () => codeOf(() => district.call('recovery.open', { path, file, password: next }))
  expect(await open()).toBe('recovery.signer')
  const again = await openVault({ home, signInName, password: testPassword, kdf: cheapKdf })
  await again.removePerson('f'.repeat(32))
  again.close()
  expect(await open()).toBe('recovery.outdated')
  const still = await openVault({ home, signInName, password: testPassword, kdf: cheapKdf })
  still.close()
}, 60_000)

test('keys taken away: the office goes on with the file under its new key', async () => {
  const home = mkdtempSync(join(tmpdir(), 'lakana-test-'))
  const machine = { home, version: 'test', now: () => new Date(), listDrives: async () => [], kdf: cheapKdf }
  const events: string[] = []
  const context = newContext(machine, ({ type }) => events.push(type))
  const { office } = await foundOffice(context, { ...someOffice, headers: [] }, false)
  const issa = { personId: 'b'.repeat(32), signInName: 'issa.t', displayName: 'Issa Traoré' }
  await office.vault.addPerson(issa, next)
  const steps: string[] = []
  const work = { progress: ({ step }: { step: string }) => steps.push(step), checkCancelled: () => undefined }
  const after = await takeKeysAway(context, office, issa.personId, work)
  expect(context.open).toBe(after)
  expect(new Set(steps)).toEqual(new Set(['keys.backup', 'keys.copy', 'keys.rekey', 'keys.check']))
  const last = after.db.prepare('SELECT act, subject FROM access_log ORDER BY n DESC LIMIT 1').get()
  expect(last).toEqual({ act: 'keys.change', subject: issa.personId })
  expect(after.ledger.head(after.self.replica)).not.toBeNull()

  // Stopped before the point of no return it goes on as it was; after it, the office is locked.
  const cancel = { ...work, checkCancelled: () => stop('call.cancelled') }
  expect(await codeOf(() => takeKeysAway(context, after, issa.personId, cancel))).toBe('call.cancelled')
  expect(context.open).toBe(after)
  expect(events).toEqual([])
  lock(context, 'person')
  rmSync(home, { recursive: true, force: true })
}, 60_000)

function stop(code: string): never {
  throw Object.assign(new Error(code), { code })
}
