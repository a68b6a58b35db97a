import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerChild } from '../support/child.ts'
import { enrolOffices } from '../support/enrol.ts'
import { newTestOffice, someOffice, type TestOffice, testPassword } from '../support/office.ts'

const credentials = { signIn: someOffice.person.signIn, password: testPassword }
const dayMs = 86_400_000
let clock = new Date()
const now = (): Date => clock
const day = (): string => clock.toISOString().slice(0, 10)

describe('the board of a region', () => {
  let folder = ''
  let key = ''
  let region: TestOffice
  let boulsa: TestOffice
  let tougouri: TestOffice
  let seed = 300

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lakana-board-'))
    key = join(folder, 'KEY')
    mkdirSync(key)
    region = await newTestOffice({ home: join(folder, 'region'), now, level: 'region' })
    boulsa = await newTestOffice({ home: join(folder, 'boulsa'), now })
    const place = 'BF490206'
    tougouri = await newTestOffice({ home: join(folder, 'tgr'), now, code: 'TGR', name: 'Service de Tougouri', place })
    for (const district of [boulsa, tougouri]) await enrolOffices(district, region, key)
  })
  afterAll(async () => {
    for (const office of [region, boulsa, tougouri]) await office.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const write = async (from: TestOffice): Promise<string> =>
    (await from.call('exchange.export', { path: key, officeIds: null })).written[0]?.file ?? ''
  const take = async (at: TestOffice, file: string): Promise<string | null> => {
    const { results } = await at.call('exchange.import', { path: key, files: [file] })
    rmSync(join(key, file))
    return results[0]?.error?.code ?? null
  }
  const board = async (from = day(), to = day()) => (await region.call('exchange.board', { from, to })).offices
  const of = async (code: string, from?: string) => (await board(from)).find((each) => each.code === code)

  test('tells what each brought, zero reports among it, and who never sent', async () => {
    await registerChild(boulsa, seed++)
    await registerChild(boulsa, seed++)
    expect(await take(region, await write(boulsa))).toBeNull()
    expect(await of('BLS')).toMatchObject({ bundles: 1, zeroReports: 0, newCases: 2, lostNumbers: [], missing: [] })
    expect(await of('TGR')).toMatchObject({ bundles: 0, lastReceivedAt: null, daysSinceReceived: null })
    expect((await board()).map(({ code }) => code)).toEqual(['BLS', 'TGR'])
    expect(await take(boulsa, await write(region))).toBeNull()
    expect(await take(region, await write(boulsa))).toBeNull()
    expect(await of('BLS')).toMatchObject({ bundles: 2, newCases: 2, openCases: 2, lastReceivedNumber: 2 })
  })

  test('a key that was lost leaves a hole in the numbers, and nothing else', async () => {
    await registerChild(boulsa, seed++)
    rmSync(join(key, await write(boulsa)))
    expect(await take(region, await write(boulsa))).toBeNull()
    expect(await of('BLS')).toMatchObject({ newCases: 3, lostNumbers: [{ from: 3, to: 3 }], lastReceivedNumber: 4 })
  })

  test('what is missing is told until it has come', async () => {
    await region.call('session.lock', { reason: 'person' })
    const { cpSync } = await import('node:fs')
    cpSync(join(folder, 'region', 'office.db'), join(folder, 'old.db'))
    await region.call('session.signIn', credentials)
    await registerChild(boulsa, seed++)
    expect(await take(region, await write(boulsa))).toBeNull()
    expect(await take(boulsa, await write(region))).toBeNull()
    await region.call('session.lock', { reason: 'person' })
    cpSync(join(folder, 'old.db'), join(folder, 'region', 'office.db'))
    await region.call('session.signIn', credentials)
    await registerChild(boulsa, seed++)
    const file = await write(boulsa)
    await region.call('exchange.scan', { path: key })
    const [gap] = (await of('BLS'))?.missing ?? []
    expect(gap?.to).toBeGreaterThanOrEqual(gap?.from ?? 0)
    expect(await take(region, file)).toBe('bundle.gap')
    expect((await of('BLS'))?.missing).toEqual([gap])
    const { written } = await boulsa.call('exchange.export', { path: key, officeIds: null, snapshot: true })
    expect(await take(region, written[0]?.file ?? '')).toBeNull()
    expect(await of('BLS')).toMatchObject({ missing: [], openCases: 5 })
  })

  test('the silent one comes first, and a period holds its own days only', async () => {
    expect(await take(region, await write(tougouri))).toBeNull()
    const first = day()
    clock = new Date(clock.getTime() + 40 * dayMs)
    await boulsa.call('session.signIn', credentials)
    await region.call('session.signIn', credentials)
    await registerChild(boulsa, seed++)
    expect(await take(region, await write(boulsa))).toBeNull()
    const offices = await board()
    expect(offices.map(({ code, bundles }) => [code, bundles])).toEqual([
      ['TGR', 0],
      ['BLS', 1],
    ])
    expect(offices[0]?.daysSinceReceived).toBe(40)
    expect(await of('TGR', first)).toMatchObject({ bundles: 1 })
  })
})
