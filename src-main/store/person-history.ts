import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { ChangeBody, Json } from '../domain/ledger/types.ts'
import { prepared } from './prepared.ts'
import { parseValues } from './shown-values.ts'

type Scalar = string | number | boolean | null

export interface PersonEntry {
  readonly time: string
  /** Id of who changed it. */
  readonly person: string
  readonly changes: readonly { readonly field: string; readonly from: Scalar; readonly to: Scalar }[]
}

/** What happened to one account, newest first, read from the ledger. An account sees some dozens of changes in its life. */
export function personHistory(db: Database, id: string): PersonEntry[] {
  const rows = prepared(
    db,
    `SELECT c.body AS body, c.vals AS vals FROM record r JOIN touch t ON t.case_n = r.n JOIN change c ON c.at = t.at
     WHERE r.id = ? AND r.kind = 'person' ORDER BY c.lamport, c.at`,
  ).all(id) as { body: string; vals: string }[]
  const known = new Map<string, Scalar>()
  return rows.map(({ body, vals }) => entryOf(JSON.parse(body) as ChangeBody, parseValues(vals), id, known)).reverse()
}

/** @param known the fields before this change; brought up to date */
function entryOf(
  body: ChangeBody,
  values: readonly (Json | undefined)[],
  id: string,
  known: Map<string, Scalar>,
): PersonEntry {
  const changes = body.ops.flatMap((op, index) => {
    if (op.t !== 'set' || op.r !== id) return []
    const after = fieldsOf(op.g, values[index] ?? {})
    const before = [...known.keys()].filter((field) => field.startsWith(`${op.g}.`))
    return [...new Set([...before, ...after.keys()])].flatMap((field) => {
      const [from, to] = [known.get(field) ?? null, after.get(field) ?? null]
      known.set(field, to)
      return from === to ? [] : [{ field, from, to }]
    })
  })
  return { time: body.time, person: body.person, changes }
}

function fieldsOf(group: string, value: Json): Map<string, Scalar> {
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return new Map(
    members.map(([name, member]): [string, Scalar] => [
      `${group}.${name}`,
      typeof member === 'object' && member !== null ? JSON.stringify(member) : member,
    ]),
  )
}
