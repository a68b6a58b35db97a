import type { Json } from '../ledger/types.ts'
import type { SharingPolicy } from '../sharing/policy.ts'
import type { CaseVerdict, Obstacle } from '../sharing/verdict.ts'
import { whyWithheld } from '../sharing/withheld.ts'
import { proposedPlace } from './proposal.ts'

/** That a word was read, how it was answered, and which record it is about say nothing of the child. */
const counted: ReadonlySet<string> = new Set(['noted', 'about'])

/** Why a group of a word stays behind, or null where it goes: a proposed value as the answer that it would replace, all else as free words. */
export function whyWordStays(group: string, value: Json, verdict: CaseVerdict, policy: SharingPolicy): Obstacle | null {
  if (counted.has(group)) return null
  const place = proposedPlace(group)
  return whyWithheld(place ? { kind: 'form', ...place } : { kind: 'word', form: null, group }, value, verdict, policy)
}
