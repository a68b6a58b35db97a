import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerChild } from '../support/child.ts'
import { enrolOffices } from '../support/enrol.ts'
import { newTestOffice, someOffice, type TestOffice, testPassword } from '../support/office.ts'

const folder = mkdtempSync(join(tmpdir(), 'lakana-keys-'))
const key = join(folder, 'KEY')
let region: TestOffice
let district: TestOffice

beforeAll(async () => {
  mkdirSync(key)
  region = await newTestOffice({ home: join(folder, 'region'), level: 'region' })
  district = await newTestOffice({ home: join(folder, 'district') })
})
afterAll(async () => {
  for (const office of [region, district]) await office.close()
  rmSync(folder, { recursive: true, force: true })
})

const write = async (from: TestOffice): Promise<string> =>
  (await from.call('exchange.export', { path: key, officeIds: null })).written[0]?.file ?? ''
const take = async (at: TestOffice, file: string) => {
  const [result] = (await at.call('exchange.import', { path: key, files: [file] })).results
  return result?.error?.code ?? result?.outcome
}
const pcs = async () => {
  const { peers } = await region.call('exchange.overview', {})
  return (await region.call('revocations.pcs', { officeId: peers[0]?.officeId ?? '' })).pcs
}

test('a PC takes new keys, keeps its name and chain, and what is on its way under the former ones is read', async () => {
  const early = await district.raw('enrolment.renewKeys', { path: key })
  expect(early).toMatchObject({ ok: false, error: { code: 'enrolment.not-enrolled' } })
  await enrolOffices(district, region, key)
  await registerChild(district, 3100)
  expect(await take(region, await write(district))).toBe('applied')
  const [before] = await pcs()
  const inUse = await region.raw('enrolment.renewKeys', { path: key })
  expect(inUse).toMatchObject({ ok: false, error: { code: 'enrolment.not-enrolled' } })

  const asked = await district.call('enrolment.renewKeys', { path: key })
  expect(asked.words).not.toEqual(before?.words)
  expect((await district.call('enrolment.renewKeys', { path: key })).words).toEqual(asked.words)
  expect((await district.call('enrolment.state', {})).words).toEqual(before?.words)
  await registerChild(district, 3101)
  const onItsWay = await write(district)
  const tooLate = await write(district)
  const toFormer = await write(region)
  const request = (await region.call('exchange.scan', { path: key })).requests.find(
    ({ words }) => words[0] === asked.words[0],
  )
  expect(request).toMatchObject({ words: asked.words, answered: false, known: null })
  const answer = await region.call('enrolment.certify', { path: key, file: request?.file ?? '', words: asked.words })
  const toNext = await write(region)
  expect(await take(district, toNext)).toBe('applied')
  const { words } = await region.call('enrolment.state', {})
  await district.call('enrolment.accept', { path: key, file: answer.file, words })
  expect((await district.call('enrolment.state', {})).words).toEqual(asked.words)
  expect(await take(district, toFormer)).toBe('applied')
  expect(await take(region, onItsWay)).toBe('applied')

  await district.call('session.lock', { reason: 'person' })
  await district.call('session.signIn', { signIn: someOffice.person.signIn, password: testPassword })
  await registerChild(district, 3102)
  expect(await take(region, await write(district))).toBe('applied')
  expect(await pcs()).toMatchObject([{ replica: before?.replica, words: asked.words, revoked: null }])
  expect(await take(region, tooLate)).toBe('bundle.former-keys')
  expect((await region.call('machine.about', {})).cases).toBe(3)
  expect(await take(district, await write(region))).toBe('applied')
  expect(await take(region, await write(district))).toBe('applied')
})
