import { formByName } from '../forms/definitions.ts'
import { fieldsOf } from '../forms/fields.ts'
import type { Field } from '../forms/types.ts'
import { groupOf } from '../forms/visible.ts'

/** Groups of which nothing is silently chosen although no field of theirs is marked in the forms. Source: sync.md, "Merge". */
const named: ReadonlySet<string> = new Set([
  'sex',
  'birth',
  'risk',
  'address',
  'address_permanent',
  'status',
  'caregiver_sex',
  'guardian',
  'care',
  'displacement',
  'mother.alive',
  'father.alive',
  'immediate_danger',
  'violence_types',
  'safety_plan_needed',
])

/**
 * Must a person see both values of this group before one counts as true? Identity, sex, age, consent, risk, status, custodian, kind of
 * violence, address, and every group with a field that the forms mark as sensitive. What is not known here counts as sensitive.
 * @param kind kind of the record; `group` and, in a row, `cell` as the ledger names them
 */
export function isSensitive(kind: string, form: string | null, group: string, cell: string): boolean {
  if (kind !== 'form' || form === null || form === 'consent') return true
  const definition = formByName(form)
  if (!definition || named.has(group) || named.has(cell)) return true
  const members = [...fieldsOf(definition).values()].filter((field) => groupOf(field) === group)
  if (members.length === 0) return true
  const cells = members.flatMap((field) => field.fields ?? [])
  const asked = cell === '' ? [...members, ...cells] : cells.filter((field) => groupOf(field) === cell)
  return asked.length === 0 || asked.some(isMarked)
}

function isMarked(field: Field): boolean {
  return field.sensitive !== undefined
}
