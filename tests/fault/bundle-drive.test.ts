import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LakanaError } from '../../src-main/contract/errors.ts'
import { type DriveFiles, driveFiles } from '../../src-main/exchange/place-file.ts'
import { stateHash } from '../../src-main/store/state-hash.ts'
import { bytesOf, type Desk, newRegion } from '../support/desk.ts'

const mounts = mkdtempSync(join(tmpdir(), 'lakana-mount-'))
const small = join(mounts, 'small')
mkdirSync(small)
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small]).status === 0
if (!mounted) console.warn('SKIPPED: a full key; a small tmpfs cannot be mounted here')

let world: Awaited<ReturnType<typeof newRegion>>
let district: Desk
let region: Desk
let key: string

beforeEach(async () => {
  world = await newRegion()
  district = world.districts[0]!
  region = world.region
  key = world.key
  for (let child = 0; child < 20; child += 1) district.child(`Zongo ${child}`, 60)
})
afterEach(() => world.close())
afterAll(() => {
  if (mounted) execFileSync('umount', [small])
  rmSync(mounts, { recursive: true, force: true })
})

/** Refused with this code; no number used up, nothing left on the drive. */
async function refused(work: Promise<unknown>, folder: string, code: string): Promise<void> {
  const before = stateHash(district.db)
  await expect(work).rejects.toMatchObject({ code })
  expect(stateHash(district.db)).toBe(before)
  expect(readdirSync(folder).filter((name) => name.startsWith('LKB'))).toEqual([])
}

function failing(code: string, at: number, only?: keyof DriveFiles): { files: DriveFiles; calls: () => number } {
  let calls = 0
  const fail = (kind: keyof DriveFiles): void => {
    if (only !== undefined && kind !== only) return
    calls += 1
    if (calls === at) throw Object.assign(new Error(code), { code })
  }
  const files: DriveFiles = {
    open: async (path, flags) => {
      fail('open')
      const handle = await open(path, flags)
      const write = handle.write.bind(handle)
      handle.write = (async (...args: Parameters<typeof write>) => {
        fail('open')
        return write(...args)
      }) as typeof handle.write
      return handle
    },
    sync: async (handle) => {
      fail('sync')
      await driveFiles.sync(handle)
    },
    rename: async (from, to) => {
      fail('rename')
      await driveFiles.rename(from, to)
    },
  }
  return { files, calls: () => calls }
}

describe('writing to a key (faults 17 and 18)', () => {
  test('every single operation failing, as a key pulled out or full, leaves no trace and uses up no number', async () => {
    const count = failing('EIO', 0)
    await district.send(key, undefined, { files: count.files })
    rmSync(join(key, 'LKB-BLS-1.lkb'))
    expect(count.calls()).toBeGreaterThan(6)
    for (const [code, meant] of [
      ['EIO', 'drive.gone'],
      ['ENOTCONN', 'drive.gone'],
      ['ENOSPC', 'drive.full'],
      ['EROFS', 'drive.read-only'],
    ] as const) {
      for (let at = 1; at <= count.calls(); at += 1) {
        await refused(district.send(key, undefined, { files: failing(code, at).files }), key, meant)
      }
    }
    expect(await district.send(key)).toMatchObject({ number: 2, file: 'LKB-BLS-2.lkb' })
  })

  test.skipIf(!mounted)('a full key: told before anything is written', async () => {
    writeFileSync(join(small, 'photos.zip'), Buffer.alloc(900 * 1024))
    await refused(district.send(small), small, 'drive.full')
    rmSync(join(small, 'photos.zip'))
    expect(await district.send(small)).toMatchObject({ number: 1 })
    rmSync(join(small, 'LKB-BLS-1.lkb'))
  })

  test.skipIf(!mounted)('a key that fills up meanwhile', async () => {
    const filling: DriveFiles = {
      ...driveFiles,
      open: async (path, flags) => {
        if (flags === 'w') writeFileSync(join(small, 'other'), Buffer.alloc(1020 * 1024))
        return driveFiles.open(path, flags)
      },
    }
    await refused(district.send(small, undefined, { files: filling }), small, 'drive.full')
    rmSync(join(small, 'other'))
    expect(readdirSync(small)).toEqual([])
  })

  test.skipIf(!mounted)('a key with its lock on', async () => {
    execFileSync('mount', ['-o', 'remount,ro', small])
    try {
      await refused(district.send(small), small, 'drive.read-only')
    } finally {
      execFileSync('mount', ['-o', 'remount,rw', small])
    }
  })

  test('a key that does not keep what was written', async () => {
    const worn: DriveFiles = {
      ...driveFiles,
      rename: async (from, to) => {
        await driveFiles.rename(from, to)
        const bytes = bytesOf(to)
        bytes[bytes.length - 2000] = (bytes[bytes.length - 2000] ?? 0) ^ 1
        writeFileSync(to, bytes)
      },
    }
    await refused(district.send(key, undefined, { files: worn }), key, 'drive.unreliable')
  })

  test('a folder that is no longer there', async () => {
    await refused(district.send(join(key, 'gone')), key, 'drive.not-found')
    await expect(region.take(join(key, 'gone', 'LKB-BLS-1.lkb'))).rejects.toMatchObject({ code: 'file.not-found' })
  })

  test('a file that lies there is never replaced', async () => {
    writeFileSync(join(key, 'LKB-BLS-1.lkb'), 'somebody else wrote this')
    const sent = await district.send(key)
    expect(sent).toMatchObject({ file: 'LKB-BLS-1-2.lkb', number: 1 })
    expect(bytesOf(join(key, 'LKB-BLS-1.lkb')).toString()).toBe('somebody else wrote this')
    expect(await region.take(sent.path)).toMatchObject({ outcome: 'applied' })
  })

  test('stopped by the person: no trace', async () => {
    for (const at of [1, 2, 3]) {
      let calls = 0
      const checkCancelled = (): void => {
        calls += 1
        if (calls === at) throw new LakanaError('call.cancelled')
      }
      await refused(district.send(key, undefined, { checkCancelled }), key, 'call.cancelled')
    }
    expect(await district.send(key)).toMatchObject({ number: 1 })
  })
})

describe('an import that is stopped', () => {
  test('by the person, at any moment: nothing changed, nothing staged, and it can be taken afterwards', async () => {
    const { path } = await district.send(key)
    const before = stateHash(region.db)
    let stopped = 0
    for (let at = 1; ; at += 1) {
      let calls = 0
      const checkCancelled = (): void => {
        calls += 1
        if (calls === at) throw new LakanaError('call.cancelled')
      }
      const outcome = await region.take(path, { checkCancelled }).catch((error: unknown) => error)
      if (!(outcome instanceof LakanaError)) break
      stopped += 1
      expect(outcome.code).toBe('call.cancelled')
      expect(stateHash(region.db)).toBe(before)
      expect(readdirSync(join(region.home, 'staging'))).toEqual([])
    }
    expect(stopped).toBeGreaterThan(2)
    expect(region.names()).toHaveLength(20)
  })

  test('of many cases: the lists are drawn in pieces, told, and stopped in the midst', async () => {
    for (let child = 0; child < 480; child += 1) district.child(`Tall ${child}`, 0)
    const { path } = await district.send(key)
    const before = stateHash(region.db)
    const told: number[] = []
    const progress = ({ step, done }: { step: string; done?: number }): void => {
      if (step === 'drawing') told.push(done ?? 0)
    }
    const checkCancelled = (): void => {
      if (told.length === 1) throw new LakanaError('call.cancelled')
    }
    await expect(region.take(path, { progress, checkCancelled })).rejects.toMatchObject({ code: 'call.cancelled' })
    expect(told).toEqual([200])
    expect(stateHash(region.db)).toBe(before)
    expect(region.names()).toEqual([])
    expect(await region.take(path, { progress })).toMatchObject({ counts: { newCases: 500, changedCases: 0 } })
    expect(told).toEqual([200, 200, 400])
    expect(region.names()).toHaveLength(500)
    district.child('Zongo, later')
    const later = await district.send(key)
    expect(await region.take(later.path)).toMatchObject({ counts: { newCases: 1, changedCases: 0 } })
  })
})
