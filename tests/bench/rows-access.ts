import type { CaseFilters } from '../../src-main/contract/cases.ts'
import type { CaseScope } from '../../src-main/domain/access/scope.ts'
import { wholeFile } from '../../src-main/store/case-where.ts'
import { CaseLists, type CaseSort } from '../../src-main/store/cases.ts'
import { bareConnection } from './bare.ts'
import { atMost, byTurns, median, ms, type Outcome } from './measure.ts'
import type { World } from './world.ts'

const today = new Date().toISOString().slice(0, 10)
const views: readonly (readonly [CaseFilters, CaseSort])[] = [
  [{}, 'changed'],
  [{ status: 'open' }, 'name'],
  [{ status: 'open', risk: 'high' }, 'registered'],
  [{ status: 'open', sex: 'female' }, 'risk'],
  [{ risk: 'medium' }, 'due'],
]

/**
 * What the scope of a person adds to the list, on pages that hold the same cases with and without it: a group whose ten members follow all the
 * cases, an office that has them all, and one worker against the filter of the same worker typed by hand. A group of ten among the thirty
 * workers of the file, whose list is another, stands in the notes.
 */
export async function scope(world: World): Promise<Outcome[]> {
  const db = await bareConnection(world.district)
  const workers = db.prepare('SELECT DISTINCT worker FROM case_item ORDER BY 1').pluck().all() as string[]
  const [office] = db.prepare('SELECT DISTINCT office FROM case_item').pluck().all() as string[]
  const [one = ''] = workers
  const among = (some: readonly string[]): CaseScope => ({ kind: 'workers', workers: some, coworker: one })
  const pairs: readonly (readonly [string, CaseScope, CaseFilters])[] = [
    ['all workers', among(workers), {}],
    ['office', { kind: 'office', office: office ?? '' }, {}],
    ['one worker, against the filter', among([one]), { worker: one }],
    ['ten workers, against all cases', among(workers.slice(0, 10)), {}],
  ]
  const whole = new CaseLists(db, wholeFile)
  const page = (lists: CaseLists, filters: CaseFilters, sort: CaseSort) => lists.page(filters, one, today, sort, 0, 50)
  let worst = { ours: 0, baseline: 1 }
  const notes: string[] = []
  for (const [name, reached, typed] of pairs) {
    const scoped = new CaseLists(db, { scope: reached, names: true })
    const sums = { ours: 0, baseline: 0 }
    for (const [filters, sort] of views) {
      const ask = () => page(scoped, filters, sort)
      const bare = () => page(whole, { ...filters, ...typed }, sort)
      if (!name.startsWith('ten') && ask().total !== bare().total) throw new Error(`other cases: ${name} by ${sort}`)
      await byTurns(3, ask, bare)
      const { ours, baseline } = await byTurns(41, ask, bare)
      sums.ours += median(ours) / views.length
      sums.baseline += median(baseline) / views.length
    }
    notes.push(`${name}: ${ms(sums.ours)} against ${ms(sums.baseline)}`)
    if (name.startsWith('ten')) continue
    if (sums.ours / sums.baseline > worst.ours / worst.baseline) worst = sums
  }
  db.close()
  return [
    atMost(1.2, worst.ours, worst.baseline, [
      'the worst of three; page of 50 and the total, five views each',
      ...notes,
    ]),
  ]
}
