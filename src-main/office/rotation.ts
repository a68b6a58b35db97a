import { logAccess } from '../store/access-log.ts'
import { openLedger } from '../store/ledger.ts'
import type { OfficeContext, OpenOffice, Work } from './context.ts'
import { lock } from './opening.ts'
import { timeOf } from './today.ts'

/**
 * Takes a person's keys away and gives office.db another key, then goes on with the file as it was opened anew: `office` and everything
 * prepared on its database are void afterwards, the returned one is in use. An error after the point of no return has locked the office; what
 * was stopped is ended at the next sign-in. Throws as `VaultSession.removePerson`.
 */
export async function takeKeysAway(
  context: OfficeContext,
  office: OpenOffice,
  personId: string,
  work: Work,
): Promise<OpenOffice> {
  const { vault, self, person } = office
  try {
    await vault.removePerson(personId, {
      progress: (at) => work.progress({ ...at, step: `keys.${at.step}` }),
      checkCancelled: () => work.checkCancelled(),
      now: context.machine.now(),
    })
  } finally {
    if (vault.closed) lock(context, 'window')
  }
  const open: OpenOffice = { ...office, db: vault.db, ledger: openLedger(vault.db, self.replica) }
  context.open = open
  logAccess(open.db, {
    at: timeOf(context.machine),
    person: person.id,
    act: 'keys.change',
    subject: personId,
    details: { generation: vault.generation },
  })
  return open
}
