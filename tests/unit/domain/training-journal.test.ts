import { describe, expect, test } from 'vitest'
import { addDays } from '../../../src-main/domain/dates/days.ts'
import { defaultTimeStandards, firstResponseDue } from '../../../src-main/domain/deadlines.ts'
import type { Draft, Id } from '../../../src-main/domain/ledger/types.ts'
import { inventJournal } from '../../../src-main/domain/training/journal.ts'
import { seededRandom } from '../../../src-main/domain/training/random.ts'

const today = '2026-11-24'
const workers = ['1', '2', '3', '4', '5'].map((digit) => digit.repeat(32))

/** Whose first response is overdue: the worker of each child. */
function overdue(seed: number): Id[] {
  const options = { children: 300, today, homeCommune: 'BF490202', office: '0'.repeat(32), workers }
  const waiting = new Map<Id, Id>()
  for (const { time, worker, opensCase, drafts } of inventJournal(seededRandom(seed), options)) {
    const made = drafts('BLS-2026-00001')
    if (!opensCase)
      for (const draft of made) if (draft.t === 'new' && draft.k === 'form') waiting.delete(String(draft.p))
    const opened = made.find((draft) => draft.t === 'new' && draft.k === 'case')
    if (!opened || made.some(isAction)) continue
    const due = firstResponseDue(riskOf(made), time.slice(0, 10), defaultTimeStandards)
    if (due < today) waiting.set(opened.r, worker)
  }
  return [...waiting.values()]
}

/** An urgent need met at registration is a first response. */
function isAction(draft: Draft): boolean {
  return draft.t === 'set-row' && draft.g === 'urgent_needs' && JSON.stringify(draft.value).includes('need_action_date')
}

function riskOf(drafts: readonly Draft[]): string | null {
  const values = drafts.map((draft) => (draft.t === 'set' ? (draft.value as Record<string, unknown> | null) : null))
  const level = values.find((value) => value?.risk_level)?.risk_level
  return level === undefined ? null : String(level)
}

describe('the journal of the training office', () => {
  test('whatever the seed, each worker has a child whose first response is overdue, and the first has several', () => {
    for (let seed = 1; seed <= 15; seed += 1) {
      const late = overdue(seed)
      expect(new Set(late)).toEqual(new Set(workers))
      expect(late.filter((worker) => worker === workers[0]).length).toBeGreaterThanOrEqual(3)
      expect(late.length).toBeLessThan(60)
    }
  })

  test('nothing in it is later than the day before, but children registered today', () => {
    for (const { time, opensCase } of inventJournal(seededRandom(3), {
      children: 300,
      today,
      homeCommune: 'BF490202',
      office: '0'.repeat(32),
      workers,
    })) {
      expect(time.slice(0, 10) <= (opensCase ? today : addDays(today, -1))).toBe(true)
    }
  })
})
