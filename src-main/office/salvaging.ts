import { LakanaError } from '../contract/errors.ts'
import type { CallOutput, CallParsed } from '../contract/index.ts'
import { migrate } from '../store/migrate.ts'
import { salvage } from '../store/salvage.ts'
import { salvageFile } from '../vault/salvage.ts'
import type { OfficeContext, Work } from './context.ts'
import { giveIdentity } from './identity.ts'
import { closeForWork } from './opening.ts'
import { newReplicaKeys } from './replica-keys.ts'
import { asCredentials, mayRestore } from './restoring.ts'
import { placeOf } from './session.ts'
import { timeOf } from './today.ts'

/** Locks, and puts what can be read of the office's file into a new one, as a new replica. */
export async function salvageOffice(
  context: OfficeContext,
  credentials: CallParsed<'backups.salvage'>['credentials'],
  work: Work,
): Promise<CallOutput<'backups.salvage'>> {
  const { machine, home } = context
  const keys = await newReplicaKeys()
  closeForWork(context)
  const report = await salvageFile({
    ...placeOf(context),
    credentials: asCredentials(credentials),
    now: machine.now(),
    thread: machine.checkThread,
    progress: work.progress,
    fill: async (fresh, sources, personId) => {
      migrate(fresh, { ...machine.migrations })
      const renew = (db: typeof fresh) => {
        if (!mayRestore(null, db, personId)) throw new LakanaError('session.permission', { needs: 'backup.restore' })
        return giveIdentity(db, keys, { home, time: timeOf(machine), person: personId, why: 'salvaged' })
      }
      return salvage(fresh, sources, renew, (step) => work.progress({ step, done: 0, total: null }))
    },
  })
  return { ...report, cut: [...report.cut], tables: [...report.tables] }
}
