import {
  closeSync,
  copyFileSync,
  ftruncateSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LakanaError } from '../../src-main/contract/errors.ts'
import { listDrive } from '../../src-main/exchange/drive-listing.ts'
import { openOutside } from '../../src-main/exchange/open-bundle.ts'
import { type DriveFiles, driveFiles } from '../../src-main/exchange/place-file.ts'
import { scanBundles } from '../../src-main/exchange/scan.ts'
import { stateHash } from '../../src-main/store/state-hash.ts'
import { bytesOf, cloneDesk, type Desk, newRegion } from '../support/desk.ts'

const volume = 6 * 1024
/** `LAKANA_THOROUGH=1`: every byte and every bit (three minutes); else every fifth byte, and bits in turn. */
const everything = process.env.LAKANA_THOROUGH === '1'

/** One bundle cut into files of 6 KiB, as a large one is at 1 GiB (fault 19). */
describe('a bundle of several files', () => {
  let world: Awaited<ReturnType<typeof newRegion>>
  let district: Desk
  let region: Desk
  let paths: string[]
  let before: string

  beforeAll(async () => {
    world = await newRegion()
    region = world.region
    district = world.districts[0]!
    for (let child = 0; child < 2; child += 1) district.child(`Zongo ${child}`, 15)
    paths = (await district.send(world.key, undefined, { volume })).paths
    before = stateHash(region.db)
  })
  afterAll(() => world.close())

  async function codeOf(work: Promise<unknown>): Promise<string> {
    try {
      await work
      return 'taken'
    } catch (error) {
      if (error instanceof LakanaError) return error.code
      throw error
    }
  }

  const scanned = async (): ReturnType<typeof scanBundles> =>
    scanBundles(region.working(world.key), (await listDrive(world.key)).bundles)

  test('each file within the limit, named in order, every name short and plain', () => {
    expect(paths.length).toBeGreaterThan(2)
    for (const path of paths) expect(statSync(path).size).toBeLessThanOrEqual(volume)
    const names = readdirSync(world.key).sort()
    expect(names.slice(0, 3)).toEqual(['LKB-BLS-1.lkb', 'LKB-BLS-1.p02.lkb', 'LKB-BLS-1.p03.lkb'])
    for (const name of names) expect(name).toMatch(/^[\x21-\x7e]{1,40}$/)
  })

  test('is one line of the list, whatever its files are called', async () => {
    const [first = '', second = ''] = paths
    const renamed = join(world.key, 'LKB-copie (1).lkb')
    copyFileSync(second, renamed)
    rmSync(second)
    const found = await scanned()
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ state: 'ready', file: 'LKB-BLS-1.lkb', counts: { newCases: 2 } })
    expect([found[0]?.file, ...(found[0]?.parts ?? [])]).toHaveLength(paths.length)
    copyFileSync(renamed, second)
    rmSync(renamed)
    expect(first).toContain('LKB-BLS-1.lkb')
  })

  test.each([0, 1, -1])('without file %i: the missing one is named, and nothing is taken', async (index) => {
    const gone = paths.at(index) ?? ''
    const bytes = bytesOf(gone)
    rmSync(gone)
    const found = await scanned()
    const number = String(((index + paths.length) % paths.length) + 1)
    expect(found).toMatchObject([
      { state: 'gap', error: { code: 'bundle.volume-missing', details: { missing: number, of: paths.length } } },
    ])
    expect(await codeOf(region.take(paths.filter((path) => path !== gone)))).toBe('bundle.volume-missing')
    expect(stateHash(region.db)).toBe(before)
    writeFileSync(gone, bytes)
  })

  test('a damaged file beside a sound copy of it does no harm', async () => {
    const [, second = ''] = paths
    const sound = bytesOf(second)
    const copy = join(world.key, 'LKB-BLS-1.p02 (1).lkb')
    writeFileSync(copy, sound)
    const damaged = Buffer.from(sound)
    damaged[damaged.length - 2000] = (damaged[damaged.length - 2000] ?? 0) ^ 1
    writeFileSync(second, damaged)
    const clone = cloneDesk(region)
    expect(await codeOf(clone.take(paths))).toBe('bundle.damaged')
    expect(await clone.take([...paths, copy])).toMatchObject({ outcome: 'applied', counts: { newCases: 2 } })
    clone.close()
    writeFileSync(second, sound)
    rmSync(copy)
  })

  test('a file of another bundle does not pass for one of this', async () => {
    const other = (await district.send(world.key, undefined, { volume })).paths
    const mixed = [...paths.slice(0, -1), other.at(-1) ?? '']
    expect(await codeOf(region.take(mixed))).toBe('bundle.damaged')
    expect(stateHash(region.db)).toBe(before)
    for (const path of other) rmSync(path)
  })

  /** What an import checks before it decrypts, each damage made in place and undone. */
  async function outside(fds: readonly number[], sizes: readonly number[]): Promise<string> {
    const files = fds.map((fd, index) => ({ fd, size: sizes[index] ?? 0 }))
    return codeOf(openOutside(region.db, region.self, files))
  }

  test('cut at any byte of any file', async () => {
    const fds = paths.map((path) => openSync(path, 'r+'))
    const whole = paths.map(bytesOf)
    const sizes = whole.map((bytes) => bytes.length)
    const codes = new Set<string>()
    for (const [index, fd] of fds.entries()) {
      for (let length = (sizes[index] ?? 0) - 1; length >= 0; length -= everything ? 1 : 5) {
        ftruncateSync(fd, length)
        codes.add(await outside(fds, sizes.with(index, length)))
      }
      const bytes = whole[index] ?? Buffer.alloc(0)
      writeSync(fd, bytes, 0, bytes.length, 0)
    }
    expect([...codes]).toEqual(['bundle.truncated'])
    expect(await outside(fds, sizes)).toBe('taken')
    for (const fd of fds) closeSync(fd)
  }, 120_000)

  test('with any bit turned in any file', async () => {
    const fds = paths.map((path) => openSync(path, 'r+'))
    const whole = paths.map(bytesOf)
    const sizes = whole.map((bytes) => bytes.length)
    const codes = new Set<string>()
    for (const [index, bytes] of whole.entries()) {
      for (let bit = index; bit < bytes.length * 8; bit += everything ? 1 : 35) {
        const [at, fd] = [bit >> 3, fds[index] ?? 0]
        writeSync(fd, Buffer.from([(bytes[at] ?? 0) ^ (1 << (bit & 7))]), 0, 1, at)
        const code = await outside(fds, sizes)
        writeSync(fd, bytes, at, 1, at)
        codes.add(code)
        if (code === 'taken') expect.fail(`file ${index}, bit ${bit}`)
      }
    }
    const allowed = [
      'damaged',
      'not-a-bundle',
      'truncated',
      'too-large',
      'unknown-signer',
      'format-too-new',
      'format-too-old',
      'volume-missing',
    ]
    for (const code of codes) expect(allowed).toContain(code.replace('bundle.', ''))
    for (const fd of fds) closeSync(fd)
    expect(stateHash(region.db)).toBe(before)
  }, 240_000)

  test('every single operation failing leaves no file of it, and uses up no number', async () => {
    let calls = 0
    let at = 0
    const fail = (): void => {
      calls += 1
      if (calls === at) throw Object.assign(new Error('EIO'), { code: 'EIO' })
    }
    const files: DriveFiles = {
      open: async (path, flags) => {
        fail()
        const handle = await open(path, flags)
        const write = handle.write.bind(handle)
        handle.write = (async (...args: Parameters<typeof write>) => {
          fail()
          return write(...args)
        }) as typeof handle.write
        return handle
      },
      sync: async (handle) => {
        fail()
        await driveFiles.sync(handle)
      },
      rename: async (from, to) => {
        fail()
        await driveFiles.rename(from, to)
      },
    }
    const lying = readdirSync(world.key).sort()
    const rows = stateHash(district.db)
    for (at = 1; ; at += 1) {
      calls = 0
      const code = await codeOf(district.send(world.key, undefined, { volume, files }))
      if (code === 'taken') break
      expect(code).toBe('drive.gone')
      expect(readdirSync(world.key).sort()).toEqual(lying)
      expect(stateHash(district.db)).toBe(rows)
    }
    expect(at).toBeGreaterThan(4 * paths.length)
    for (const name of readdirSync(world.key)) if (!lying.includes(name)) rmSync(join(world.key, name))
  })

  test('and the whole one is taken, once', async () => {
    expect(await region.take(paths)).toMatchObject({ outcome: 'applied', counts: { newCases: 2 } })
    const [found] = await scanned()
    expect(found).toMatchObject({ state: 'taken' })
    expect(await region.take(paths.toReversed())).toMatchObject({ outcome: 'already' })
    expect(readdirSync(join(region.home, 'staging'))).toEqual([])
  })
})
