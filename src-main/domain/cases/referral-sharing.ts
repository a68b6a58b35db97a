import type { Json } from '../ledger/types.ts'
import type { SharingPolicy } from '../sharing/policy.ts'
import type { CaseVerdict, Obstacle, Verdict } from '../sharing/verdict.ts'
import { whyWithheld } from '../sharing/withheld.ts'
import { referralParts } from './referral.ts'

/** What always goes: to whom, which form 5A it is, the code, what was answered, and the days of it all. It says nothing of the child. */
const counted: ReadonlySet<string> = new Set(['to', 'form', 'code', 'withdrawn', 'noted', 'answer', 'done'])

const allowed: Verdict = { allowed: true, why: 'counted' }
/** Holds back just what tells who the child is, and free words. */
const nameless: CaseVerdict = { identity: { allowed: false, why: 'protocol' }, facts: allowed, own: () => allowed }

/**
 * Why a group of a referral stays behind, or null where it goes. It goes as the questions of forms 1B and 5A go that it was taken from; what tells who
 * the child is, and free words, take the agreement to share with services besides, unless the law itself or a danger to life carries them.
 */
export function whyReferralStays(
  group: string,
  value: Json,
  verdict: CaseVerdict,
  policy: SharingPolicy,
): Obstacle | null {
  if (counted.has(group)) return null
  const form = Object.hasOwn(referralParts, group) ? 'registration' : 'referral'
  const place = { kind: 'form' as const, form, group }
  const stays = whyWithheld(place, value, verdict, policy)
  if (stays !== null || whyWithheld(place, value, nameless, policy) === null) return stays
  const { identity } = verdict
  if (identity.allowed && identity.why === 'basis') return null
  const shared = verdict.own('share_services')
  return shared.allowed ? null : shared.why
}
