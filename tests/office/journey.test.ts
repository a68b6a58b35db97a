import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { newTestOffice, type TestOffice } from '../support/office.ts'

type Register = CallInput<'cases.register'>
const today = new Date().toISOString().slice(0, 10)

describe('a child registered in a district reaches the region, and the receipt comes back', () => {
  let district: TestOffice
  let region: TestOffice
  const key = mkdtempSync(join(tmpdir(), 'lakana-key-'))
  let id = ''
  let bundle = ''

  const register = async (seed: number): Promise<string> => {
    const { consent, registration } = inventChild(seededRandom(seed), { today })
    const input = { consent, registration, notSame: [] } as unknown as Register
    return (await district.call('cases.register', input)).id
  }

  beforeAll(async () => {
    district = await newTestOffice()
    region = await newTestOffice({ level: 'region' })
  })
  afterAll(async () => {
    await district.close()
    await region.close()
    rmSync(key, { recursive: true, force: true })
  })

  test('the district asks, the region certifies by ten words, the district accepts', async () => {
    const { file, words } = await district.call('enrolment.writeRequest', { path: key })
    const seen = await region.call('exchange.scan', { path: key })
    expect(seen.requests).toMatchObject([{ file, code: 'BLS', words, answered: false }])
    const wrong = [...words].reverse()
    await expect(region.call('enrolment.certify', { path: key, file, words: wrong })).rejects.toMatchObject({
      code: 'enrolment.fingerprint',
    })
    await region.call('enrolment.certify', { path: key, file, words })
    const answer = (await district.call('exchange.scan', { path: key })).answers.find((each) => each.forUs)
    if (!answer) throw new Error('no answer')
    await district.call('enrolment.accept', { path: key, file: answer.file, words: answer.words })
    expect((await district.call('setup.status', {})).session?.office.enrolled).toBe(true)
  })

  test('the bundle carries the child, encrypted, and the region sees it, read only', async () => {
    id = await register(1)
    const { written } = await district.call('exchange.export', { path: key, officeIds: null })
    bundle = written[0]?.file ?? ''
    expect(written).toMatchObject([{ number: 1, zeroReport: false }])
    const child = await district.call('cases.get', { id })
    expect(readFileSync(join(key, bundle)).includes(child.item.givenNames)).toBe(false)
    const scan = await region.call('exchange.scan', { path: key })
    expect(scan.bundles).toMatchObject([{ file: bundle, state: 'ready', counts: { newCases: 1 } }])
    const { results } = await region.call('exchange.import', { path: key, files: [bundle] })
    expect(results).toMatchObject([{ outcome: 'applied', counts: { newCases: 1 } }])
    const there = await region.call('cases.get', { id })
    expect(there).toMatchObject({ editable: false, officeName: 'Service social de Boulsa' })
    expect(there.forms.map((form) => form.values)).toEqual(child.forms.map((form) => form.values))
    expect(there.item.workerName).toBe('Rasmata Sawadogo')
  })

  test('the same bundle again brings nothing', async () => {
    const { results } = await region.call('exchange.import', { path: key, files: [bundle] })
    expect(results).toMatchObject([{ outcome: 'already', counts: { changes: 0 } }])
  })

  test('the receipt comes back', async () => {
    const { written } = await region.call('exchange.export', { path: key, officeIds: null })
    await district.call('exchange.import', { path: key, files: [written[0]?.file ?? ''] })
    const { peers } = await district.call('exchange.overview', {})
    expect(peers).toMatchObject([{ direction: 'up', pendingChanges: 0, unacknowledged: 0 }])
    expect(peers[0]?.ackedAt).not.toBeNull()
    expect((await district.call('home.summary', {})).transmission.pendingChanges).toBe(0)
  })

  test('what a lost key carried comes with the next one', async () => {
    await register(2)
    const lost = await district.call('exchange.export', { path: key, officeIds: null })
    rmSync(join(key, lost.written[0]?.file ?? ''))
    await register(3)
    const { written } = await district.call('exchange.export', { path: key, officeIds: null })
    const { results } = await region.call('exchange.import', { path: key, files: [written[0]?.file ?? ''] })
    expect(results).toMatchObject([{ outcome: 'applied', counts: { newCases: 2 } }])
  })

  test('a cut or altered copy is refused with its reason, and nothing is taken', async () => {
    await register(4)
    const { written } = await district.call('exchange.export', { path: key, officeIds: null })
    const good = readFileSync(join(key, written[0]?.file ?? ''))
    const before = (await region.call('cases.facets', {})).total
    const cases = [good.subarray(0, good.length - 700), Buffer.from(good)]
    const middle = Math.floor(good.length / 2)
    cases[1]?.writeUInt8((good[middle] ?? 0) ^ 1, middle)
    for (const [n, bytes] of cases.entries()) {
      const name = `LKB-BLS-bad${n}.lkb`
      writeFileSync(join(key, name), bytes)
      const { results } = await region.call('exchange.import', { path: key, files: [name] })
      expect(['bundle.truncated', 'bundle.damaged']).toContain(results[0]?.error?.code)
    }
    expect((await region.call('cases.facets', {})).total).toBe(before)
    expect(readdirSync(region.home)).not.toContain('staging/')
  })

  test('a bundle for somebody else is refused by name, unopened', async () => {
    const other = await newTestOffice({ code: 'TGR', name: 'Service social de Tougouri' })
    const { results } = await other.call('exchange.import', { path: key, files: [bundle] })
    expect(results).toMatchObject([{ outcome: 'refused', error: { code: 'bundle.wrong-recipient' } }])
    await other.close()
  })
})
