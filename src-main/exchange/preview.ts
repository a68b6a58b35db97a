import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { IsoDay } from '../domain/dates/days.ts'
import type { FormOf } from '../domain/forms/definitions.ts'
import { commitmentOf } from '../domain/ledger/change.ts'
import type { ChangeBody, Id } from '../domain/ledger/types.ts'
import { type JudgedAnswer, judgeAnswers } from '../domain/sharing/answers.ts'
import { type Route, routeBetween, sharingPolicy } from '../domain/sharing/policy.ts'
import { type CaseVerdict, judgeCase, type Obstacle } from '../domain/sharing/verdict.ts'
import { CaseConsents } from '../store/case-consents.ts'
import { CaseFiles } from '../store/case-file.ts'
import type { Ledger } from '../store/ledger.ts'
import { parentPeer, sentTo } from '../store/peers.ts'
import { readOffice, type SelfRow } from '../store/self.ts'
import { parseValues } from '../store/shown-values.ts'
import { Disclosure } from './disclosure.ts'
import { officesUnder } from './offices-below.ts'
import { rangesAbove } from './outgoing.ts'
import { linesOf } from './plan-bundle.ts'
import { toldAgain } from './told-again.ts'

/** What a preview needs of the office. */
export interface Previewing {
  readonly db: Database
  readonly ledger: Ledger
  readonly self: SelfRow
  /** The day that the office goes by. */
  readonly today: IsoDay
  checkCancelled(): void
}

/** A case that the next bundle speaks of: how many of its values go, and how many stay. */
export interface CaseLeaving {
  readonly id: Id
  readonly going: number
  readonly staying: number
  readonly verdict: CaseVerdict
}

export interface Leaving {
  readonly to: { readonly code: string; readonly name: string }
  readonly route: Route
  readonly cases: readonly CaseLeaving[]
}

/** What the next bundle to the office above would tell of each case: nothing is written. Null for an office without one. */
export async function previewBundle(work: Previewing): Promise<Leaving | null> {
  const { db, ledger, self } = work
  const peer = parentPeer(db, self)
  const way = wayUp(work)
  if (!peer || !way) return null
  const { disclosure, to, route } = way
  const scope = sentTo(db, ledger, self, peer)
  for (const _judged of disclosure.judging()) {
    await nextTurn()
    work.checkCancelled()
  }
  const { again } = toldAgain(db, ledger, peer, scope, disclosure)
  const lines = linesOf(ledger, { again, covers: rangesAbove(ledger, scope, peer.acked) }, disclosure)
  const find = db.prepare(
    `SELECT c.n AS n, c.id AS id FROM record r JOIN record c ON c.n = CASE r.kind WHEN 'case' THEN r.n ELSE r.parent END
     WHERE r.id = ?`,
  )
  const counts = new Map<Id, { n: number; going: number; staying: number }>()
  let read = 0
  for (const { stored } of lines) {
    read += 1
    if (read % 200 === 0) {
      await nextTurn()
      work.checkCancelled()
    }
    if (stored.body === '') continue
    const values = parseValues(stored.vals)
    for (const [index, op] of (JSON.parse(stored.body) as ChangeBody).ops.entries()) {
      const found = find.get(op.r) as { n: number; id: Id } | undefined
      if (!found) continue
      const count = counts.get(found.id) ?? { n: found.n, going: 0, staying: 0 }
      counts.set(found.id, count)
      if (commitmentOf(op) === null) continue
      if (values[index] === undefined) count.staying += 1
      else count.going += 1
    }
  }
  const cases = [...counts].flatMap(([id, { n, going, staying }]) => {
    const verdict = disclosure.verdictOn(n)
    return verdict ? [{ id, going, staying, verdict }] : []
  })
  return { to, route, cases }
}

/** Every answered question of a case as it stands: whether its answer goes up, and why not. None where there is no office above. @param formOf a form as it is asked here */
export function previewCase(
  work: Previewing,
  caseId: Id,
  formOf: FormOf,
): { fields: JudgedAnswer[]; notes: { count: number; why: Obstacle | null } } {
  const n = work.db.prepare("SELECT n FROM record WHERE id = ? AND kind = 'case'").pluck().get(caseId)
  const verdict = typeof n === 'number' ? wayUp(work)?.disclosure.verdictOn(n) : undefined
  if (!verdict) return { fields: [], notes: { count: 0, why: null } }
  const files = new CaseFiles(work.db)
  const fields = files.forms(caseId).flatMap(({ form, values }) => {
    const definition = formOf(form)
    return definition ? judgeAnswers(definition, values, verdict, sharingPolicy) : []
  })
  const { identity } = verdict
  return { fields, notes: { count: files.notes(caseId).length, why: identity.allowed ? null : identity.why } }
}

/**
 * Why the other office would get a case handed over from here without the child's name and story, or null where they go. Only what comes from a
 * district, or goes beyond what is under this office, passes by an office above on its way.
 * @param to the other office; null while nobody has chosen one
 */
export function identityStays(work: Previewing, caseId: Id, to: Id | null): Obstacle | null {
  const { db, self } = work
  const passes = self.office.level === 'district' || (to !== null && !officesUnder(db, self.office.id).has(to))
  const verdict = passes && self.office.parent !== null ? servicesVerdict(work, caseId) : null
  return verdict === null || verdict.identity.allowed ? null : verdict.identity.why
}

/**
 * What may be told of a case to an office that serves the child, by way of the office above: as on any step that may carry all. Null where there is
 * no such case.
 */
export function servicesVerdict(
  { db, self, today }: Pick<Previewing, 'db' | 'self' | 'today'>,
  caseId: Id,
): CaseVerdict | null {
  const n = db.prepare("SELECT n FROM record WHERE id = ? AND kind = 'case'").pluck().get(caseId)
  if (typeof n !== 'number') return null
  const { level } = self.office
  const route: Route = { from: level, to: level, purpose: 'supervision', most: 'full' }
  return judgeCase(new CaseConsents(db).of(n), route, sharingPolicy, today)
}

function wayUp({ db, self, today }: Previewing): { to: Leaving['to']; route: Route; disclosure: Disclosure } | null {
  const above = self.office.parent === null ? null : readOffice(db, self.office.parent)
  if (!above) return null
  const { code, name, level } = above
  return {
    to: { code, name },
    route: routeBetween(self.office.level, level, sharingPolicy),
    disclosure: new Disclosure(db, self.office.level, above, today),
  }
}
