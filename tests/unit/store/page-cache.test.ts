import SQLite from 'better-sqlite3-multiple-ciphers'
import { expect, test } from 'vitest'
import { withWideCache } from '../../../src-main/store/page-cache.ts'

test('more memory for pages while much is written, and the usual again afterwards, whatever comes of it', async () => {
  const db = new SQLite(':memory:')
  db.pragma('cache_size=-32000')
  const size = (): unknown => db.pragma('cache_size', { simple: true })
  expect(await withWideCache(db, async () => size())).toBe(-64_000)
  expect(size()).toBe(-32_000)
  await expect(withWideCache(db, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
  expect(size()).toBe(-32_000)
  const locked = withWideCache(db, async () => db.close().name)
  expect(await locked).toBe(':memory:')
})
