import type * as z from 'zod'
import { assign } from './assign.ts'
import { attachments } from './attachments.ts'
import { backups } from './backups.ts'
import { cases } from './cases.ts'
import { conditions } from './conditions.ts'
import { conflicts } from './conflicts.ts'
import { drafts } from './drafts.ts'
import { enrolment } from './enrolment.ts'
import { erasures } from './erasures.ts'
import { exchange } from './exchange.ts'
import { forms } from './forms.ts'
import { groups } from './groups.ts'
import { home } from './home.ts'
import { lists } from './lists.ts'
import { log } from './log.ts'
import { machine } from './machine.ts'
import { openings } from './openings.ts'
import { people } from './people.ts'
import { places } from './places.ts'
import { recovery } from './recovery.ts'
import { referrals } from './referrals.ts'
import { review } from './review.ts'
import { revocations } from './revocations.ts'
import { roles } from './roles.ts'
import { secondPc } from './second-pc.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { setup } from './setup.ts'
import { transfers } from './transfers.ts'
import { words } from './words.ts'

/** Everything the window may ask of the office. */
export const contract = {
  ...attachments,
  ...setup,
  ...session,
  ...conditions,
  ...people,
  ...forms,
  ...places,
  ...cases,
  ...conflicts,
  ...review,
  ...home,
  ...drafts,
  ...openings,
  ...exchange,
  ...enrolment,
  ...revocations,
  ...recovery,
  ...secondPc,
  ...settings,
  ...lists,
  ...roles,
  ...groups,
  ...assign,
  ...transfers,
  ...referrals,
  ...words,
  ...erasures,
  ...log,
  ...backups,
  ...machine,
}

export type Contract = typeof contract
export type CallName = keyof Contract
export type CallInput<N extends CallName> = z.input<Contract[N]['input']>
/** The input after validation, as the office's handlers get it. */
export type CallParsed<N extends CallName> = z.output<Contract[N]['input']>
export type CallOutput<N extends CallName> = z.output<Contract[N]['output']>
