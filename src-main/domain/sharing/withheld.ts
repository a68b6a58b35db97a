import type { ConsentPurpose } from '../consent.ts'
import { formByName } from '../forms/definitions.ts'
import { fieldsOf } from '../forms/fields.ts'
import type { Field, FormName } from '../forms/types.ts'
import type { Json, RecordKind } from '../ledger/types.ts'
import { isAddedPlace } from '../lists/ids.ts'
import type { SharingPolicy } from './policy.ts'
import type { CaseVerdict, Obstacle, Verdict } from './verdict.ts'

/** Where a value of a case stands: a group of its record, of a form (`rows` where it is a cell of that field's rows), or a note. */
export interface ValuePlace {
  readonly kind: RecordKind
  readonly form: FormName | null
  readonly rows?: string
  readonly group: string
}

/**
 * Why a value stays behind, or null where it travels. A group travels whole or not at all, since its commitment is one: a single field
 * of it that may not go keeps it here. What this program does not know counts as telling who the child is.
 */
export function whyWithheld(
  place: ValuePlace,
  value: Json,
  verdict: CaseVerdict,
  policy: SharingPolicy,
): Obstacle | null {
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : [['', value] as const]
  for (const [id, member] of members) {
    const own = ownConsent(place, id, policy)
    const judged = [verdictOn(place, id, member as Json, verdict, policy), own ? verdict.own(own) : null]
    for (const each of judged) if (each && !each.allowed) return each.why
  }
  return null
}

const forbidden: Verdict = { allowed: false, why: 'protocol' }
const nothing: CaseVerdict = { identity: forbidden, facts: forbidden, own: () => forbidden }

/** Is this among what always goes, whatever anybody agreed to? */
export function isCounted(place: ValuePlace, value: Json, policy: SharingPolicy): boolean {
  return whyWithheld(place, value, nothing, policy) === null
}

/** Does the value of an op say why, in free words? */
export function hasReason(value: Json): boolean {
  return typeof value === 'object' && value !== null && 'reason' in value && value.reason !== ''
}

function ownConsent({ form }: ValuePlace, field: string, { ownConsent }: SharingPolicy): ConsentPurpose | undefined {
  return form === null ? undefined : ownConsent[form]?.[field]
}

const counted: Verdict = { allowed: true, why: 'counted' }

function verdictOn(
  { kind, form, rows, group }: ValuePlace,
  id: string,
  value: Json,
  { identity, facts }: CaseVerdict,
  policy: SharingPolicy,
): Verdict {
  if (kind === 'case' && policy.counted.custody.includes(group)) return counted
  if (kind === 'case') return policy.counted.case.includes(group) && id !== 'reason' ? counted : identity
  const definition = form === null ? undefined : formByName(form)
  if (kind !== 'form' || form === null || !definition) return identity
  const top = fieldsOf(definition).get(rows ?? id)
  const field = rows === undefined ? top : top?.fields?.find((column) => column.id === id)
  if (!field) return identity
  const isListed = policy.counted.fields[form]?.includes(id) === true
  if (isFine(field, value)) return identity
  if (identifies(field, policy)) return isListed && isCoarse(value) ? counted : identity
  const isPlain = field.sensitive === undefined && policy.counted.types.includes(field.type)
  return isListed || isPlain ? counted : facts
}

function identifies({ sensitive, type }: Field, { identifying }: SharingPolicy): boolean {
  return identifying.types.includes(type) || (sensitive !== undefined && identifying.classes.includes(sensitive))
}

/** A village or a site tells more than the commune that the question asks for. */
function isFine({ type }: Field, value: Json): boolean {
  return type === 'place' && typeof value === 'string' && isAddedPlace(value)
}

/** A birth known to the year only finds nobody, and gives the age that tables need. */
function isCoarse(value: Json): boolean {
  if (typeof value !== 'object' || value === null || !('precision' in value)) return false
  return value.precision === 'year' || (value.precision === 'age' && value.months === undefined)
}
