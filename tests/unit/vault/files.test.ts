import { mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { diskState } from '../../../src-main/office/beside.ts'
import { named, patiently } from '../../../src-main/vault/files.ts'

const held = (code: string) => Object.assign(new Error('held'), { code })

test('a file that an antivirus holds is asked for again, and let go of in the end', () => {
  let left = 3
  let paused = 0
  const pause = (ms: number): void => {
    paused += ms
  }
  const work = (): string => {
    if (left-- > 0) throw held('EBUSY')
    return 'written'
  }
  expect(patiently(work, pause)).toBe('written')
  expect(paused).toBeGreaterThan(0)
  const forever = (): never => {
    throw held('EBUSY')
  }
  expect(() => named(() => patiently(forever, pause))).toThrow('vault.busy')
})

test('what no waiting mends is told at once', () => {
  let tries = 0
  const full = (): never => {
    tries += 1
    throw held('ENOSPC')
  }
  expect(() => named(() => patiently(full, () => undefined))).toThrow('vault.disk-full')
  expect(tries).toBe(1)
})

test('little room is told while there still is some: twice the file must fit', () => {
  const home = mkdtempSync(join(tmpdir(), 'lakana-disk-'))
  try {
    const { bavail, bsize } = statfsSync(home)
    const path = join(home, 'office.db')
    writeFileSync(path, '')
    expect(diskState(home).low).toBe(bavail * bsize < 300_000_000)
    // A file with a hole: it says that it is large and takes no room.
    truncateSync(path, Math.floor((bavail * bsize) / 1.9))
    expect(diskState(home).low).toBe(true)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
})
