import { writtenBy } from '../ledger/change.ts'
import type { Json, Op } from '../ledger/types.ts'
import { sharingPolicy } from './policy.ts'
import { hasReason, isCounted } from './withheld.ts'

/** Is it what a child agreed to, in form 1A: not the free words and the people that it also holds, nor the reasons of settlings? */
export function saysConsent(op: Exclude<Op, { t: 'new' }>, value: Json | undefined): boolean {
  if ((op.t !== 'set' && op.t !== 'resolve') || value === undefined || hasReason(value)) return false
  return isCounted({ kind: 'form', form: 'consent', group: op.g }, writtenBy(op, value), sharingPolicy)
}
