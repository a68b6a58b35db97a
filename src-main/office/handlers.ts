import type { CallName } from '../contract/index.ts'
import { asideHandlers } from './aside.ts'
import { assignHandlers } from './assign.ts'
import { attachmentsHandlers } from './attachments.ts'
import { backupsHandlers } from './backups.ts'
import { caseloadHandlers } from './caseload.ts'
import { casesHandlers } from './cases.ts'
import { conditionsHandlers } from './conditions.ts'
import { conflictsHandlers } from './conflicts.ts'
import type { Handlers } from './context.ts'
import { documentsHandlers } from './documents.ts'
import { draftsHandlers } from './drafts.ts'
import { duplicatesHandlers } from './duplicates.ts'
import { enrolmentHandlers } from './enrolment.ts'
import { erasuresHandlers } from './erasures.ts'
import { exchangeHandlers } from './exchange.ts'
import { formsHandlers } from './forms.ts'
import { groupsHandlers } from './groups.ts'
import { homeHandlers } from './home.ts'
import { lateEditsHandlers } from './late-edits.ts'
import { listsHandlers } from './lists.ts'
import { logHandlers } from './log.ts'
import { machineHandlers } from './machine.ts'
import { openingsHandlers } from './openings.ts'
import { peopleHandlers } from './people.ts'
import { placesHandlers } from './places.ts'
import { previewHandlers } from './preview.ts'
import { recoveryHandlers } from './recovery.ts'
import { referralsHandlers } from './referrals.ts'
import { revocationsHandlers } from './revocations.ts'
import { rolesHandlers } from './roles.ts'
import { secondPcHandlers } from './second-pc.ts'
import { sessionHandlers } from './session.ts'
import { settingsHandlers } from './settings.ts'
import { setupHandlers } from './setup.ts'
import { transfersHandlers } from './transfers.ts'
import { wordsHandlers } from './words.ts'

/** One handler for each call of the contract: a missing one is a type error. */
export const handlers: Handlers<CallName> = {
  ...attachmentsHandlers,
  ...setupHandlers,
  ...sessionHandlers,
  ...conditionsHandlers,
  ...peopleHandlers,
  ...formsHandlers,
  ...placesHandlers,
  ...casesHandlers,
  ...conflictsHandlers,
  ...duplicatesHandlers,
  ...asideHandlers,
  ...homeHandlers,
  ...draftsHandlers,
  ...openingsHandlers,
  ...exchangeHandlers,
  ...previewHandlers,
  ...documentsHandlers,
  ...enrolmentHandlers,
  ...revocationsHandlers,
  ...recoveryHandlers,
  ...secondPcHandlers,
  ...settingsHandlers,
  ...listsHandlers,
  ...rolesHandlers,
  ...groupsHandlers,
  ...assignHandlers,
  ...transfersHandlers,
  ...referralsHandlers,
  ...wordsHandlers,
  ...erasuresHandlers,
  ...lateEditsHandlers,
  ...caseloadHandlers,
  ...logHandlers,
  ...backupsHandlers,
  ...machineHandlers,
}
