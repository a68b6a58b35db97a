import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerChild } from '../support/child.ts'
import { newTestOffice, type TestOffice } from '../support/office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await newTestOffice()
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
