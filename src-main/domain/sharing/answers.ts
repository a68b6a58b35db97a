import { fieldsOf, holdsValue, isFilled, rowsOf } from '../forms/fields.ts'
import type { Field, FormDefinition, FormName, FormValues } from '../forms/types.ts'
import { groupOf } from '../forms/visible.ts'
import type { Json } from '../ledger/types.ts'
import type { SharingPolicy } from './policy.ts'
import type { CaseVerdict, Obstacle } from './verdict.ts'
import { whyWithheld } from './withheld.ts'

/** An answered question of a form: a field, or `rows.cell`. */
export interface JudgedAnswer {
  readonly form: FormName
  readonly field: string
  /** Why the answer stays; null where it travels. */
  readonly why: Obstacle | null
}

/** What becomes of each answered question of a form, in the order of the paper. */
export function judgeAnswers(
  definition: FormDefinition,
  values: FormValues,
  verdict: CaseVerdict,
  policy: SharingPolicy,
): JudgedAnswer[] {
  const { form } = definition
  const fields = [...fieldsOf(definition).values()].filter(holdsValue)
  const single = fields.filter(({ type }) => type !== 'rows')
  const why = (siblings: readonly Field[], held: FormValues, field: Field, rows?: string): Obstacle | null => {
    const group = groupOf(field)
    const members = siblings.filter((each) => groupOf(each) === group && isFilled(held[each.id]))
    const value = Object.fromEntries(members.map(({ id }) => [id, held[id] as Json]))
    return whyWithheld({ kind: 'form', form, group, ...(rows === undefined ? {} : { rows }) }, value, verdict, policy)
  }
  return fields.flatMap((field) => {
    if (field.type !== 'rows')
      return isFilled(values[field.id]) ? [{ form, field: field.id, why: why(single, values, field) }] : []
    const rows = rowsOf(values, field.id)
    const cells = field.fields ?? []
    return cells.flatMap((cell) => {
      const filled = rows.filter((row) => isFilled(row.values[cell.id]))
      const reasons = filled.map((row) => why(cells, row.values, cell, field.id))
      const stays = reasons.find((reason) => reason !== null) ?? null
      return filled.length === 0 ? [] : [{ form, field: `${field.id}.${cell.id}`, why: stays }]
    })
  })
}
