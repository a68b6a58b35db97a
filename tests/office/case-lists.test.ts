import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseFilters } from '../../src-main/contract/cases.ts'
import { addYears } from '../../src-main/domain/dates/days.ts'
import { between, chance, pick, seededRandom } from '../../src-main/domain/training/random.ts'
import { wholeFile } from '../../src-main/store/case-where.ts'
import { CaseLists, type CaseRow, type CaseSort } from '../../src-main/store/cases.ts'
import { fillOffice } from '../bench/fill.ts'
import { openPlainOffice, type PlainOffice } from '../support/plain-office.ts'

const today = '2026-11-24'
const sorts: readonly CaseSort[] = ['name', 'risk', 'registered', 'changed', 'due']
type Wide = CaseRow & { sort_name: string; birth_from: string; birth_to: string }
let made: PlainOffice
let all: Wide[]

beforeAll(async () => {
  made = await openPlainOffice()
  fillOffice(made.office, { count: 600, seed: 8, today })
  all = made.office.db.prepare('SELECT * FROM case_item').all() as Wide[]
}, 60_000)
afterAll(() => made.close())

const risks = { low: 1, medium: 2, high: 3 }

/** The filters as their words say, on plain rows. */
function fits(row: Wide, f: CaseFilters): boolean {
  const { ageMin, ageMax } = f
  return (
    (f.status === undefined || row.status === f.status) &&
    (f.risk === undefined || row.risk === risks[f.risk]) &&
    (f.sex === undefined || row.sex === f.sex) &&
    (f.commune === undefined || row.commune === f.commune) &&
    (f.worker === undefined || row.worker === f.worker) &&
    (f.registeredFrom === undefined || (row.registered_on ?? '') >= f.registeredFrom) &&
    (f.overdue !== true || (row.status === 'open' && row.answered === 0 && (row.due_on ?? '9') < today)) &&
    (ageMin === undefined || row.birth_from <= addYears(today, -ageMin)) &&
    (ageMax === undefined || row.birth_to > addYears(today, -ageMax - 1))
  )
}

const text = (value: string | null): string => value ?? ''
const orders: Record<CaseSort, (a: Wide, b: Wide) => number> = {
  name: (a, b) => compare(a.sort_name, b.sort_name),
  risk: (a, b) => b.risk - a.risk || b.n - a.n,
  registered: (a, b) => compare(text(b.registered_on), text(a.registered_on)),
  changed: (a, b) => compare(b.changed_at, a.changed_at),
  due: (a, b) =>
    a.answered - b.answered ||
    Number(a.due_on === null) - Number(b.due_on === null) ||
    compare(text(a.due_on), text(b.due_on)),
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

describe('lists', () => {
  test('any filters, order and place give what the plain rows give', () => {
    const random = seededRandom(31)
    const lists = new CaseLists(made.office.db, wholeFile)
    let empty = 0
    for (let turn = 0; turn < 400; turn += 1) {
      const filters: CaseFilters = {
        ...(chance(random, 0.6) ? { status: pick(random, ['open', 'closed'] as const) } : {}),
        ...(chance(random, 0.3) ? { risk: pick(random, ['low', 'medium', 'high'] as const) } : {}),
        ...(chance(random, 0.3) ? { sex: pick(random, ['female', 'male']) } : {}),
        ...(chance(random, 0.2) ? { commune: pick(random, all).commune ?? '' } : {}),
        ...(chance(random, 0.2) ? { worker: pick(random, all).worker ?? '' } : {}),
        ...(chance(random, 0.2) ? { registeredFrom: pick(random, all).registered_on ?? today } : {}),
        ...(chance(random, 0.1) ? { overdue: true } : {}),
        ...(chance(random, 0.2) ? { ageMin: between(random, 0, 14), ageMax: between(random, 8, 18) } : {}),
      }
      const sort = pick(random, sorts)
      const [offset, limit] = [between(random, 0, 60), between(random, 1, 80)]
      const expected = all.filter((row) => fits(row, filters)).sort((a, b) => orders[sort](a, b) || a.n - b.n)
      const { total, rows } = lists.page(filters, 'me', today, sort, offset, limit)
      expect(total).toBe(expected.length)
      expect(rows.map(({ n }) => n)).toEqual(expected.slice(offset, offset + limit).map(({ n }) => n))
      if (total === 0) empty += 1
    }
    expect(empty).toBeLessThan(200)
  })

  test('words and filters together', () => {
    const lists = new CaseLists(made.office.db, wholeFile)
    const found = lists.search('ouedraogo', 50).map(({ n }) => n)
    expect(found.length).toBeGreaterThan(3)
    for (const sort of sorts) {
      const { rows } = lists.page({ text: 'ouedraogo', status: 'open' }, 'me', today, sort, 0, 200)
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.every(({ status }) => status === 'open')).toBe(true)
    }
  })

  test('counting reads an index, and walking an order sorts nothing', () => {
    const plan = (sql: string): string =>
      (made.office.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[])
        .map((each) => each.detail)
        .join('\n')
    for (const where of [
      "status = 'open' AND sex = 'male'",
      "risk = 2 AND sex = 'male'",
      "status = 'open' AND birth_from < '2015'",
    ]) {
      expect(plan(`SELECT count(*) FROM case_item INDEXED BY case_filter WHERE ${where}`)).toMatch(
        /USING COVERING INDEX case_filter/,
      )
    }
    const due =
      "SELECT * FROM case_item INDEXED BY case_by_due WHERE status = 'open' ORDER BY answered, due_on IS NULL, due_on, n LIMIT 9"
    const risk = "SELECT * FROM case_item INDEXED BY case_by_risk WHERE sex = 'male' ORDER BY risk DESC, n DESC LIMIT 9"
    for (const sql of [due, risk]) expect(plan(sql)).not.toMatch(/TEMP B-TREE/)
  })
})
