import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerChild } from '../support/child.ts'
import { newTestOffice, type TestOffice } from '../support/office.ts'

let office: TestOffice
/** How often the office has looked at the clock. */
let looks = 0
const now = (): Date => {
  looks += 1
  return new Date()
}
beforeAll(async () => {
  office = await newTestOffice({ now })
})
afterAll(() => office.close())

test('once nobody asks anything, what was written goes from the WAL into the file: no later call waits for it', async () => {
  const size = (): number => statSync(join(office.home, 'office.db')).size
  // The first backup of the day takes it there, too.
  await expect.poll(async () => (await office.call('backups.list', {})).length, { timeout: 20_000 }).toBe(1)
  for (let seed = 1; seed <= 30; seed += 1) await registerChild(office, seed)
  const before = size()
  await expect.poll(size, { timeout: 20_000 }).toBeGreaterThan(before)
  const { total } = await office.call('cases.list', { filters: {}, sort: 'name', offset: 0, limit: 5 })
  expect(total).toBe(30)
})

test('an answer is out before what comes next in turn begins', async () => {
  const looked = async (): Promise<number> => {
    const before = looks
    await office.call('setup.status', {})
    // Whatever follows at once has had its turn by then.
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
    return looks - before
  }
  const alone = await looked()
  expect(alone).toBeGreaterThan(0)
  const [first] = [looked(), office.call('setup.status', {})]
  expect(await first).toBe(alone)
})
