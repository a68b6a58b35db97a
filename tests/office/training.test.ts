import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LakanaError } from '../../src-main/contract/errors.ts'
import { trainingChildren } from '../../src-main/contract/training.ts'
import type { Progress } from '../../src-main/contract/wire.ts'
import type { OfficeContext, Work } from '../../src-main/office/context.ts'
import { newContext } from '../../src-main/office/new-context.ts'
import { lock } from '../../src-main/office/opening.ts'
import { openTraining } from '../../src-main/office/training.ts'
import { wholeFile } from '../../src-main/store/case-where.ts'
import { CaseLists } from '../../src-main/store/cases.ts'

const now = () => new Date('2026-11-24T10:00:00Z')
const quiet: Work = { progress: () => undefined, checkCancelled: () => undefined }
let home: string
let context: OfficeContext

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lakana-test-'))
  const machine = { home, version: 'test', now, listDrives: async () => [] }
  context = newContext(machine, () => undefined)
})
afterEach(() => {
  lock(context, 'window')
  rmSync(home, { recursive: true, force: true })
})

function children() {
  return new CaseLists(context.open!.db, wholeFile).facets()
}

describe('the training office', () => {
  test('is made in seconds, apart from the real one, with children of all kinds', async () => {
    const started = performance.now()
    const steps: Progress[] = []
    const office = await openTraining(context, 'fr', { ...quiet, progress: (step) => steps.push(step) })
    expect(performance.now() - started).toBeLessThan(30_000)
    expect(context.home).toBe(join(home, 'training'))
    expect(office.self.training).toBe(true)
    expect(context.open).toBe(office)
    expect(steps.at(-1)).toMatchObject({ step: 'children' })
    expect(children().total).toBe(trainingChildren)
    expect(children().workers.length).toBe(5)
    const lists = new CaseLists(office.db, wholeFile)
    const count = (filters: object) => lists.page(filters, office.person.id, '2026-11-24', 'name', 0, 1).total
    expect(count({ status: 'closed' })).toBeGreaterThan(30)
    expect(count({ mine: true, status: 'open' })).toBeGreaterThan(40)
    expect(count({ risk: 'high' })).toBeGreaterThan(50)
    expect(count({ overdue: true })).toBeGreaterThan(14)
    expect(count({ overdue: true })).toBeLessThan(100)
    expect(count({ registeredFrom: '2026-11-25' })).toBe(0)
    expect(count({ registeredTo: '2025-11-01' })).toBeGreaterThan(20)
    const codes = office.db.prepare('SELECT count(DISTINCT code) AS n FROM case_item').get() as { n: number }
    expect(codes.n).toBe(trainingChildren)
  })

  test('opens again as it was left, and goes on where a cancelled filling stopped', async () => {
    let checks = 0
    const cancelling: Work = {
      ...quiet,
      checkCancelled: () => {
        checks += 1
        if (checks > 4) throw new LakanaError('call.cancelled')
      },
    }
    await expect(openTraining(context, 'fr', cancelling)).rejects.toMatchObject({ code: 'call.cancelled' })
    expect(context.open).toBeNull()
    expect(context.home).toBe(home)
    await openTraining(context, 'fr', quiet)
    expect(children().total).toBe(trainingChildren)
    const changes = context.open!.ledger.countAbove({})
    lock(context, 'person')
    await openTraining(context, 'fr', quiet)
    expect(children().total).toBe(trainingChildren)
    expect(context.open!.ledger.countAbove({})).toBe(changes)
  })
})
