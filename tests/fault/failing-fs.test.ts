import type * as Fs from 'node:fs'
import { readdirSync } from 'node:fs'
import type * as FsPromises from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { LakanaError } from '../../src-main/contract/errors.ts'
import { readOuter } from '../../src-main/exchange/container/outer-read.ts'
import { withFiles } from '../../src-main/exchange/with-files.ts'
import { stateHash } from '../../src-main/store/state-hash.ts'
import { cloneDesk, type Desk, newRegion } from '../support/desk.ts'

/** The n-th operation on a file fails, whatever it is: every function of `node:fs` that the exchange uses counts. SQLite has its own. */
const fault = vi.hoisted(() => {
  const state = { at: 0, calls: 0, code: '' }
  const strike = (syscall: string): void => {
    if (state.at < 0) return
    state.calls += 1
    if (state.calls === state.at) throw Object.assign(new Error(state.code), { code: state.code, syscall })
  }
  return { state, strike }
})

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FsPromises>()
  const counted = <N extends 'rename' | 'rm' | 'stat' | 'statfs'>(name: N): (typeof real)[N] =>
    (async (...args: never[]) => {
      fault.strike(name)
      return (real[name] as (...all: never[]) => unknown)(...args)
    }) as unknown as (typeof real)[N]
  const open = async (...args: Parameters<typeof real.open>): Promise<FsPromises.FileHandle> => {
    fault.strike('open')
    const handle = await real.open(...args)
    for (const name of ['read', 'write', 'stat', 'sync'] as const) {
      const work = (handle[name] as (...all: never[]) => unknown).bind(handle)
      Object.assign(handle, {
        [name]: async (...all: never[]) => {
          fault.strike(name)
          return work(...all)
        },
      })
    }
    return handle
  }
  return {
    ...real,
    open,
    rename: counted('rename'),
    rm: counted('rm'),
    stat: counted('stat'),
    statfs: counted('statfs'),
  }
})

vi.mock('node:fs', async (original) => {
  const real = await original<typeof Fs>()
  const counted =
    <N extends 'openSync' | 'readSync' | 'fstatSync' | 'mkdirSync' | 'readdirSync' | 'rmSync'>(name: N) =>
    (...args: never[]) => {
      fault.strike(name.replace('Sync', ''))
      return (real[name] as (...all: never[]) => unknown)(...args)
    }
  const names = ['openSync', 'readSync', 'fstatSync', 'mkdirSync', 'readdirSync', 'rmSync'] as const
  return { ...real, ...Object.fromEntries(names.map((name) => [name, counted(name)])) }
})

/** Runs with the n-th operation failing, for all n, until one run is not struck any more. @returns how many were */
async function strikeEach(
  code: string,
  run: () => Promise<unknown>,
  after: (outcome: unknown) => Promise<void>,
): Promise<number> {
  for (let at = 1; ; at += 1) {
    Object.assign(fault.state, { at, calls: 0, code })
    const outcome = await run().catch((error: unknown) => error)
    const { calls } = fault.state
    fault.state.at = -1
    await after(outcome)
    if (calls < at) return at - 1
  }
}

describe.each(['EIO', 'ENOSPC', 'EACCES'])('every operation on files failing with %s', (code) => {
  let world: Awaited<ReturnType<typeof newRegion>>
  let district: Desk
  beforeAll(async () => {
    fault.state.at = -1
    world = await newRegion()
    district = world.districts[0]!
    for (let child = 0; child < 4; child += 1) district.child(`Zongo ${child}`, 20)
  })
  afterAll(() => world.close())

  test('an export is refused with a code and leaves nothing that is taken for a bundle, or is done', async () => {
    let before = stateHash(district.db)
    let known: string[] = []
    const struck = await strikeEach(
      code,
      () => district.send(world.key),
      async (outcome) => {
        const now = readdirSync(world.key).filter((name) => name.endsWith('.lkb'))
        if (outcome instanceof Error) {
          expect(outcome).toBeInstanceOf(LakanaError)
          expect(stateHash(district.db)).toBe(before)
          for (const name of now.filter((each) => !known.includes(each))) {
            await withFiles([join(world.key, name)], async ([file]) => readOuter(file!.fd, file!.size))
          }
        } else expect(now.length).toBe(known.length + 1)
        before = stateHash(district.db)
        known = now
      },
    )
    expect(struck).toBeGreaterThan(15)
  })

  test('an import is refused with a code and has changed nothing, or is done', async () => {
    const { path } = await district.send(world.key)
    const region = cloneDesk(world.region)
    const before = stateHash(region.db)
    let done = 0
    const struck = await strikeEach(
      code,
      () => (done === 0 ? region.take(path) : Promise.resolve()),
      async (outcome) => {
        if (outcome instanceof Error) {
          // A disk of the office's own that gives no answer is nothing that a person can name: `call.internal` at the door.
          if (code !== 'EIO') expect(outcome).toBeInstanceOf(LakanaError)
          expect(done).toBe(0)
          expect(stateHash(region.db)).toBe(before)
        } else done += 1
      },
    )
    expect(struck).toBeGreaterThan(8)
    expect(region.names()).toHaveLength(4)
    region.close()
  })
})
