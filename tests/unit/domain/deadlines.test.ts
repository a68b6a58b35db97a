import { describe, expect, it } from 'vitest'
import { defaultTimeStandards, dueDays, firstResponseDue, overdueBy } from '../../../src-main/domain/deadlines.ts'

describe('first response', () => {
  it.each([
    ['high', '2026-11-24'],
    ['medium', '2026-11-26'],
    ['low', '2026-11-30'],
    ['', '2026-11-26'],
    [null, '2026-11-26'],
  ])('for a risk %s is due on %s', (risk, due) => {
    expect(firstResponseDue(risk, '2026-11-23', defaultTimeStandards)).toBe(due)
    expect(firstResponseDue(risk, { precision: 'exact', date: '2026-11-23' }, defaultTimeStandards)).toBe(due)
  })

  it('follows the settings, in whole days, from the first day that a date can mean', () => {
    const standards = { firstResponseHours: { high: 3, medium: 25, low: 48 } }
    expect(firstResponseDue('high', '2026-11-23', standards)).toBe('2026-11-24')
    expect(firstResponseDue('medium', '2026-11-23', standards)).toBe('2026-11-25')
    expect(firstResponseDue('low', { precision: 'month', month: '2026-11' }, standards)).toBe('2026-11-03')
  })

  it('counts days overdue', () => {
    expect([
      overdueBy('2026-11-20', '2026-11-23'),
      overdueBy('2026-11-23', '2026-11-23'),
      overdueBy('2026-12-01', '2026-11-23'),
    ]).toEqual([3, 0, 0])
  })
})

it('every step follows the one before', () => {
  const begun = { identified: '2026-11-22', registered: '2026-11-23' }
  expect([...dueDays('high', begun, {})]).toEqual([
    ['first-response', '2026-11-23'],
    ['assessment', '2026-11-30'],
    ['case-plan', '2026-12-07'],
  ])
  const planned = { ...begun, assessed: '2026-11-24', planned: '2026-11-28' }
  expect(Object.fromEntries(dueDays('low', planned, { followUpDays: { high: 1, medium: 2, low: 3 } }))).toMatchObject({
    'case-plan': '2026-12-08',
    'follow-up': '2026-12-01',
    review: '2027-02-28',
  })
  expect(dueDays('medium', { ...planned, lastContact: '2026-12-10', lastReview: '2027-01-31' }, {}).get('review')).toBe(
    '2027-04-30',
  )
})
