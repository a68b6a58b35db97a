import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CaseFacts, type CaseScope, reaches } from '../../src-main/domain/access/scope.ts'
import { filterWhere, workersWhere } from '../../src-main/store/case-where.ts'
import { CaseLists } from '../../src-main/store/cases.ts'
import { fillOffice } from '../bench/fill.ts'
import { openPlainOffice, type PlainOffice } from '../support/plain-office.ts'

const today = '2026-11-24'
const elsewhere = 'e'.repeat(32)
let made: PlainOffice
let all: (CaseFacts & { n: number; id: string })[]
let people: string[]

beforeAll(async () => {
  made = await openPlainOffice()
  const { db } = made.office
  fillOffice(made.office, { count: 300, seed: 5, today })
  // Some cases of another office, and co-workers here and there.
  db.prepare('UPDATE case_item SET office = ? WHERE n % 7 = 0').run(elsewhere)
  people = db.prepare('SELECT DISTINCT worker FROM case_item').pluck().all() as string[]
  const insert = db.prepare(
    'INSERT OR IGNORE INTO coworker (person, case_n) SELECT ?, n FROM case_item WHERE n % ? = 1',
  )
  for (const [index, person] of people.entries()) if (index % 3 === 0) insert.run(person, 11 + index)
  const rows = db.prepare('SELECT n, id, office, worker FROM case_item').all() as Omit<
    (typeof all)[number],
    'coworkers'
  >[]
  const coworkers = db.prepare('SELECT person FROM coworker WHERE case_n = ?').pluck()
  all = rows.map((row) => ({ ...row, coworkers: coworkers.all(row.n) as string[] }))
}, 60_000)
afterAll(() => made.close())

const anyScope = (): fc.Arbitrary<CaseScope> =>
  fc.oneof(
    fc.constantFrom<CaseScope>({ kind: 'none' }, { kind: 'all' }),
    fc
      .constantFrom(made.office.self.office.id, elsewhere, 'f'.repeat(32))
      .map((office) => ({ kind: 'office', office }) as const),
    fc
      .record({ workers: fc.subarray(people), coworker: fc.constantFrom(...people, 'f'.repeat(32)) })
      .map((each) => ({ kind: 'workers', ...each }) as const),
  )
const filters = fc.constantFrom({}, { status: 'open' }, { status: 'open', risk: 'high' }, { text: 'ouedraogo' }, {
  mine: true,
} as const)

describe('the lists of a person', () => {
  test('hold exactly the cases that he reaches, whatever the filters, order, search and counts', () => {
    fc.assert(
      fc.property(
        anyScope(),
        filters,
        fc.constantFrom('name', 'risk', 'changed'),
        fc.boolean(),
        (scope, asked, sort, names) => {
          const mine = new Set(all.filter((facts) => reaches(scope, facts)).map(({ n }) => n))
          const me = people[0]!
          const whole = new CaseLists(made.office.db, { scope: { kind: 'all' }, names })
          const lists = new CaseLists(made.office.db, { scope, names })
          const expected = whole.page(asked, me, today, sort, 0, 500).rows.filter(({ n }) => mine.has(n))
          const got = lists.page(asked, me, today, sort, 0, 500)
          expect(got.rows.map(({ n }) => n)).toEqual(expected.map(({ n }) => n))
          expect(got.total).toBe(expected.length)
          const facets = lists.facets()
          expect(facets.total).toBe(mine.size)
          expect(facets.offices.reduce((sum, { cases }) => sum + cases, 0)).toBe(mine.size)
          const open = whole
            .page({ status: 'open' }, me, today, 'name', 0, 500)
            .rows.filter(({ n }) => mine.has(n)).length
          expect(lists.openByRisk().reduce((sum, each) => sum + each, 0)).toBe(open)
          expect(lists.first(me, 500).every(({ n }) => mine.has(n))).toBe(true)
          const found = lists
            .search('oued', 300)
            .map(({ n }) => n)
            .sort()
          expect(found).toEqual(
            whole
              .search('oued', 300)
              .map(({ n }) => n)
              .filter((n) => mine.has(n))
              .sort(),
          )
        },
      ),
      { numRuns: 150 },
    )
  })

  test('without names are found by code only, and no order tells of the alphabet', () => {
    const nameless = new CaseLists(made.office.db, { scope: { kind: 'all' }, names: false })
    const named = new CaseLists(made.office.db, { scope: { kind: 'all' }, names: true })
    expect(named.search('ouedraogo', 50).length).toBeGreaterThan(3)
    for (const text of ['ouedraogo', 'oued', 'awa', 'minata']) {
      expect(nameless.search(text, 50)).toEqual([])
      expect(nameless.page({ text }, 'me', today, 'name', 0, 50).total).toBe(0)
    }
    expect(nameless.alike('Ouédraogo Awa', 50)).toEqual([])
    const [first] = named.page({}, 'me', today, 'name', 0, 1).rows
    expect(nameless.search(first!.code, 5).map(({ n }) => n)).toEqual([first!.n])
    const by = (sort: 'name' | 'risk') => nameless.page({}, 'me', today, sort, 0, 300).rows.map(({ n }) => n)
    expect(by('name')).toEqual(named.page({}, 'me', today, 'registered', 0, 300).rows.map(({ n }) => n))
    expect(by('risk')).toEqual(named.page({}, 'me', today, 'risk', 0, 300).rows.map(({ n }) => n))
  })

  test('of some workers are counted and found in an index that holds all that is asked', () => {
    const { db } = made.office
    const plan = (sql: string, ...args: string[]): string =>
      (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...args) as { detail: string }[])
        .map(({ detail }) => detail)
        .join('\n')
    const asked = filterWhere({ names: true, filters: { status: 'open', sex: 'female' }, me: 'a', today })
    const [own, shared] = workersWhere({ kind: 'workers', workers: ['a', 'b'], coworker: 'c' }, asked)
    expect(plan(`SELECT count(*) FROM case_item c ${own!.by} WHERE ${own!.sql}`, ...(own!.args as string[]))).toMatch(
      /SEARCH c USING COVERING INDEX case_by_worker \(worker=\? AND status=\?/,
    )
    expect(
      plan(`SELECT count(*) FROM case_item c ${shared!.by} WHERE ${shared!.sql}`, ...(shared!.args as string[])),
    ).toMatch(/SEARCH c USING INTEGER PRIMARY KEY/)
  })
})
