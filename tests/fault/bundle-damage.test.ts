import { closeSync, ftruncateSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LakanaError } from '../../src-main/contract/errors.ts'
import { openOutside } from '../../src-main/exchange/open-bundle.ts'
import { stateHash } from '../../src-main/store/state-hash.ts'
import { bytesOf, type Desk, newRegion } from '../support/desk.ts'

/** `LAKANA_THOROUGH=1`: every bit of the payload, too. */
const inPayload = process.env.LAKANA_THOROUGH === '1' ? 1 : 25

const known = new Set([
  'bundle.damaged',
  'bundle.not-a-bundle',
  'bundle.truncated',
  'bundle.too-large',
  'bundle.unknown-signer',
  'bundle.format-too-new',
  'bundle.format-too-old',
])

function turned(whole: Buffer, bit: number): Buffer {
  const bytes = Buffer.from(whole)
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return bytes
}

function codeOf(error: unknown): string {
  if (error instanceof LakanaError) return error.code
  throw error
}

/** Every single damage to a small bundle, faults 1 and 2: refused with its reason, before anything is decrypted, nothing changed. */
describe('a damaged bundle', () => {
  let world: Awaited<ReturnType<typeof newRegion>>
  let region: Desk
  let whole: Buffer
  let path: string
  let before: string

  beforeAll(async () => {
    world = await newRegion()
    region = world.region
    const [district] = world.districts
    district!.child('Sawadogo', 0)
    const sent = await district!.send(world.key)
    whole = bytesOf(sent.path)
    path = join(world.key, 'LKB-DAMAGED.lkb')
    before = stateHash(region.db)
  })
  afterAll(() => world.close())

  async function refusal(bytes: Buffer): Promise<string> {
    writeFileSync(path, bytes)
    try {
      await region.take(path)
      return 'taken'
    } catch (error) {
      return codeOf(error)
    } finally {
      rmSync(path)
    }
  }

  /** What an import checks before it decrypts, without the copy that comes first. */
  async function outside(fd: number, size: number): Promise<string> {
    try {
      await openOutside(region.db, region.self, [{ fd, size }])
      return 'believed'
    } catch (error) {
      return codeOf(error)
    }
  }

  test('cut at any byte', async () => {
    writeFileSync(path, whole)
    const fd = openSync(path, 'r+')
    const codes = new Set<string>()
    for (let length = whole.length - 1; length >= 0; length -= 1) {
      ftruncateSync(fd, length)
      codes.add(await outside(fd, length))
    }
    closeSync(fd)
    expect([...codes]).toEqual(['bundle.truncated'])
    for (let length = 0; length < whole.length; length += 97) {
      expect(await refusal(whole.subarray(0, length))).toBe('bundle.truncated')
    }
    expect(stateHash(region.db)).toBe(before)
  }, 120_000)

  test('with any bit turned', async () => {
    writeFileSync(path, whole)
    const fd = openSync(path, 'r+')
    const found = new Set<string>()
    // Every bit outside; of the encrypted payload, which is one field under one hash, every bit or every third byte, its eight bits in turn.
    const payload = whole.indexOf('age-encryption.org') * 8
    for (let bit = 0; bit < whole.length * 8; bit += bit < payload ? 1 : inPayload) {
      const at = bit >> 3
      writeSync(fd, turned(whole, bit), at, 1, at)
      const code = await outside(fd, whole.length)
      writeSync(fd, whole, at, 1, at)
      found.add(code)
      if (!known.has(code)) expect.fail(`bit ${bit}: ${code}`)
    }
    expect(await outside(fd, whole.length)).toBe('believed')
    closeSync(fd)
    expect(found).toContain('bundle.damaged')
    for (let bit = 0; bit < whole.length * 8; bit += 397) expect(known).toContain(await refusal(turned(whole, bit)))
    expect(stateHash(region.db)).toBe(before)
  }, 900_000)

  test('with anything added at the end', async () => {
    expect(await refusal(Buffer.concat([whole, Buffer.alloc(1)]))).toBe('bundle.damaged')
    expect(await refusal(Buffer.concat([whole, Buffer.alloc(512)]))).toBe('bundle.damaged')
    expect(await refusal(Buffer.concat([whole, whole]))).toBe('bundle.damaged')
  })

  test('and the whole one is still taken', async () => {
    writeFileSync(path, whole)
    expect(await region.take(path)).toMatchObject({ outcome: 'applied', counts: { newCases: 1 } })
  })
})
