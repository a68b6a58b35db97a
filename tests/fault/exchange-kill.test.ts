import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plainScript } from '../../config/plain-script.ts'
import { openOutside } from '../../src-main/exchange/open-bundle.ts'
import { sweepStaging } from '../../src-main/exchange/staging.ts'
import { withFiles } from '../../src-main/exchange/with-files.ts'
import { readSelf } from '../../src-main/store/self.ts'
import { stateHash } from '../../src-main/store/state-hash.ts'
import { cloneDesk, Desk, newRegion, openDeskFile } from '../support/desk.ts'

/** `npm run kill` gives the full count, half of it for imports, half for exports. */
const times = process.env['LAKANA_KILLS'] === undefined ? null : Number(process.env['LAKANA_KILLS'])
const imports = times === null ? 12 : Math.ceil(times / 2)
const exports = times === null ? 6 : Math.floor(times / 2)
const saves = 8

/** The moments were well chosen; a few kills may all fall on one side. */
function bothHappened({ nothing, all }: { readonly nothing: number; readonly all: number }): void {
  if (nothing + all >= 30) expect(Math.min(nothing, all)).toBeGreaterThan(0)
}

describe('kill -9', () => {
  let world: Awaited<ReturnType<typeof newRegion>>
  let bundle: string
  let after: string
  let takes = 0
  let writes = 0
  let childFile = ''

  beforeAll(async () => {
    childFile = await plainScript('tests/support/exchange-child.ts', 'exchange-child')
    world = await newRegion()
    const district = world.districts[0]!
    for (let child = 0; child < 120; child += 1) district.child(`Traoré ${child}`, 60)
    const starts = performance.now()
    bundle = (await district.send(world.key)).path
    writes = performance.now() - starts
    const clone = cloneDesk(world.region)
    const began = performance.now()
    await clone.take(bundle)
    takes = performance.now() - began
    after = stateHash(clone.db)
    clone.close()
  })
  afterAll(() => world.close())

  /** Runs the child, kills it that long after it was ready, and gives what it had acknowledged. */
  function killed(args: readonly string[], delay: number): Promise<string[]> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [childFile, ...args])
      let said = ''
      let failure = ''
      let counting = false
      child.stdout.on('data', (text) => {
        said += text
        if (counting || !said.includes('ready')) return
        counting = true
        void wait(delay).then(() => child.kill('SIGKILL'))
      })
      child.stderr.on('data', (text) => {
        failure += text
      })
      child.once('close', () => {
        if (failure !== '') reject(new Error(failure))
        else resolve(said.split('\n').slice(1, -1))
      })
    })
  }

  function copyOf(desk: Desk): string {
    const home = mkdtempSync(join(tmpdir(), 'lakana-kill-'))
    desk.db.exec(`VACUUM INTO '${join(home, 'office.db')}'`)
    return home
  }

  function reopen(home: string): Desk {
    const db = openDeskFile(home)
    const self = readSelf(db)
    if (!self) throw new Error('no desk')
    return new Desk(home, db, self)
  }

  test(
    `at ${imports} random moments of an import: all of it or nothing, and what was acknowledged is there`,
    async () => {
      const before = stateHash(world.region.db)
      const outcomes = { nothing: 0, all: 0 }
      for (let run = 0; run < imports; run += 1) {
        const home = copyOf(world.region)
        const said = await killed(['import', home, bundle], Math.random() * takes * 2)
        const desk = reopen(home)
        expect(desk.db.pragma('integrity_check', { simple: true })).toBe('ok')
        const state = stateHash(desk.db)
        expect([before, after]).toContain(state)
        if (said.includes('applied')) expect(state).toBe(after)
        outcomes[state === after ? 'all' : 'nothing'] += 1
        sweepStaging(home)
        expect(await desk.take(bundle)).toMatchObject({ outcome: state === after ? 'already' : 'applied' })
        expect(stateHash(desk.db)).toBe(after)
        desk.close()
      }
      bothHappened(outcomes)
    },
    60_000 + imports * 6000,
  )

  test(
    `at ${exports} random moments of an export: a whole bundle or none, and the next one is taken`,
    async () => {
      const outcomes = { nothing: 0, all: 0 }
      for (let run = 0; run < exports; run += 1) {
        const home = copyOf(world.districts[0]!)
        const key = mkdtempSync(join(tmpdir(), 'lakana-kill-key-'))
        const said = await killed(['export', home, key], Math.random() * writes * 2)
        const desk = reopen(home)
        expect(desk.db.pragma('integrity_check', { simple: true })).toBe('ok')
        const placed = readdirSync(key).filter((name) => name.endsWith('.lkb'))
        for (const name of said) expect(placed).toContain(name)
        for (const name of placed) {
          await withFiles([join(key, name)], (files) => openOutside(world.region.db, world.region.self, files))
        }
        outcomes[placed.length > 0 ? 'all' : 'nothing'] += 1
        const next = await desk.send(key)
        expect(placed).not.toContain(next.file)
        await withFiles([next.path], (files) => openOutside(world.region.db, world.region.self, files))
        expect(next.counts.changes).toBe(120)
        desk.close()
        rmSync(key, { recursive: true })
      }
      bothHappened(outcomes)
    },
    60_000 + exports * 6000,
  )

  test(`at ${saves} random moments of saving: every acknowledged change is there`, async () => {
    for (let run = 0; run < saves; run += 1) {
      const home = copyOf(world.districts[0]!)
      const said = await killed(['save', home], Math.random() * 300)
      const desk = reopen(home)
      expect(desk.db.pragma('integrity_check', { simple: true })).toBe('ok')
      const have = desk.ledger.versionVector()[desk.self.replica] ?? 0
      expect(have).toBeGreaterThanOrEqual(Number(said.at(-1) ?? 120))
      expect(desk.names()).toHaveLength(have)
      desk.close()
      rmSync(home, { recursive: true, force: true })
    }
  }, 120_000)
})
