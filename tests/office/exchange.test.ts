import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { newTestOffice, type TestOffice } from '../support/office.ts'

type Register = CallInput<'cases.register'>
let clock = new Date('2026-03-02T09:00:00Z')
const now = (): Date => clock
const opened: TestOffice[] = []
const folders: string[] = []

async function office(options: Parameters<typeof newTestOffice>[0]): Promise<TestOffice> {
  const made = await newTestOffice({ now, ...options })
  opened.push(made)
  return made
}

function newKey(): string {
  const key = mkdtempSync(join(tmpdir(), 'lakana-key-'))
  folders.push(key)
  return key
}

async function register(at: TestOffice, seed: number): Promise<string> {
  const { consent, registration } = inventChild(seededRandom(seed), { today: '2026-03-01' })
  return (await at.call('cases.register', { consent, registration, notSame: [] } as unknown as Register)).id
}

async function enrolled(below: TestOffice, above: TestOffice): Promise<void> {
  const key = newKey()
  const { file, words } = await below.call('enrolment.writeRequest', { path: key })
  const answer = await above.call('enrolment.certify', { path: key, file, words })
  const { words: theirs } = await above.call('enrolment.state', {})
  await below.call('enrolment.accept', { path: key, file: answer.file, words: theirs })
}

async function send(from: TestOffice, key: string): Promise<string> {
  const { written } = await from.call('exchange.export', { path: key, officeIds: null })
  return written[0]?.file ?? ''
}

afterAll(async () => {
  for (const each of opened) await each.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('enrolment', () => {
  let region: TestOffice
  let district: TestOffice
  let key: string
  beforeEach(async () => {
    region = await office({ level: 'region' })
    district = await office({})
    key = newKey()
  })

  test('before it, nothing is sent or taken', async () => {
    await expect(send(district, key)).rejects.toMatchObject({ code: 'enrolment.not-enrolled' })
    expect(await district.call('exchange.overview', {})).toMatchObject({ enrolled: false, peers: [] })
    expect(await region.call('exchange.overview', {})).toMatchObject({ enrolled: true, level: 'region' })
    expect(await district.call('enrolment.state', {})).toMatchObject({ parent: null, requestWrittenAt: null })
  })

  test('the request is a small text that says what it is', async () => {
    const { file } = await district.call('enrolment.writeRequest', { path: key })
    expect(file).toBe('LKE-BLS-request.lke')
    const [title, json] = readFileSync(join(key, file), 'utf8').split('\n')
    expect(title).toBe('LAKANA ENROLMENT REQUEST v1 (demande de rattachement)')
    expect(JSON.parse(json ?? '')).toMatchObject({ office: { code: 'BLS', level: 'district' }, training: false })
    expect((await district.call('enrolment.state', {})).requestWrittenAt).toBe('2026-03-02T09:00:00Z')
  })

  test('a request altered anywhere is damaged', async () => {
    const { file, words } = await district.call('enrolment.writeRequest', { path: key })
    const text = readFileSync(join(key, file))
    for (let at = 0; at < text.length; at += 41) {
      const bytes = Buffer.from(text)
      bytes[at] = (bytes[at] ?? 0) ^ 1
      writeFileSync(join(key, file), bytes)
      await expect(region.call('enrolment.certify', { path: key, file, words })).rejects.toMatchObject({
        code: 'enrolment.damaged',
      })
    }
    expect((await region.call('exchange.scan', { path: key })).requests).toEqual([])
  })

  test('only the level above certifies', async () => {
    const other = await office({ code: 'KYA' })
    const { file, words } = await district.call('enrolment.writeRequest', { path: key })
    await expect(other.call('enrolment.certify', { path: key, file, words })).rejects.toMatchObject({
      code: 'enrolment.wrong-level',
    })
  })

  test('a code is given once', async () => {
    await enrolled(district, region)
    const twin = await office({ name: 'Autre bureau' })
    const { file, words } = await twin.call('enrolment.writeRequest', { path: key })
    await expect(region.call('enrolment.certify', { path: key, file, words })).rejects.toMatchObject({
      code: 'enrolment.code-taken',
      details: { office: 'Service social de Boulsa' },
    })
  })

  test("an answer for another office, and one whose words are not the region's", async () => {
    const other = await office({ code: 'KYA' })
    const { file, words } = await other.call('enrolment.writeRequest', { path: key })
    const answer = await region.call('enrolment.certify', { path: key, file, words })
    const { words: theirs } = await region.call('enrolment.state', {})
    const input = { path: key, file: answer.file, words: theirs }
    await expect(district.call('enrolment.accept', input)).rejects.toMatchObject({
      code: 'enrolment.not-for-this-office',
    })
    await expect(other.call('enrolment.accept', { ...input, words })).rejects.toMatchObject({
      code: 'enrolment.fingerprint',
    })
    await other.call('enrolment.accept', input)
    expect(await other.call('enrolment.state', {})).toMatchObject({ parent: { code: 'KUI', words: theirs } })
    const { answers, requests } = await region.call('exchange.scan', { path: key })
    expect(requests).toMatchObject([{ code: 'KYA', answered: true }])
    expect(answers).toMatchObject([{ forUs: false }])
    expect((await other.call('exchange.scan', { path: key })).answers).toMatchObject([{ forUs: true, accepted: true }])
  })

  test('asked again, the region gives the same certificate', async () => {
    const { file, words } = await district.call('enrolment.writeRequest', { path: key })
    const first = await region.call('enrolment.certify', { path: key, file, words })
    const second = await region.call('enrolment.certify', { path: key, file, words })
    expect(second.file).not.toBe(first.file)
    expect(readFileSync(join(key, second.file))).toEqual(readFileSync(join(key, first.file)))
  })
})

describe('the transmission page', () => {
  let region: TestOffice
  let district: TestOffice
  let key: string
  beforeAll(async () => {
    region = await office({ level: 'region' })
    district = await office({})
    await enrolled(district, region)
  })
  beforeEach(() => {
    key = newKey()
  })
  afterEach(() => {
    clock = new Date('2026-03-02T09:00:00Z')
  })

  test('both sides know where they stand', async () => {
    await register(district, 1)
    expect((await district.call('exchange.overview', {})).peers).toMatchObject([
      {
        direction: 'up',
        code: 'KUI',
        cases: 1,
        openCases: 1,
        lastSentNumber: 0,
        daysSinceReceived: null,
        receiptOwed: false,
      },
    ])
    const { peers: early } = await district.call('exchange.overview', {})
    expect(early[0]?.pendingChanges).toBeGreaterThan(0)
    const file = await send(district, key)
    await region.call('exchange.import', { path: key, files: [file] })
    clock = new Date('2026-03-12T09:00:00Z')
    expect((await region.call('exchange.overview', {})).peers).toMatchObject([
      {
        direction: 'down',
        code: 'BLS',
        cases: 1,
        openCases: 1,
        lastReceivedNumber: 1,
        daysSinceReceived: 10,
        receiptOwed: true,
      },
    ])
    const receipt = await send(region, key)
    expect((await region.call('exchange.overview', {})).peers).toMatchObject([
      { receiptOwed: false, lastSentNumber: 1 },
    ])
    expect((await district.call('exchange.overview', {})).peers).toMatchObject([
      { unacknowledged: 1, lastSentNumber: 1, ackedAt: null },
    ])
    await district.call('exchange.import', { path: key, files: [receipt] })
    expect((await district.call('exchange.overview', {})).peers).toMatchObject([
      { unacknowledged: 0, pendingChanges: 0, ackedAt: '2026-03-02T09:00:00Z', lastReceivedNumber: 1 },
    ])
  })

  test('a key that never brings an answer is told by how often, whatever the clock says (fault 7)', async () => {
    const unanswered = async (): Promise<number[]> => {
      const { peers } = await district.call('exchange.overview', {})
      const { transmission } = await district.call('home.summary', {})
      return [peers[0]?.unanswered ?? -1, transmission.unanswered]
    }
    await register(district, 1)
    for (const day of ['2026-03-02', '2026-03-02', '2026-04-01', '2012-01-01']) {
      clock = new Date(`${day}T09:00:00Z`)
      await send(district, key)
    }
    expect(await unanswered()).toEqual([3, 3])
    const file = await send(district, key)
    await region.call('exchange.import', { path: key, files: [file] })
    await district.call('exchange.import', { path: key, files: [await send(region, key)] })
    expect(await unanswered()).toEqual([0, 0])
  })

  test('several at once, in any order, with a bad one among them: each is told its own outcome', async () => {
    await register(district, 2)
    const first = await send(district, key)
    await register(district, 3)
    const second = await send(district, key)
    writeFileSync(join(key, 'LKB-BAD.lkb'), readFileSync(join(key, second)).subarray(0, 5000))
    const { results } = await region.call('exchange.import', {
      path: key,
      files: [second, 'LKB-BAD.lkb', 'LKB-NONE.lkb', first],
    })
    expect(results.map(({ file, outcome, error }) => [file, outcome, error?.code])).toEqual([
      ['LKB-NONE.lkb', 'refused', 'file.not-found'],
      [first, 'applied', undefined],
      [second, 'applied', undefined],
      ['LKB-BAD.lkb', 'refused', 'bundle.truncated'],
    ])
  })

  test('two imports of one bundle at the same time: one takes it, the other waits and finds it taken', async () => {
    await register(district, 4)
    const file = await send(district, key)
    const both = await Promise.all([1, 2].map(() => region.call('exchange.import', { path: key, files: [file] })))
    expect(both.map(({ results }) => results[0]?.outcome)).toEqual(['applied', 'already'])
  })

  test('only what the listing shows can be named', async () => {
    await register(district, 5)
    const file = await send(district, key)
    mkdirSync(join(key, 'LAKANA'))
    mkdirSync(join(key, 'elsewhere'))
    copyFileSync(join(key, file), join(key, 'elsewhere', file))
    const names = [`../${key.split('/').at(-1)}/${file}`, `elsewhere/${file}`, `./${file}`, join(key, file)]
    const { results } = await region.call('exchange.import', { path: key, files: names })
    expect(results.map(({ error }) => error?.code)).toEqual(names.map(() => 'file.not-found'))
    copyFileSync(join(key, file), join(key, 'LAKANA', file))
    rmSync(join(key, file))
    const inside = await region.call('exchange.import', { path: key, files: [`LAKANA/${file}`] })
    expect(inside.results).toMatchObject([{ outcome: 'applied', from: 'BLS' }])
  })

  test('a person who stops it, or a lock, leaves everything as it was', async () => {
    await register(district, 6)
    const file = await send(district, key)
    const stopped = await region.raw('exchange.import', { path: key, files: [file] }, { cancelled: () => true })
    expect(stopped).toMatchObject({ ok: false, error: { code: 'call.cancelled' } })
    expect(readdirSync(join(region.home, 'staging'))).toEqual([])
    const { results } = await region.call('exchange.import', { path: key, files: [file] })
    expect(results).toMatchObject([{ outcome: 'applied' }])
  })

  test('folders to choose from', async () => {
    mkdirSync(join(key, 'Paquets'))
    mkdirSync(join(key, '.hidden'))
    writeFileSync(join(key, 'file'), '')
    const { folders: found, parent } = await district.call('exchange.browse', { path: key })
    expect(found).toEqual([{ name: 'Paquets', path: join(key, 'Paquets') }])
    expect(parent).toBe(tmpdir())
    expect((await district.call('exchange.browse', { path: null })).path).toBeNull()
    await expect(district.call('exchange.browse', { path: join(key, 'none') })).rejects.toMatchObject({
      code: 'drive.not-found',
    })
  })
})
