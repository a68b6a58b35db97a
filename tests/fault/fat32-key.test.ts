import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listDrive } from '../../src-main/exchange/drive-listing.ts'
import { type DriveFiles, driveFiles } from '../../src-main/exchange/place-file.ts'
import { stateHash } from '../../src-main/store/state-hash.ts'
import { cloneDesk, type Desk, newRegion } from '../support/desk.ts'

const mib = 1024 * 1024

/** A USB key as Windows formats it: an image with FAT32, mounted by `fusefat`. */
class Key {
  readonly folder = mkdtempSync(join(tmpdir(), 'lakana-fat-'))
  readonly mount = join(this.folder, 'key')
  readonly #image = join(this.folder, 'image')
  #process: ChildProcess | null = null

  constructor(bytes: number) {
    mkdirSync(this.mount)
    writeFileSync(this.#image, '')
    truncateSync(this.#image, bytes)
    execFileSync('mkfs.vfat', ['-F', '32', '-s', '1', this.#image], { stdio: 'ignore' })
  }

  /** In the foreground, so that it can be ended as a key is pulled out. */
  async plugIn(): Promise<boolean> {
    this.#process = spawn('fusefat', ['-f', '-o', 'rw+', this.#image, this.mount], { stdio: 'ignore' })
    for (let tries = 0; tries < 50; tries += 1) {
      await wait(50)
      if (spawnSync('mountpoint', ['-q', this.mount]).status === 0) return true
    }
    return false
  }

  async pullOut(): Promise<void> {
    this.#process?.kill('SIGKILL')
    await wait(50)
  }

  unmount(): void {
    spawnSync('fusermount', ['-u', '-z', this.mount])
  }

  destroy(): void {
    this.unmount()
    this.#process?.kill('SIGKILL')
    rmSync(this.folder, { recursive: true, force: true })
  }
}

async function canMount(): Promise<boolean> {
  const tools = ['mkfs.vfat', 'fusefat', 'fusermount', 'mountpoint']
  if (tools.some((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0)) return false
  const key = new Key(40 * mib)
  try {
    return await key.plugIn()
  } finally {
    key.destroy()
  }
}

const possible = await canMount()
if (!possible) console.warn('SKIPPED: a real FAT32 key; mkfs.vfat and fusefat cannot mount one here')

describe.skipIf(!possible)('a real FAT32 key (faults 17, 19, 23)', () => {
  let world: Awaited<ReturnType<typeof newRegion>>
  let district: Desk
  let region: Desk
  let key: Key

  beforeAll(async () => {
    world = await newRegion()
    district = world.districts[0]!
    region = world.region
    for (let child = 0; child < 10; child += 1) district.child(`Zongo ${child}`, 60)
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    key = new Key(40 * mib)
    expect(await key.plugIn()).toBe(true)
  })
  afterEach(() => key.destroy())

  test('carries a bundle of several files past what else lies on it, and nothing else is touched', async () => {
    writeFileSync(join(key.mount, 'autorun.inf'), '[autorun]')
    writeFileSync(join(key.mount, 'LKB-BLS-1.lkb.exe'), 'MZ')
    writeFileSync(join(key.mount, 'Photos.lnk'), 'L')
    writeFileSync(join(key.mount, 'memoire.doc'), 'mine')
    const others = readdirSync(key.mount)
    const sent = await district.send(key.mount, undefined, { volume: 24 * 1024 })
    expect(sent.paths.length).toBeGreaterThan(1)
    const { bundles, wary } = await listDrive(key.mount)
    expect(bundles).toHaveLength(sent.paths.length)
    expect(wary).toEqual({ autorun: true, shortcuts: 1, programs: 1 })
    expect(await region.take(sent.paths)).toMatchObject({ outcome: 'applied' })
    expect(readdirSync(key.mount)).toEqual(expect.arrayContaining(others))
  })

  test('pulled out at the first byte, in the middle and before the name is final: told, no number used up', async () => {
    for (const moment of ['open', 'sync', 'rename'] as const) {
      const before = stateHash(district.db)
      const files: DriveFiles = {
        open: async (path, flags) => {
          const handle = await driveFiles.open(path, flags)
          if (moment === 'open') await key.pullOut()
          return handle
        },
        sync: async (handle) => {
          if (moment === 'sync') await key.pullOut()
          await driveFiles.sync(handle)
        },
        rename: async (from, to) => {
          if (moment === 'rename') await key.pullOut()
          await driveFiles.rename(from, to)
        },
      }
      await expect(district.send(key.mount, undefined, { files })).rejects.toMatchObject({ code: 'drive.gone' })
      expect(stateHash(district.db)).toBe(before)
      key.unmount()
      key.destroy()
      key = new Key(40 * mib)
      expect(await key.plugIn()).toBe(true)
    }
  })

  test('full: told as full, though such a key says neither that nor how much room it has', async () => {
    const before = stateHash(district.db)
    const filled = openSync(join(key.mount, 'photos.zip'), 'w')
    const piece = Buffer.alloc(mib)
    expect(() => {
      for (let pieces = 0; pieces < 50; pieces += 1) writeSync(filled, piece)
    }).toThrow(/EPERM|ENOSPC/)
    closeSync(filled)
    await expect(district.send(key.mount)).rejects.toMatchObject({ code: 'drive.full' })
    expect(stateHash(district.db)).toBe(before)
    expect(readdirSync(key.mount)).toEqual(['photos.zip'])
  })

  test('pulled out before it is read: nothing taken, nothing staged', async () => {
    const fresh = cloneDesk(region)
    const before = stateHash(fresh.db)
    const { path } = await district.send(key.mount)
    await key.pullOut()
    await expect(fresh.take(path)).rejects.toMatchObject({ code: 'drive.gone' })
    expect(stateHash(fresh.db)).toBe(before)
    expect(readdirSync(join(fresh.home, 'staging'))).toEqual([])
    fresh.close()
  })
})
