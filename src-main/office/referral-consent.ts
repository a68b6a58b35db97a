import { partNames } from '../domain/cases/referral.ts'
import { whyReferralStays } from '../domain/cases/referral-sharing.ts'
import type { Draft } from '../domain/ledger/types.ts'
import { sharingPolicy } from '../domain/sharing/policy.ts'
import { servicesVerdict } from '../exchange/preview.ts'
import { groupsOfReferral, referralsOpen } from '../store/referrals.ts'
import { author } from './case-writes.ts'
import type { Machine, OpenOffice } from './context.ts'
import { todayOf } from './today.ts'

/**
 * Before a bundle is written: what open referrals of this office's cases tell and may tell no more (agreement withdrawn, run out, or in conflict) is
 * taken back, so that it is gone at the receiver with the key that this bundle begins. What was never told goes the same way; form 5A keeps it.
 */
export function takeBackWords(machine: Machine, office: OpenOffice): void {
  const { db, self, ledger } = office
  const today = todayOf(machine)
  for (const { id, caseId } of referralsOpen(db, self.office.id)) {
    const verdict = servicesVerdict({ db, self, today }, caseId)
    if (!verdict) continue
    const told = groupsOfReferral(db, id)
    const drafts = [...partNames, 'reason'].flatMap((g): Draft[] => {
      const value = told.get(g)
      const stays = value === undefined ? null : whyReferralStays(g, value, verdict, sharingPolicy)
      return stays === null ? [] : [{ t: 'set', r: id, g, value: {} }]
    })
    ledger.append(author(machine, office), drafts)
  }
}
