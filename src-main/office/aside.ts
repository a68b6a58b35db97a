import type { CallOutput } from '../contract/index.ts'
import { reaches } from '../domain/access/scope.ts'
import type { ChangeBody } from '../domain/ledger/types.ts'
import { caseFacts } from '../store/case-facts.ts'
import { namesOfPeople } from '../store/people.ts'
import { officeOfReplica } from '../store/replicas.ts'
import { allAside, countAside } from '../store/set-aside.ts'
import type { Handlers, OpenOffice } from './context.ts'

/** Changes set aside: who made them, when, about which cases and why they wait. Never what they say. */
export const asideHandlers: Handlers<'aside.list'> = {
  'aside.list': ({ offset, limit }, _context, office) => {
    const { db, self } = office
    const waiting = allAside(db, limit, offset).filter(({ decided }) => decided === null)
    const found = waiting.map((row) => ({ row, body: JSON.parse(row.body) as ChangeBody }))
    const names = namesOfPeople(
      db,
      found.map(({ body }) => body.person),
    )
    const items = found.map(({ row, body }): CallOutput<'aside.list'>['items'][number] => ({
      replica: row.replica,
      seq: body.seq,
      reason: row.reason,
      office: officeOfReplica(db, row.replica, self),
      person: names.get(body.person) ?? '',
      time: body.time,
      steps: body.ops.length,
      codes: codesIn(body, office),
    }))
    return { total: countAside(db), items }
  },
}

function codesIn({ ops }: ChangeBody, { db, access }: OpenOffice): string[] {
  const caseOf = db.prepare(
    `SELECT i.id AS id, i.code AS code FROM record x JOIN case_item i ON i.n = coalesce(x.parent, x.n) WHERE x.id = ?`,
  )
  const records = [
    ...new Set(ops.flatMap((op) => (op.t === 'new' && op.p !== undefined ? [op.r, op.p] : [op.r]))),
  ].slice(0, 50)
  const cases = records.flatMap((id) => (caseOf.get(id) as { id: string; code: string } | undefined) ?? [])
  const within = cases.filter(({ id }) => {
    const facts = caseFacts(db, id)
    return facts !== null && reaches(access.scope, facts)
  })
  return [...new Set(within.map(({ code }) => code))].slice(0, 10)
}
